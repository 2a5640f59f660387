"""What the payments service does, one function per request, event and timer."""
