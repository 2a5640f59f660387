"""One screen per file; each names the slice of the gateway it needs."""
