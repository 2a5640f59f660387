"""Settings of the accounts service."""

from datetime import timedelta

import msgspec


class AccountsSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Who issues access tokens, the keys (Fernet) that seal what is stored or mailed, and files.

    `files_signing_key` signs the addresses of the files in `files_dir`. Learners younger than
    `guardian_age` need a guardian who agrees. Without a client id Google is no way in. New
    staff have some days to set up a second factor.
    """

    public_url: str
    token_encryption_key: str
    mail_sealing_key: str
    files_dir: str
    files_signing_key: str
    guardian_age: int = 16
    google_issuer: str = "https://accounts.google.com"
    google_client_id: str = ""
    google_client_secret: str = ""
    breached_passwords_file: str = ""
    staff_second_factor_grace_days: int = 14

    @property
    def second_factor_grace(self) -> timedelta:
        """How long new staff may go without a second factor."""
        return timedelta(days=self.staff_second_factor_grace_days)


class AuditSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where anchors of the audit log are kept, and the key that signs them."""

    audit_anchor_file: str
    audit_anchor_key: str
