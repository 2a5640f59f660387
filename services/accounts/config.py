"""Settings of the accounts service."""

import msgspec


class AccountsSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Who issues access tokens, and the keys (Fernet) that seal what is stored or mailed."""

    public_url: str
    token_encryption_key: str
    mail_sealing_key: str


class AuditSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where anchors of the audit log are kept, and the key that signs them."""

    audit_anchor_file: str
    audit_anchor_key: str
