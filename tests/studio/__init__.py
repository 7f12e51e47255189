"""Tests of the app builders work in."""
