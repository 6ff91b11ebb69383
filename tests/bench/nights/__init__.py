"""Whether a late night costs what an early one does."""
