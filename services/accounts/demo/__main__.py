"""`python -m services.accounts.demo`: the demo academy's people, made once."""

from datetime import timedelta
from typing import Any

from contracts.accounts.messages import UserRegistered, UserStatus
from services.accounts import models
from services.accounts.demo.people import PASSWORD, Person, everybody
from services.accounts.integrations.passwords import Argon2Passwords
from services.accounts.repository import UserRepository
from services.accounts.use_cases.registration import to_contact
from services.common.settings import database_url
from services.common.tools import unit_of_work
from services.common.work import UnitOfWork

HOURS_BETWEEN = 5
"""How far apart the demo people registered."""


def add_demo_people(work: UnitOfWork, digest: str) -> int:
    """Add those who are missing, all confirmed; how many that were."""
    people = UserRepository(work.session)
    added = people.add([_row(work, age, person) for age, person in enumerate(everybody())])
    for user in added:
        people.set_password(user.id, digest, work.now)
        contact = to_contact(user)
        work.record(UserRegistered(user_id=user.id, role=user.role, contact=contact))
    return len(added)


def _row(work: UnitOfWork, age: int, person: Person) -> dict[str, Any]:
    registered = work.now - timedelta(hours=HOURS_BETWEEN * age)
    return {
        "id": person.id,
        "email": person.email,
        "name": person.name,
        "role": person.role,
        "status": UserStatus.ACTIVE,
        "locale": person.locale,
        "created_at": registered,
        "confirmed_at": registered,
    }


def main() -> None:
    """Fill the database that ACCOUNTS_DATABASE_URL names."""
    digest = Argon2Passwords(_at_once).hash(PASSWORD)
    with unit_of_work(models.bookkeeping, url=database_url("accounts")) as work:
        added = add_demo_people(work, digest)
    print(f"{added} demo people added; their password is {PASSWORD}")


def _at_once(function: Any, *arguments: Any) -> Any:
    """Call in this thread: a tool serves nobody else meanwhile."""
    return function(*arguments)


if __name__ == "__main__":
    main()
