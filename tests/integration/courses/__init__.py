"""The courses service on a real database."""
