"""Stand-ins for third parties: real servers that the real SDKs talk to, with faults on demand."""
