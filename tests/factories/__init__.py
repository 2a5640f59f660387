"""Valid objects with unremarkable defaults, one module per service."""
