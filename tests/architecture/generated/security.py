"""What is asserted about security, and the tests that prove it: found by their names."""

import re
from collections.abc import Iterator

from tests.architecture.generated.assertions import ALSO, ASSERTIONS
from tests.architecture.sources import ROOT

PATH = "docs/security.md"
NUMBERED = re.compile(r"^\s*(?:async )?def (test_(\d+)_\w+)", re.MULTILINE)

INTRODUCTION = """# Security

How the academy knows who somebody is, what protects that, and which test proves each assertion. Who
may do what is in [permissions.md](permissions.md).

## How identity works

- **Passwords** are hashed with argon2id outside the event loop, and hashed anew when the parameters
  grow. Easy ones (zxcvbn) and those on lists of stolen ones are refused on this machine.
- **Ways in** are a password, a Google account (OpenID Connect with PKCE, nonce and a cookie that
  binds the visit to its browser) or a passkey. Accounts are linked only after proof of both.
- **Second steps** are an authenticator app, passkeys and recovery codes; staff must have one after
  some days of grace.
- **Access tokens** (ES256, ten minutes) are verified in the gateway with published keys. **Refresh
  tokens** are spent once; one that comes back later than ten seconds ends its session, and the
  person hears of it. A browser keeps it in a `__Host-`, `HttpOnly`, `SameSite=Strict` cookie, which
  only requests with a header that no foreign page can send may use.
- **Revocation** reaches every gateway by event, and by a list that each asks for every three
  seconds; open sockets are closed
  ([why](decisions/0017-what-is-revoked-is-heard-and-looked-up.md)).
- **Guesses** are counted in PostgreSQL before they are looked at
  ([why](decisions/0018-guesses-are-counted-in-postgresql.md)).
- **Dangerous acts** want a proof of identity that is younger than ten minutes.
- **The audit log** can only be appended to, each entry holds the hash of the one before, and
  anchors outside the database show when its end is cut off. It knows people by their ids, so that
  a name can be forgotten ([why](decisions/0019-the-audit-log-knows-people-by-id.md)).

## What is not defended

Whoever holds the gateway's signing key for calls, or writes to the databases as their owner, is
inside. Losing the disk is the business of backups. A stolen, unlocked device can do what its owner
can, except what wants a fresh proof.

## Assertions and their tests

The numbers are those of the academy's list of 72 assertions. A test carries the number in its name;
what has none yet arrives with its capability.

| # | Assertion | Tests |
|---|---|---|
"""


def documents() -> dict[str, str]:
    """The page."""
    return {PATH: INTRODUCTION + "".join(_lines())}


def proofs() -> dict[int, list[str]]:
    """Tests by the number of the assertion in their name."""
    found: dict[int, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        names = dict.fromkeys(NUMBERED.findall(path.read_text()))
        for name, number in names:
            found.setdefault(int(number), []).append(f"{path.relative_to(ROOT)}::{name}")
    for assertion, tests in ALSO.items():
        found.setdefault(assertion, []).extend(tests)
    return found


def _lines() -> Iterator[str]:
    known = proofs()
    for number, assertion in enumerate(ASSERTIONS, 1):
        tests = known.get(number, [])
        shown = (
            "<br>".join(f"`{test}`" for test in tests) if tests else "*arrives with its capability*"
        )
        yield f"| {number} | {assertion} | {shown} |\n"
