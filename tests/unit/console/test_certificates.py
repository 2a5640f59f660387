"""The register of certificates in the console: looking up, revoking, correcting."""

import pytest
from textual.widgets import Input, TextArea

from console.messages import LiveEvent
from console.screens.certificates import CertificatesScreen
from console.widgets.confirm import ConfirmScreen
from contracts.base import Command
from contracts.courses.certificate_events import CertificateIssued
from contracts.courses.certificate_register import (
    ListAllCertificates,
    RevokeCertificate,
    SupersedeCertificate,
)
from contracts.courses.certificates import CertificateStatus
from contracts.courses.errors import CertificateNotValid
from tests.unit.console import samples
from tests.unit.console.driving import LARGE, SMALL, Desk, open_desk
from tests.unit.console.snapshots import assert_looks_like
from tests.unit.console.stub import StubAcademy
from tests.unit.console.stub_certificates import NEW_CODE, make_certificate

CODE = "AB23-CD34-EF56-GH78"
REASON = "Somebody else took the quiz."


async def open_register(desk: Desk) -> CertificatesScreen:
    await desk.press("c")
    await desk.until(lambda: isinstance(desk.app.screen, CertificatesScreen))
    screen = desk.app.screen
    assert isinstance(screen, CertificatesScreen)
    await desk.until(lambda: screen.table.current is not None)
    return screen


def questions(desk: Desk) -> list[ListAllCertificates]:
    return [one for one in desk.academy.asked if isinstance(one, ListAllCertificates)]


def acts(desk: Desk) -> list[object]:
    return [one for one in desk.academy.asked if isinstance(one, Command)]


async def give_reason(desk: Desk) -> None:
    desk.app.screen.query_one(TextArea).text = REASON
    await desk.press("ctrl+s")


def correction(desk: Desk) -> tuple[str, str]:
    """The name and the reason as they stand in the dialog."""
    screen = desk.app.screen
    return screen.query_one("#holder", Input).value, screen.query_one(TextArea).text


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_the_register_at_both_sizes(size: tuple[int, int]) -> None:
    async with open_desk(size=size, at="courses") as desk:
        await open_register(desk)

        await assert_looks_like(desk, f"certificates-{'small' if size == SMALL else 'large'}")


async def test_the_register_without_content() -> None:
    academy = StubAcademy()
    academy.certificates = []
    async with open_desk(academy, at="courses") as desk:
        await desk.press("c")
        await desk.until(lambda: "No certificates here" in desk.text())

        await assert_looks_like(desk, "certificates-empty")


async def test_a_revoked_certificate_says_why() -> None:
    async with open_desk(size=LARGE, at="courses") as desk:
        await open_register(desk)
        await desk.press("down", "down", "enter")

        await assert_looks_like(desk, "certificate-revoked")


async def test_states_and_search_are_asked_for() -> None:
    async with open_desk(at="courses") as desk:
        await open_register(desk)

        await desk.press("f")
        await desk.until(lambda: questions(desk)[-1].status is CertificateStatus.VALID)
        await desk.press("slash", *"emmy")

        await desk.until(lambda: questions(desk)[-1].search == "emmy")


async def test_revoking_takes_a_reason_and_says_so() -> None:
    async with open_desk(at="courses") as desk:
        await open_register(desk)
        await desk.press("x")
        await assert_looks_like(desk, "certificate-revoke")

        await give_reason(desk)

        await desk.until(lambda: desk.told(f"{CODE} is revoked."))
        assert acts(desk) == [RevokeCertificate(code=CODE, reason=REASON)]


async def test_a_correction_takes_the_name_and_a_reason() -> None:
    async with open_desk(at="courses") as desk:
        screen = await open_register(desk)
        await desk.press("k")
        await assert_looks_like(desk, "certificate-correct")
        field = desk.app.screen.query_one("#holder", Input)
        assert field.value == "Emmy Noether"
        field.value = "Amalie Emmy Noether"

        await give_reason(desk)

        await desk.until(lambda: desk.told("took the place of"))
        assert acts(desk) == [
            SupersedeCertificate(code=CODE, holder="Amalie Emmy Noether", reason=REASON)
        ]
        await desk.until(lambda: NEW_CODE in {one.code for one in screen.table.items})


