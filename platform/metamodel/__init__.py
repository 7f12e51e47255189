"""What a CRM is made of: documents, field types, checks, changes and issues, as pure values."""

__all__: list[str] = []
