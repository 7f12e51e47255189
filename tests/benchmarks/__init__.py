"""The harness that measures, itself proven."""
