"""Entrypoints of the notifications service, by noun."""
