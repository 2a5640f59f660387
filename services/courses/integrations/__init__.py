"""What the courses service needs from outside its database."""
