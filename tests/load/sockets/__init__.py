"""Many live connections at once: what each costs, and how fast an event reaches its recipient."""
