"""The one-machine stack: servers, databases, parts, and the supervisor that keeps them running."""
