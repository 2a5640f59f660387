"""What every service needs and none owns; knows nothing about courses, money or people."""

SERVICES = ("accounts", "courses", "payments", "notifications")
"""Every service, in the order in which a fresh system starts them."""
