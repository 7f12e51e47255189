"""Tenants and their people, on both databases."""
