"""What the courses service does for each request and event, by noun."""
