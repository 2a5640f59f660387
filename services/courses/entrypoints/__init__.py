"""Entrypoints of the courses service, by noun."""
