"""The functions of the language: a registry, and one module for each group."""
