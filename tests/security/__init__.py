"""The assertions of the security checklist, against the whole stack (docs/security.md)."""
