"""Reports and dashboards: measures, buckets, charts and the query behind them."""

__all__: list[str] = []
