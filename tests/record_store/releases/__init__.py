"""Draft, plan, publish and roll back, on both databases."""
