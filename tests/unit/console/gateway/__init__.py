"""The client of the gateway against a real HTTP server."""
