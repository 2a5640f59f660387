"""The admins' terminal: a client of the gateway and nothing more."""
