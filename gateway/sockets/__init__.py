"""Socket.IO: one namespace class per module."""
