"""Many people at once: browsing, their own pages, completed lessons."""
