"""House rules as small lints, and proof that the ground tests stand on is sound."""
