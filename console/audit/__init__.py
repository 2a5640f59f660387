"""The audit log in the console: choosing, showing, taking along, proving."""
