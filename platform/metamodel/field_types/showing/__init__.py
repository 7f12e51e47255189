"""Showing values by locale: babel says how once, a list page repeats it quickly."""
