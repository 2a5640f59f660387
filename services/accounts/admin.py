"""`./academy admin EMAIL [--role ROLE]`: make an admin from the machine itself.

For whoever operates the academy, who needs nobody's approval: the first admin, or the second while
there is only one. Every other change of a role goes through the console.
"""

import argparse
import sys

from contracts.accounts.errors import UserNotFound
from contracts.audit import AccountsAdminActed
from contracts.errors import ServiceError
from contracts.types import Actor, Role
from services.accounts import models, policies
from services.accounts.repository import UserRepository
from services.accounts.use_cases.people import assign_role
from services.accounts.use_cases.proposals import settle_proposal
from services.common.settings import database_url
from services.common.tools import unit_of_work
from services.common.work import UnitOfWork

OPERATOR = Actor(user_id=models.OPERATOR_ID, role=Role.ADMIN)
"""Who acts: nobody with an account, so the audit log calls them the operator."""


def appoint(work: UnitOfWork, email: str, role: Role) -> str:
    """Give the person with that address a role, without ever losing the last admin."""
    people = UserRepository(work.session)
    admins = people.lock_admins()
    user = people.find_by_email_for_update(policies.normalized_email(email))
    if user is None:
        raise UserNotFound(f"Nobody has registered with {email}.")
    policies.ensure_can_have(user, role)
    policies.ensure_admin_remains(user, role, admins)
    if role is Role.ADMIN:
        settle_proposal(work, user)
    assign_role(work, user, role, "Appointed by the operator on the command line.")
    return f"{user.name} <{user.email}> is now: {role.value}"


def main(arguments: list[str]) -> None:
    """Act on the database that ACCOUNTS_DATABASE_URL names."""
    parser = argparse.ArgumentParser(
        prog="./academy admin", description="Make a registered person an admin."
    )
    parser.add_argument("email")
    parser.add_argument("--role", type=Role, choices=list(Role), default=Role.ADMIN)
    chosen = parser.parse_args(arguments)
    url = database_url("accounts")
    options = {"url": url, "actor": OPERATOR, "audit": AccountsAdminActed}
    try:
        with unit_of_work(models.bookkeeping, **options) as work:
            answer = appoint(work, chosen.email, chosen.role)
    except ServiceError as refusal:
        sys.exit(str(refusal))
    sys.stdout.write(f"{answer}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