async def test_nothing_is_sent_without_a_name() -> None:
    async with open_desk(at="courses") as desk:
        await open_register(desk)
        await desk.press("k")
        desk.app.screen.query_one("#holder", Input).value = " "

        await give_reason(desk)

        assert acts(desk) == []
        assert "Write the name." in desk.text()


async def test_what_has_ended_offers_neither() -> None:
    async with open_desk(at="courses") as desk:
        screen = await open_register(desk)
        await desk.press("down", "down")

        assert not screen.check_action("revoke", ())
        assert not screen.check_action("correct", ())


async def test_a_refusal_is_told() -> None:
    academy = StubAcademy()
    async with open_desk(academy, at="courses") as desk:
        await open_register(desk)
        await desk.press("x")
        academy.refusal = CertificateNotValid("The certificate is revoked, and that stays.")

        await give_reason(desk)

        await desk.until(lambda: desk.told("that stays"))
        academy.refusal = None
        await desk.press("x")
        assert desk.app.screen.query_one(TextArea).text == REASON
        await desk.press("ctrl+s")
        await desk.until(lambda: desk.told(f"{CODE} is revoked."))
        assert acts(desk) == [RevokeCertificate(code=CODE, reason=REASON)] * 2


async def test_a_correction_that_is_refused_is_there_the_next_time_and_for_its_own_row() -> None:
    academy = StubAcademy()
    async with open_desk(academy, at="courses") as desk:
        await open_register(desk)
        await desk.press("k")
        desk.app.screen.query_one("#holder", Input).value = "Amalie Emmy Noether"
        academy.refusal = CertificateNotValid("Not now.")
        await give_reason(desk)
        await desk.until(lambda: desk.told("Not now."))
        academy.refusal = None

        await desk.press("r", "down", "k")
        assert correction(desk) == ("Felix Klein", "")
        await desk.press("escape", "up", "k")
        assert correction(desk) == ("Amalie Emmy Noether", REASON)


async def test_a_correction_is_not_thrown_away_without_a_question() -> None:
    async with open_desk(at="courses") as desk:
        await open_register(desk)
        await desk.press("k", "escape")
        await desk.until(lambda: isinstance(desk.app.screen, CertificatesScreen))

        await desk.press("k")
        desk.app.screen.query_one("#holder", Input).value = "Amalie Emmy Noether"
        desk.app.screen.query_one(TextArea).text = REASON
        await desk.press("escape")
        assert isinstance(desk.app.screen, ConfirmScreen)
        await desk.press("n")
        assert correction(desk) == ("Amalie Emmy Noether", REASON)

        await desk.press("escape", "y")
        await desk.until(lambda: isinstance(desk.app.screen, CertificatesScreen))
        await desk.press("k")
        assert correction(desk) == ("Emmy Noether", "")
        assert acts(desk) == []


async def test_a_certificate_that_is_earned_meanwhile_appears() -> None:
    async with open_desk(at="courses") as desk:
        screen = await open_register(desk)
        assert NEW_CODE not in desk.text()
        desk.academy.certificates.insert(0, make_certificate(NEW_CODE, "Ada Lovelace"))
        event = {"code": NEW_CODE, "course_id": str(samples.make_id("python"))}

        desk.live.post(LiveEvent(CertificateIssued.event_type, event, samples.NOW))

        await desk.until(lambda: NEW_CODE in {one.code for one in screen.table.items})


async def test_the_register_is_found_by_name_and_left_by_escape() -> None:
    async with open_desk(at="courses") as desk:
        await desk.app.run_action("certificates")
        await desk.until(lambda: isinstance(desk.app.screen, CertificatesScreen))

        await desk.press("escape")

        assert not isinstance(desk.app.screen, CertificatesScreen)
