"""Entrypoints of the notifications service that `service.py` puts together."""
