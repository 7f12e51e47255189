"""Reading records: every question becomes one statement with the person's rights inside."""
