"""The REST API, asked from outside."""
