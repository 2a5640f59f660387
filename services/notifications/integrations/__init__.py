"""What notifications needs from outside its own code, each behind a Protocol."""
