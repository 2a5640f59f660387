"""The mailbox: mail in over SMTP, out over HTTP."""

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
import requests

from tests.simulators.running import free_port, running


class Box:
    def __init__(self, smtp_port: int, url: str) -> None:
        self.smtp_port = smtp_port
        self.url = url

    def send(self, to: str, subject: str, html: str = "") -> None:
        mail = EmailMessage()
        mail["From"], mail["To"] = "Academy <hello@academy.example>", to
        mail["Subject"] = subject
        mail.set_content("Plain words")
        if html:
            mail.add_alternative(html, subtype="html")
        with smtplib.SMTP("127.0.0.1", self.smtp_port) as smtp:
            smtp.send_message(mail)

    def get(self, path: str) -> requests.Response:
        return requests.get(f"{self.url}{path}", timeout=5)


@pytest.fixture(scope="module")
def process() -> Iterator[Box]:
    smtp, http = free_port(), free_port()
    url = f"http://127.0.0.1:{http}"
    options = ("--smtp-port", str(smtp), "--http-port", str(http))
    with running("tests.simulators.mailbox", *options, health=f"{url}/health"):
        yield Box(smtp, url)


@pytest.fixture
def box(process: Box) -> Box:
    requests.delete(f"{process.url}/api/mails", timeout=5)
    return process


def test_mails_are_listed_newest_first(box: Box) -> None:
    box.send("a@example.org", "First")
    box.send("b@example.org", "Sécond ✓", "<p>Rich words</p>")

    newest, oldest = box.get("/api/mails").json()

    assert (newest["subject"], newest["to"]) == ("Sécond ✓", ["b@example.org"])
    assert (newest["text"].strip(), newest["html"].strip()) == ("Plain words", "<p>Rich words</p>")
    assert (newest["sender"], newest["sender_name"]) == ("hello@academy.example", "Academy")
    assert oldest["subject"] == "First"


def test_mails_are_found_and_deleted_by_recipient(box: Box) -> None:
    box.send("A@example.org", "For a")
    box.send("b@example.org", "For b")

    found = box.get("/api/mails?to=a@Example.org").json()
    requests.delete(f"{box.url}/api/mails?to=a@example.org", timeout=5)

    assert [mail["subject"] for mail in found] == ["For a"]
    assert [mail["subject"] for mail in box.get("/api/mails").json()] == ["For b"]


@pytest.mark.parametrize(("name", "code"), [("bounce", 550), ("greylist", 451)])
def test_some_recipients_are_refused(box: Box, name: str, code: int) -> None:
    address = f"{name}@example.org"

    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        box.send(address, "Will not arrive")

    assert refusal.value.recipients[address][0] == code
    assert box.get("/api/mails").json() == []


def test_the_page_shows_mails_and_escapes_them(box: Box) -> None:
    box.send("a@example.org", "<b>Bold</b>", "<script>alert(1)</script>")
    mail_id = box.get("/api/mails").json()[0]["id"]

    page, frame = box.get("/"), box.get(f"/mails/{mail_id}/html")

    assert "&lt;b&gt;Bold&lt;/b&gt;" in page.text
    assert "<script>alert(1)" not in page.text
    assert frame.headers["Content-Security-Policy"].startswith("sandbox allow-popups")


def test_an_unknown_mail_is_not_found(box: Box) -> None:
    assert box.get("/mails/nothing").status_code == 404
