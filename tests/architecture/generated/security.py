"""What is asserted about security, and the tests that prove it: found by their names."""

import re
from collections.abc import Iterator

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
  anchors outside the database show when its end is cut off.

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

ASSERTIONS = (
    "Every route, socket event and RPC method has a row in the permissions file",
    "Every cell of the permissions holds, through the gateway and over AMQP",
    "Ids of somebody else's things reach nothing",
    "Nested ids are checked together",
    "Lists, searches, counts and exports leak nothing",
    "Functions of another role are refused, whatever the method",
    "Nobody sets fields that are not theirs to set",
    "Answers hold no fields beyond their schema",
    "Nothing of a course leaks before it is paid",
    "A change of role holds at once",
    "Services judge for themselves who asks",
    "The last admin stays, and nobody promotes themselves",
    "Teachers see only their own students",
    "Reading a conversation is itself guarded",
    "Tokens cannot choose how they are verified",
    "Claims of a token are all checked",
    "Signing keys rotate; a leaked one is distrusted at once",
    "A refresh token used twice ends its session, and only that",
    "Parallel refreshes get one successor",
    "Whatever ends a session ends tokens and sockets within five seconds",
    "Refresh chains end after 30 days, or 7 days unused",
    "Secrets are stored as digests",
    "Passwords: any characters, no truncation, no common ones",
    "Guessing is bounded per account, address and in all",
    "A burst of guesses does not pass the limit",
    "Known and unknown addresses are answered alike",
    "Reset links: once, a quarter of an hour, no way around the second step",
    "One-time codes: once, one step of tolerance, limited",
    "Recovery codes: once under any race, hashed",
    "Dangerous acts want a fresh proof",
    "Google: state, PKCE, nonce, and linking only after proof of both",
    "Foreign origins get no answer",
    "Forged cross-site requests are refused",
    "Security headers stand on every answer",
    "File names cannot leave the store",
    "File types are what they claim, or are not shown",
    "Sizes and bombs are cut off",
    "Every download is permitted anew",
    "Storage is limited per person",
    "Metadata is stripped",
    "Addresses inside the network are never fetched",
    "Redirects and rebinding do not help",
    "What is fetched is limited",
    "Injection finds nothing",
    "Scripts in text do not run",
    "Text cannot command the terminal",
    "Spreadsheets do not execute cells",
    "Hostile JSON is refused quickly",
    "Sockets: connecting without a right is refused",
    "Sockets: nobody joins the room of others",
    "Sockets: nobody speaks as somebody else",
    "Sockets end with their session",
    "Sockets: floods are bounded",
    "Sockets: replays change nothing",
    "Presence and typing stay among members",
    "Forged webhooks have no effect",
    "Webhooks count once, in any order",
    "Prices come from the server",
    "An order belongs to its payer",
    "Limits hold under races",
    "Steps cannot be skipped",
    "Idempotency keys cannot be abused",
    "The request limit is exact",
    "Limits hold without Redis",
    "Expensive calls are capped",
    "The audit log is complete and cannot be changed",
    "No secret in logs, queues or errors",
    "Errors tell nothing of the inside",
    "What cannot be checked is denied",
    "Only the gateway listens to the world",
    "The API's description, the router and the permissions agree",
    "Dependencies are pinned above known holes",
)


ALSO: dict[int, tuple[str, ...]] = {
    6: (
        "tests/unit/gateway/test_access.py::test_a_role_that_does_not_include_it_is_refused",
        "tests/unit/gateway/test_bad_input.py::test_a_wrong_method_is_told_which_ones_there_are",
    ),
    8: ("tests/unit/gateway/test_sockets.py::test_no_address_of_a_person_is_shown",),
    15: (
        "tests/unit/gateway/test_tokens.py::test_a_token_cannot_choose_not_to_be_signed",
        "tests/unit/gateway/test_tokens.py::test_the_public_key_is_no_shared_secret",
        "tests/unit/gateway/test_tokens.py::test_a_key_that_the_token_brings_along_is_not_used",
    ),
    16: (
        "tests/unit/gateway/test_tokens.py::test_every_claim_has_to_be_right",
        "tests/unit/gateway/test_tokens.py::test_the_header_has_to_be_that_of_an_access_token",
    ),
    18: (
        "tests/integration/accounts/test_sessions.py::test_a_token_that_comes_back_after_the_window_ends_the_whole_family",
    ),
    19: (
        "tests/integration/accounts/test_sessions.py::test_fifty_refreshes_at_once_have_one_child_and_log_nobody_out",
        "tests/integration/accounts/test_sessions.py::test_a_lost_reply_is_given_again_within_the_window",
    ),
    21: ("tests/integration/accounts/test_sessions.py::test_a_session_ends_by_itself",),
    22: (
        "tests/integration/accounts/test_sessions.py::test_the_refresh_token_is_stored_as_a_digest_only",
    ),
    26: (
        "tests/integration/accounts/test_sessions.py::test_a_wrong_password_looks_like_an_unknown_address_whatever_the_account",
    ),
    32: (
        "tests/unit/gateway/test_cors.py::test_a_foreign_origin_may_not",
        "tests/unit/gateway/test_cors.py::test_a_preflight_of_a_foreign_origin_permits_nothing",
    ),
    33: (
        "tests/unit/gateway/test_sessions.py::test_the_cookie_alone_does_nothing_without_the_header",
        "tests/unit/gateway/test_cors.py::test_no_foreign_page_is_allowed_cookies_or_the_header_that_uses_them",
    ),
    34: ("tests/unit/gateway/test_answers.py::test_every_answer_carries_the_security_headers",),
    35: ("tests/unit/gateway/test_files.py::test_no_other_name_leads_to_a_file",),
    36: ("tests/unit/gateway/test_files.py::test_a_file_can_do_nothing_in_the_browser",),
    37: ("tests/unit/gateway/test_bad_input.py::test_a_small_body_cannot_unpack_into_a_large_one",),
    46: ("tests/unit/console/test_safe_text.py::test_hostile_names_are_inert_on_every_screen",),
    48: ("tests/unit/gateway/test_bad_input.py::test_json_of_another_shape_is_refused_quickly",),
    49: (
        "tests/unit/gateway/test_sockets.py::test_nobody_connects_without_a_token",
        "tests/unit/gateway/test_sockets.py::test_a_foreign_page_does_not_connect",
    ),
    50: ("tests/unit/gateway/test_sockets.py::test_no_client_enters_a_room_by_name",),
    56: ("tests/unit/payments/test_stripe_signatures.py::test_a_forged_webhook_is_refused",),
    63: (
        "tests/unit/gateway/test_limits.py::test_the_hundred_and_first_request_is_one_too_many",
        "tests/unit/gateway/test_limits.py::test_spelling_the_address_differently_does_not_help",
    ),
    64: (
        "tests/integration/gateway/test_shared_limits.py::test_without_redis_passwords_can_be_guessed_half_as_often",
    ),
    68: (
        "tests/unit/gateway/test_answers.py::test_a_fault_of_ours_is_a_500_that_gives_nothing_away",
    ),
    69: ("tests/unit/gateway/test_tokens.py::test_without_any_key_nobody_is_let_in",),
    71: ("tests/architecture/test_openapi.py::test_who_may_call_is_described_as_it_is_checked",),
}
"""Tests that prove an assertion and are not called after it."""


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
