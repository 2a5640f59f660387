"""The mails received, read once on arrival."""

from collections import deque
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import uuid4

from msgspec import Struct

_KEPT = 500


class Mail(Struct, frozen=True, kw_only=True):
    """One received message; `to` holds the envelope's recipients, lower-cased."""

    id: str
    received_at: datetime
    sender: str
    sender_name: str
    to: list[str]
    subject: str
    text: str
    html: str
    headers: dict[str, str]


class Mailbox:
    """The newest mails, in memory."""

    def __init__(self) -> None:
        self._mails: deque[Mail] = deque(maxlen=_KEPT)

    def add(self, content: bytes, sender: str, recipients: list[str]) -> Mail:
        """Keep a message as it came over SMTP."""
        mail = read(content, sender, recipients)
        self._mails.appendleft(mail)
        return mail

    def addressed(self, to: str = "") -> list[Mail]:
        """Mails to an address, or all; newest first."""
        wanted = to.strip().lower()
        return [mail for mail in self._mails if not wanted or wanted in mail.to]

    def search(self, words: str) -> list[Mail]:
        """Mails whose recipients or subject contain the words, newest first."""
        wanted = words.strip().lower()
        return [
            mail for mail in self._mails if wanted in f"{' '.join(mail.to)} {mail.subject}".lower()
        ]

    def find(self, mail_id: str) -> Mail | None:
        """One mail by its id."""
        return next((mail for mail in self._mails if mail.id == mail_id), None)

    def clear(self, to: str = "") -> int:
        """Throw away the mails to an address, or all; answers how many."""
        gone = {mail.id for mail in self.addressed(to)}
        self._mails = deque((mail for mail in self._mails if mail.id not in gone), maxlen=_KEPT)
        return len(gone)


def read(content: bytes, sender: str, recipients: list[str]) -> Mail:
    """Take a MIME message apart."""
    message = message_from_bytes(content, policy=policy.default)
    author = message["from"].addresses[0] if message["from"] else None
    return Mail(
        id=uuid4().hex,
        received_at=datetime.now(UTC),
        sender=author.addr_spec if author else sender,
        sender_name=author.display_name if author else "",
        to=[recipient.lower() for recipient in recipients],
        subject=str(message["subject"] or "(no subject)"),
        text=_body(message, "plain"),
        html=_body(message, "html"),
        headers={name: str(value) for name, value in message.items()},
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
