"""Nothing to load."""

