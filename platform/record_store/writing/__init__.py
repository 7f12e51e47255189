"""Writing records: one path for one record and for ten thousand."""
