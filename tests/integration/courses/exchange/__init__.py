"""Packages on their way into courses and out of them."""
