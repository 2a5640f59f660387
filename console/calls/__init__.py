"""What the console asks of the gateway, one module per resource."""
