"""Formulas, roll-ups and mirrors: stored beside other values, and right after every change."""
