"""A stand-in for Google's sign-in: an OpenID provider that can also misbehave."""
