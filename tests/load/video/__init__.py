"""Many people watch at once."""
