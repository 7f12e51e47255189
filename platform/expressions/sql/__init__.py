"""The second use of a tree: SQL for SQLite and PostgreSQL that gives what Python gives."""
