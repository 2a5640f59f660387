"""Signing keys: `python -m services.accounts.operating.keys list|rotate|distrust KEY`.

`rotate` announces the next key, which signs a quarter of an hour later; nobody is signed out.
`distrust` is for a key that leaked: whatever it signed is refused at once, and people's apps renew
their access by themselves.
"""

import sys

from services.accounts import models
from services.accounts.config import AccountsSettings
from services.accounts.repository import SigningKeyRepository
from services.accounts.use_cases import keys
from services.common.config import load
from services.common.settings import database_url
from services.common.tools import unit_of_work
from services.common.work import UnitOfWork

USAGE = "Say: list, rotate, or distrust KEY."


def show(work: UnitOfWork) -> list[str]:
    """A line per key, the newest first."""
    lines = []
    for key in SigningKeyRepository(work.session).list_all():
        until = f"until {key.retired_at:%Y-%m-%d %H:%M}" if key.retired_at else ""
        lines.append(f"{key.id}  signs from {key.active_from:%Y-%m-%d %H:%M} UTC {until}".rstrip())
    return lines


def act(work: UnitOfWork, secret: str, action: str, key_id: str) -> None:
    """Do what was asked; exits naming what is wrong."""
    if action == "rotate":
        keys.rotate(work, secret)
    elif action == "distrust" and key_id:
        if not keys.distrust(work, secret, key_id):
            sys.exit(f"There is no key {key_id}.")
    elif action != "list":
        sys.exit(USAGE)


def main(arguments: list[str]) -> int:
    """Do it, then show what there is."""
    action, key_id = [*arguments, "", ""][:2]
    secret = load(AccountsSettings).token_encryption_key
    with unit_of_work(models.bookkeeping, url=database_url("accounts")) as work:
        act(work, secret, action, key_id)
        lines = show(work)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
