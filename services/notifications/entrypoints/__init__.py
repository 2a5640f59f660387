"""Entrypoints of the notifications service, by noun."""

"""Entrypoints of the notifications service that `service.py` puts together."""
