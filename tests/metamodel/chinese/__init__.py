"""Tests of the algorithms of Chinese business data."""
