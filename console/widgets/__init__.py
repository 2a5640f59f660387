"""Parts that several screens share; none of them talks to the gateway."""
