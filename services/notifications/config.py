"""Settings of the notifications service."""

from email.utils import parseaddr

import msgspec


class MailSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where mail leaves, whom it is from, where its links lead, and the key of sealed secrets."""

    public_url: str
    smtp_url: str
    mail_from: str
    mail_sealing_key: str

    @property
    def origin(self) -> str:
        """The academy's address without a slash at its end."""
        return self.public_url.rstrip("/")

    @property
    def domain(self) -> str:
        """The domain that message ids end in: that of the sender."""
        return parseaddr(self.mail_from)[1].rpartition("@")[2]
