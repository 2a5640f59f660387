"""Marks the package as a service."""
