"""A service that reads one row, and its callers."""
