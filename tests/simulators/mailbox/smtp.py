"""The SMTP side: takes every mail except for addresses that are meant to fail."""

from typing import TYPE_CHECKING

from aiosmtpd.smtp import SMTP

from tests.simulators.mailbox.store import Mailbox

if TYPE_CHECKING:
    from aiosmtpd.smtp import Envelope, Session

REFUSED = "550 5.1.1 No such user here"
LATER = "451 4.7.1 Greylisted, try again later"


class Reception:
    """Answers the mail client; `bounce@…` never gets mail and `greylist@…` always later."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_RCPT(  # noqa: N802 (named and shaped by aiosmtpd)
        self,
        _server: SMTP,
        _session: "Session",
        envelope: "Envelope",
        address: str,
        _options: list[str],
    ) -> str:
        """Take or refuse one recipient."""
        name = address.partition("@")[0].lower()
        if name in {"bounce", "greylist"}:
            return REFUSED if name == "bounce" else LATER
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (named by aiosmtpd)
        self, _server: SMTP, _session: "Session", envelope: "Envelope"
    ) -> str:
        """Keep the message."""
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        mail = self._mailbox.add(raw, envelope.mail_from or "", envelope.rcpt_tos)
        return f"250 OK, kept as {mail.id}"
