"""Reports and dashboards: figures, charts, the way back to the records."""
