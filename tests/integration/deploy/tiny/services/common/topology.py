"""No queues."""
