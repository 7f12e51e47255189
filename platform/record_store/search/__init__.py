"""Text search: what records are found by, and finding them."""
