"""The gateway in one process: its services are fakes, its HTTP is real."""
