"""Ready-made CRMs as data: documents, sample data and scenarios, no Python."""

__all__: list[str] = []
