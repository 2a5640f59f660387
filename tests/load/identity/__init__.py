"""Signing in and staying signed in: what they cost, beside what they cannot do without."""
