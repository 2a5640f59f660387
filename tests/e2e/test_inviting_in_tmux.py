"""Inviting people at the console, one by one and by a file with a line that is wrong."""

import re
from pathlib import Path
from uuid import uuid4

import pytest

from tests.e2e.people import Mailbox, Person, Refusal, unique_email
from tests.e2e.terminal import Terminal, sign_in, written

pytestmark = pytest.mark.e2e


async def test_people_are_invited_one_by_one_and_by_a_file(
    terminal: Terminal, mailbox: Mailbox, anybody: Person, tmp_path: Path
) -> None:
    sign_in(terminal, "admin@academy.example")
    terminal.wait_for("● live", "Revenue")
    terminal.press("3")
    terminal.wait_for("⏎ Open")

    await invite_and_take_back(terminal, mailbox, anybody)
    terminal.press("Escape")
    terminal.wait_for("─ People ─", "⏎ Open")

    await import_a_file(terminal, mailbox, tmp_path)
    terminal.press("Escape")
    terminal.wait_for("─ Imports ─", "✓ done", "n New import")
    terminal.press("Escape")
    terminal.wait_for("─ People ─", "⏎ Open")


async def invite_and_take_back(terminal: Terminal, mailbox: Mailbox, anybody: Person) -> None:
    """Invite somebody; the link of the mail works until the invitation is taken back."""
    email = unique_email()
    terminal.press("v")
    terminal.wait_for("n Invite", "Taken back")
    terminal.press("n")
    terminal.wait_for("Invite somebody", "for seven days")
    terminal.write(email)
    terminal.press("Enter")
    terminal.write("Emmy Noether")
    terminal.press("C-s")
    terminal.wait_for("as a student.", f"│ {email}")
    mail = await mailbox.mail(email, "invites you to Academy")
    assert "Emmy Noether" in mail["text"]
    link = re.search(r"token=([\w.~-]+)", mail["text"])
    assert link, mail["text"]
    token = {"token": link[1]}
    assert (await anybody.post("/v1/invitations/lookup", token))["email"] == email

    terminal.press("C-Home", "x")
    terminal.wait_for("The link in their mail stops working at once.")
    terminal.press("y")
    terminal.wait_for_no(f"│ {email}")
    with pytest.raises(Refusal):
        await anybody.post("/v1/invitations/lookup", token)


def choose(terminal: Terminal, name: str) -> None:
    """Choose a file of people; its ending is forgotten at first."""
    terminal.press("u")
    terminal.wait_for("n New import")
    terminal.press("n")
    terminal.wait_for("Which file of people?", f"{name}.csv")
    terminal.write(name)
    terminal.press("Enter")
    terminal.wait_for(f"There is no file {name}.")
    terminal.write(".csv")
    terminal.press("Enter")
    terminal.wait_for("2 ready", "1 with errors", "nobody-at-all", "s Start")


async def import_a_file(terminal: Terminal, mailbox: Mailbox, folder: Path) -> None:
    """Nobody is mailed before it is confirmed; the wrong line is saved, to be mended."""
    good, also_good, name = unique_email(), unique_email(), f"people-{uuid4().hex[:6]}"
    (folder / f"{name}.csv").write_text(
        f"email,name,role,language\n{good},Ada Lovelace,student,en\n"
        f"nobody-at-all,Bad Line,student,en\n{also_good},Mary Somerville,teacher,en\n"
    )
    choose(terminal, name)
    assert await mailbox.mails(good) == []

    terminal.press("s")
    terminal.wait_for("Invite 2 people?", "row is left out.")
    terminal.press("y")
    terminal.wait_for("✓ All 3 rows are worked off.", "2 invited · 1 with errors")
    for email in (good, also_good):
        await mailbox.mail(email, "invites you to Academy")
    terminal.press("x")
    terminal.wait_for("Where shall the lines be written?")
    terminal.press("C-s")
    terminal.wait_for("✓ 1 line in")
    terminal.press("Escape")
    terminal.wait_for_no("✓ 1 line in")
    (_, line) = written(folder, f"{name}-left-out-*.csv")
    assert line.startswith("nobody-at-all,Bad Line,student,en,3,wrong,")
