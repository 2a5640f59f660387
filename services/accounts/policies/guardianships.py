"""Who needs a guardian, who may be one, and who may end it."""

from datetime import date
from uuid import UUID

from contracts.accounts.errors import (
    AddressTaken,
    BirthDateImplausible,
    ConsentTextChanged,
    GuardianIsLearner,
    GuardianNeeded,
    GuardianshipAnswered,
    GuardianshipNotFound,
    GuardianStillNeeded,
    TooManyOffers,
)
from contracts.accounts.guardianships import FamilyStep, GuardianshipOrigin, GuardianshipState
from services.accounts import models

OLDEST = 120
OFFERS = 10


def age_on(birth_on: date, today: date) -> int:
    """Whole years; who is born on the 29th of February has a birthday on the 1st of March."""
    had_birthday = (today.month, today.day) >= (birth_on.month, birth_on.day)
    return today.year - birth_on.year - (0 if had_birthday else 1)


def ensure_plausible_birth(birth_on: date | None, today: date) -> None:
    """People are born in the past, and not longer ago than people live."""
    if birth_on is not None and not 0 <= age_on(birth_on, today) <= OLDEST:
        raise BirthDateImplausible(*_at("/birth_on", "Check the year."))


def needs_guardian(birth_on: date | None, today: date, guardian_age: int) -> bool:
    """Who is younger than the age needs somebody who answers for them; unsaid is old enough."""
    return birth_on is not None and age_on(birth_on, today) < guardian_age


def ensure_guardian_named(
    birth_on: date | None, guardian_email: str | None, today: date, guardian_age: int
) -> None:
    """A learner below the age names a guardian."""
    if needs_guardian(birth_on, today, guardian_age) and guardian_email is None:
        detail = f"You are younger than {guardian_age}: write the address of a parent or guardian."
        raise GuardianNeeded(*_at("/guardian_email", detail))


def ensure_somebody_else(email: str, guardian_email: str | None) -> None:
    """Nobody answers for themselves."""
    if email == guardian_email:
        raise GuardianIsLearner(*_at("/guardian_email", "Write the address of somebody else."))


def ensure_grown_up(birth_on: date | None, today: date, guardian_age: int) -> None:
    """Who needs a guardian cannot be one."""
    if needs_guardian(birth_on, today, guardian_age):
        raise GuardianNeeded(f"Guardians are {guardian_age} or older.")


def ensure_current_text(version: str, current: str) -> None:
    """What is agreed to is what was read."""
    if version != current:
        raise ConsentTextChanged("The text has changed. Read it again, then decide.")


def next_step(row: models.Guardianship, user: models.User) -> FamilyStep:
    """What somebody can answer: guardians consent, learners accept."""
    if row.state is not GuardianshipState.PENDING:
        return FamilyStep.NONE
    if row.origin is GuardianshipOrigin.REGISTRATION:
        return FamilyStep.CONSENT if is_guardian(row, user) else FamilyStep.NONE
    return FamilyStep.ACCEPT if row.learner_id == user.id else FamilyStep.NONE


def ensure_can_answer(row: models.Guardianship, user: models.User, *steps: FamilyStep) -> None:
    """Only who was asked answers, and only once."""
    ensure_part(row, user)
    if next_step(row, user) not in steps:
        raise GuardianshipAnswered("This question is answered, or is not yours to answer.")


def ensure_part(row: models.Guardianship, user: models.User) -> None:
    """For others a guardianship does not exist."""
    if row.learner_id != user.id and not is_guardian(row, user):
        raise GuardianshipNotFound("There is no such guardianship.")


def is_guardian(row: models.Guardianship, user: models.User) -> bool:
    """Whether somebody is the guardian, or the one that was asked at their confirmed address."""
    if row.guardian_id is not None:
        return row.guardian_id == user.id
    return row.guardian_email == user.email


def may_end(row: models.Guardianship, user: models.User, *, learner_is_minor: bool) -> bool:
    """Guardians always may; learners once they are old enough to answer for themselves."""
    if row.state not in {GuardianshipState.PENDING, GuardianshipState.ACTIVE}:
        return False
    if is_guardian(row, user):
        return True
    return row.state is GuardianshipState.ACTIVE and not learner_is_minor


def ensure_may_end(row: models.Guardianship, user: models.User, *, learner_is_minor: bool) -> None:
    """A learner below the age keeps their guardians."""
    ensure_part(row, user)
    if not may_end(row, user, learner_is_minor=learner_is_minor):
        raise GuardianStillNeeded("Your guardian can end it, or you can once you are old enough.")


def named_guardian(row: models.Guardianship) -> UUID:
    """The guardian, who has an account by then."""
    if row.guardian_id is None:
        raise GuardianshipAnswered("Nobody has agreed yet.")
    return row.guardian_id


def is_told_to_guardian(row: models.Guardianship) -> bool:
    """What a would-be guardian has offered stays unseen until the learner accepts it."""
    offered = row.origin is GuardianshipOrigin.INVITATION
    return not (offered and row.state is GuardianshipState.PENDING)


def opened(row: models.Guardianship | None) -> models.Guardianship:
    """A child's account that could be opened; an address that is taken cannot."""
    if row is None:
        detail = "There is an account with this address. Invite them instead."
        raise AddressTaken(*_at("/email", detail))
    return row


def ensure_offers_left(pending: int) -> None:
    """Nobody floods strangers with offers."""
    if pending >= OFFERS:
        raise TooManyOffers("Wait until some of them have answered, or take an offer back.")


def _at(pointer: str, detail: str) -> tuple[str, dict[str, object]]:
    return detail, {"errors": [{"pointer": pointer, "detail": detail}]}
