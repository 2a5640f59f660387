"""OLX, the course exchange format of Open edX."""
