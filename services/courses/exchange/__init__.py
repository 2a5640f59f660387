"""Takes courses over from packages of other systems, and writes them as such."""
