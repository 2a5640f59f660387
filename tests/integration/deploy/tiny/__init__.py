"""A tiny academy: parts that start at once, for tests of the launcher alone."""
