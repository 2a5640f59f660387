"""Sending mail over SMTP (RFC 5321)."""

import smtplib
import ssl
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

import msgspec

TIMEOUT_SECONDS = 10
PERMANENT = 500
"""Replies from here on mean: do not try again (RFC 5321 section 4.2.1)."""

DEFAULT_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class OutgoingMail(msgspec.Struct, frozen=True, kw_only=True):
    """A finished mail to one person."""

    message_id: str
    email: str
    name: str
    language: str
    subject: str
    html: str
    text: str
    unsubscribe_url: str | None = None
    """Where a POST stops mails like this one (RFC 8058)."""


class MailRefused(Exception):
    """The mail server says that this mail will never be taken."""


class MailDeferred(Exception):
    """The mail server says: not now."""


class MailServerAway(Exception):
    """The mail server does not answer, so the other mails need not be tried either."""


class Mailer(Protocol):
    """Hands mails over to whoever delivers them."""

    def send(self, mail: OutgoingMail) -> None:
        """Return when the mail was taken; raises one of the three above otherwise."""
        ...


class SmtpMailer:
    """A mail server at `smtp://`, `smtp+starttls://` or `smtps://[user:password@]host[:port]`."""

    def __init__(self, smtp_url: str, mail_from: str, timeout: float = TIMEOUT_SECONDS) -> None:
        self._server = urlsplit(smtp_url)
        self._from = mail_from
        self._timeout = timeout

    def send(self, mail: OutgoingMail) -> None:
        """Hand one mail over."""
        try:
            message = _message(mail, self._from)
        except ValueError as error:
            raise MailRefused(f"The mail cannot be written: {error}") from error
        try:
            self._hand_over(message)
        except smtplib.SMTPRecipientsRefused as refused:
            code, answer = next(iter(refused.recipients.values()))
            raise _verdict(code, answer) from refused
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPConnectError) as error:
            raise MailServerAway(str(error)) from error
        except smtplib.SMTPResponseException as refused:
            raise _verdict(refused.smtp_code, refused.smtp_error) from refused
        except smtplib.SMTPNotSupportedError as error:
            raise MailRefused(str(error)) from error
        except OSError as error:
            raise MailServerAway(str(error) or type(error).__name__) from error

    def _hand_over(self, message: EmailMessage) -> None:
        """Once the server has taken the mail, trouble with saying goodbye no longer matters."""
        server = self._connected()
        try:
            server.send_message(message)
        finally:
            with suppress(OSError):
                server.quit()

    def _connected(self) -> smtplib.SMTP:
        host, port = self._server.hostname or "", self._server.port
        port = port or DEFAULT_PORTS[self._server.scheme]
        if self._server.scheme == "smtps":
            context = ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port, timeout=self._timeout, context=context
            )
        else:
            server = smtplib.SMTP(host, port, timeout=self._timeout)
        _secure(server, self._server)
        return server


def _secure(server: smtplib.SMTP, address: SplitResult) -> None:
    if address.scheme == "smtp+starttls":
        server.starttls(context=ssl.create_default_context())
    if address.username:
        server.login(unquote(address.username), unquote(address.password or ""))


def _message(mail: OutgoingMail, mail_from: str) -> EmailMessage:
    """The mail with a text part for readers without HTML."""
    message = EmailMessage()
    mailbox, _, domain = mail.email.rpartition("@")
    host = domain.encode("idna").decode()
    message["Message-ID"] = mail.message_id
    message["Date"] = formatdate()
    message["From"] = mail_from
    message["To"] = Address(mail.name, mailbox, host)
    message["Subject"] = mail.subject
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    message["Content-Language"] = mail.language
    return message


def _verdict(code: int, answer: bytes | str) -> MailRefused | MailDeferred:
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    detail = f"{code} {words}"
    return MailRefused(detail) if code >= PERMANENT else MailDeferred(detail)
