"""Tests of the pages people work in."""
