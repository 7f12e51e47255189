"""Where the API lies."""

PREFIX = "/api/v1/{tenant}"
