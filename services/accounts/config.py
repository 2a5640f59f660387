"""Settings of the accounts service."""

import msgspec


class AccountsSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Who issues access tokens, the keys (Fernet) that seal what is stored or mailed, and files.

    `files_signing_key` signs the addresses of the files in `files_dir`. Learners younger than
    `guardian_age` need a guardian who agrees.
    """

    public_url: str
    token_encryption_key: str
    mail_sealing_key: str
    files_dir: str
    files_signing_key: str
    guardian_age: int = 16


class AuditSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where anchors of the audit log are kept, and the key that signs them."""

    audit_anchor_file: str
    audit_anchor_key: str
