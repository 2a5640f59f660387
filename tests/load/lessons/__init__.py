"""Lessons that students read: how many a second."""
