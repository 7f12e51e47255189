"""Records in and out as CSV and XLSX: reading, mapping, matching, rehearsing and writing."""

__all__: list[str] = []
