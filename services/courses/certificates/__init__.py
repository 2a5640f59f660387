"""What a certificate is made of: its code, its signature, its PDF and its badge."""
