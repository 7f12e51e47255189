"""What `make bench` measures: each act of ours beside the same act done raw, in one run."""
