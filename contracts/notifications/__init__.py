"""What people are told: e-mail, push, in-app."""
