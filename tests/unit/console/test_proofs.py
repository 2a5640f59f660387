"""A second step at the door, and showing once more who one is before a dangerous act."""

from collections.abc import Callable
from typing import Any

import pytest

from console.widgets.proof import ProofScreen, proof_in, wanted
from contracts.accounts.errors import ChallengeExpired, SecondFactorRequired, WrongCode
from contracts.accounts.messages import ChangeRole, SignIn, User
from contracts.accounts.second_factors import PassSecondFactor, Proof, StepUp, StepUpOffer
from contracts.base import Command
from contracts.errors import ServiceError, StepUpRequired
from tests.unit.console import samples
from tests.unit.console.driving import Desk, open_desk
from tests.unit.console.stub import StubAcademy

CHALLENGE = "c" * 43
STEPS = [Proof.TOTP, Proof.RECOVERY_CODE]


class Guarded(StubAcademy):
    """An academy that asks for a second step, and for proofs before roles change."""

    def __init__(self) -> None:
        super().__init__()
        self.refusals: list[ServiceError] = []
        self.shown: list[StepUp] = []

    async def sign_in(self, request: SignIn) -> User:
        self.asked.append(request)
        raise SecondFactorRequired(
            "", {"challenge": CHALLENGE, "methods": ["totp", "recovery_code"]}
        )

    async def pass_second_factor(self, request: PassSecondFactor) -> User:
        self.asked.append(request)
        if self.refusals:
            raise self.refusals.pop(0)
        return samples.ADMIN

    async def treat(self, request: Command[Any]) -> Any:
        assert self.prove is not None
        if not await self.prove(self.offer, self.show):
            raise StepUpRequired("Show once more that it is you, then go on.")
        return await super().treat(request)

    async def offer(self) -> StepUpOffer:
        return StepUpOffer(methods=[Proof.PASSWORD])

    async def show(self, proof: StepUp) -> None:
        self.shown.append(proof)
        if self.refusals:
            raise self.refusals.pop(0)


def asks(desk: Desk) -> Callable[[], bool]:
    return lambda: isinstance(desk.app.screen, ProofScreen)


async def knock(desk: Desk) -> None:
    await desk.press(*"sam@academy.example", "tab", *"secret", "enter")
    await desk.until(asks(desk))


async def test_a_second_step_opens_the_door() -> None:
    academy = Guarded()
    academy.stored = None
    academy.refusals = [WrongCode("It is wrong, used already or too old.")]
    async with open_desk(academy) as desk:
        await knock(desk)
        await desk.until(lambda: "authenticator" in desk.text())
        await desk.press(*"123456", "enter")
        await desk.until(lambda: "wrong, used already" in desk.text())
        await desk.press(*"654321", "enter")
        await desk.until(lambda: "Activity" in desk.text())

    codes = [one.code for one in academy.asked if isinstance(one, PassSecondFactor)]
    assert codes == ["123456", "654321"]


async def test_who_gives_up_the_second_step_stands_at_the_door_again() -> None:
    academy = Guarded()
    academy.stored = None
    async with open_desk(academy) as desk:
        await knock(desk)
        await desk.press("escape")

        await desk.until(lambda: not asks(desk)())
        assert "The staff console" in desk.text()


async def test_a_second_step_that_took_too_long_begins_anew() -> None:
    academy = Guarded()
    academy.stored = None
    academy.refusals = [ChallengeExpired("Sign in again.")]
    async with open_desk(academy) as desk:
        await knock(desk)
        await desk.press(*"123456", "enter")

        await desk.until(lambda: "Sign in again." in desk.text())


async def open_role_change(desk: Desk) -> None:
    await desk.press("c", "down", "enter", "tab", *"Teaches now", "enter")
    await desk.until(asks(desk))


async def test_30_a_dangerous_act_goes_on_by_itself_after_a_proof() -> None:
    academy = Guarded()
    async with open_desk(academy, at="people") as desk:
        await open_role_change(desk)
        await desk.press(*"secret", "enter")

        await desk.until(lambda: any(isinstance(one, ChangeRole) for one in academy.asked))
    assert academy.shown == [StepUp(password="secret")]


async def test_30_without_a_proof_nothing_happens_and_nobody_is_signed_out() -> None:
    academy = Guarded()
    async with open_desk(academy, at="people") as desk:
        await open_role_change(desk)
        await desk.press("escape")

        await desk.until(lambda: "Show once more" in desk.text().replace("\n", " "))
        assert desk.app.user is not None
    assert not any(isinstance(one, ChangeRole) for one in academy.asked)


@pytest.mark.parametrize(
    ("text", "methods", "proof"),
    [
        (" 123 456 ", [Proof.TOTP, Proof.RECOVERY_CODE], {"code": "123456"}),
        (
            "ab12-cd34-ef56-gh78",
            [Proof.TOTP, Proof.RECOVERY_CODE],
            {"recovery_code": "ab12-cd34-ef56-gh78"},
        ),
        ("123456", [Proof.PASSWORD], {"password": "123456"}),
        (" my secret ", [Proof.PASSWORD], {"password": " my secret "}),
    ],
)
def test_what_is_typed_is_understood(
    text: str, methods: list[Proof], proof: dict[str, str]
) -> None:
    assert proof_in(text, methods) == proof


def test_who_has_only_a_passkey_is_told_where_to_go() -> None:
    assert "website" in wanted([Proof.PASSKEY])
