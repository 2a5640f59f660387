"""What the operator of the machine does to accounts, without an account."""
