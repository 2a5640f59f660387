"""Entrypoints of the payments service, by noun."""
