"""Settings of the accounts service."""

import msgspec


class AccountsSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Who issues access tokens, and the keys (Fernet) that seal what is stored or mailed."""

    public_url: str
    token_encryption_key: str
    mail_sealing_key: str
