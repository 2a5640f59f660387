"""What is taught, who is enrolled and how far they are."""
