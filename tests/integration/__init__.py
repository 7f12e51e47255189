"""Whole journeys over several rooms, with real data where it lies beside the repository."""
