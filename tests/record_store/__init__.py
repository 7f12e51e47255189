"""Tests of the record store, on both databases."""
