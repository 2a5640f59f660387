"""A mail server that keeps what it receives and shows it on a web page."""
