"""Every query of the courses service, by noun."""
