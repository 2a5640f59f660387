"""Entrypoints of the accounts service, by noun; `service.py` puts them together."""
