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
    4: (
        "tests/integration/courses/test_authoring.py::test_a_video_lesson_plays_a_video_of_its_own_course",
        "tests/integration/courses/test_authoring.py::test_a_cover_is_a_picture_of_the_course",
        "tests/integration/accounts/test_step_up.py::test_30_a_challenge_of_another_device_proves_nothing",
    ),
    6: (
        "tests/unit/gateway/test_access.py::test_a_role_that_does_not_include_it_is_refused",
        "tests/unit/gateway/test_bad_input.py::test_a_wrong_method_is_told_which_ones_there_are",
    ),
    8: ("tests/unit/gateway/test_sockets.py::test_no_address_of_a_person_is_shown",),
    9: (
        "tests/integration/courses/test_study.py::test_lessons_open_only_for_those_who_may_read_them",
        "tests/integration/courses/test_study.py::test_a_course_with_a_price_is_not_entered_for_free",
        "tests/unit/courses/test_course_policies.py::test_outsiders_read_published_previews_and_students_what_they_are_in",
        "tests/e2e/test_buying.py::test_a_paid_order_unlocks_the_course_and_mails_one_receipt",
        "tests/e2e/test_video_in_browser.py::test_a_youtube_lesson_is_embedded_without_cookies_for_those_who_may_see_it",
    ),
    12: (
        "tests/integration/accounts/test_people.py::test_an_admin_cannot_change_their_own_role",
        "tests/integration/accounts/test_people.py::test_two_admins_who_demote_each_other_leave_one",
        "tests/integration/accounts/test_people.py::test_the_operator_appoints_the_first_admin_and_never_removes_the_last",
        "tests/integration/accounts/test_personal_data.py::test_the_last_admin_stays",
    ),
    13: (
        "tests/e2e/test_foreign_objects.py::test_3_nobody_reads_or_changes_what_belongs_to_somebody_else",
        "tests/integration/courses/test_authoring.py::test_an_admin_sees_a_draft_and_another_teacher_does_not",
        "tests/integration/courses/test_authoring.py::test_nobody_else_changes_a_course",
    ),
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
    27: (
        "tests/integration/accounts/test_resets.py::test_20_27_nobody_is_signed_in_by_it_and_every_device_is_signed_out",
        "tests/integration/accounts/test_resets.py::test_22_27_only_a_digest_of_the_token_is_stored",
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
    36: (
        "tests/unit/gateway/test_files.py::test_a_file_can_do_nothing_in_the_browser",
        "tests/unit/gateway/test_pictures.py::test_what_is_no_picture_is_refused_and_not_kept",
        "tests/integration/courses/test_files.py::test_dangerous_and_huge_files_are_refused",
    ),
    37: (
        "tests/unit/gateway/test_bad_input.py::test_a_small_body_cannot_unpack_into_a_large_one",
        "tests/unit/gateway/test_uploads.py::test_a_file_that_grows_too_large_is_refused",
        "tests/unit/gateway/test_pictures.py::test_more_bytes_than_are_welcome_are_not_read",
    ),
    38: (
        "tests/unit/gateway/test_files.py::test_a_forged_address_finds_nothing",
        "tests/unit/courses/test_course_values.py::test_a_signed_address_holds_for_hours_and_is_alike_within_one",
        "tests/e2e/test_publishing.py::test_an_uploaded_video_is_served_in_ranges_to_those_who_may_see_it",
        "tests/integration/accounts/test_personal_data.py::test_a_collection_is_its_owners_who_shows_who_they_are",
    ),
    40: (
        "tests/unit/gateway/test_pictures.py::test_what_the_camera_wrote_stays_behind_but_up_stays_up",
        "tests/unit/gateway/test_pictures.py::test_what_follows_the_picture_in_its_file_stays_behind",
        "tests/unit/gateway/test_files.py::test_a_file_name_cannot_break_out_of_its_header",
    ),
    41: (
        "tests/unit/courses/test_course_values.py::test_other_addresses_are_refused",
        "tests/unit/courses/test_markdown.py::test_pictures_come_from_the_course_only",
    ),
    45: (
        "tests/unit/courses/test_markdown.py::test_attacks_leave_nothing_that_runs",
        "tests/unit/notifications/test_mail_rendering.py::test_what_people_write_is_shown_and_never_run",
    ),
    46: ("tests/unit/console/test_safe_text.py::test_hostile_names_are_inert_on_every_screen",),
    47: ("tests/unit/console/test_audit.py::test_the_entries_of_the_choice_are_written_to_a_file",),
    48: ("tests/unit/gateway/test_bad_input.py::test_json_of_another_shape_is_refused_quickly",),
    49: (
        "tests/unit/gateway/test_sockets.py::test_nobody_connects_without_a_token",
        "tests/unit/gateway/test_sockets.py::test_a_foreign_page_does_not_connect",
    ),
    50: ("tests/unit/gateway/test_sockets.py::test_no_client_enters_a_room_by_name",),
    56: (
        "tests/unit/payments/test_stripe_signatures.py::test_a_forged_webhook_is_refused",
        "tests/e2e/test_buying.py::test_a_forged_webhook_changes_nothing",
        "tests/integration/payments/test_settlement.py::test_a_forged_webhook_leaves_no_trace",
        "tests/integration/payments/test_settlement.py::test_a_webhook_is_no_proof_of_payment",
    ),
    57: (
        "tests/integration/payments/test_settlement.py::test_webhooks_thrice_and_shuffled_have_one_effect_each",
        "tests/integration/payments/test_settlement.py::test_the_same_webhook_is_kept_once",
        "tests/unit/payments/test_payment_policies.py::test_an_order_only_moves_forward",
    ),
    58: (
        "tests/integration/payments/test_checkout.py::test_the_price_is_the_one_of_the_price_list",
        "tests/integration/payments/test_settlement.py::test_money_that_was_not_agreed_gives_nothing",
    ),
    59: (
        "tests/integration/payments/test_checkout.py::test_the_order_of_another_buyer_does_not_exist",
        "tests/integration/payments/test_settlement.py::test_the_page_of_another_order_does_not_pay_mine",
        "tests/e2e/test_buying.py::test_an_order_belongs_to_its_buyer_alone",
    ),
    60: (
        "tests/integration/payments/test_checkout.py::test_ordering_many_times_at_once_makes_one_order_and_one_page",
        "tests/integration/payments/test_settlement.py::test_three_inputs_settle_once",
    ),
    61: (
        "tests/integration/courses/test_study.py::test_strangers_have_no_study_plan_and_no_progress",
        "tests/integration/courses/test_authoring.py::test_empty_courses_and_unfinished_lessons_are_not_handed_in",
        "tests/integration/courses/test_review.py::test_only_what_waits_is_reviewed",
    ),
    62: (
        "tests/integration/common/test_requests.py::test_a_key_used_for_another_request_is_refused",
        "tests/unit/gateway/test_commands.py::test_an_odd_key_is_refused_before_anything_happens",
    ),
    63: (
        "tests/unit/gateway/test_limits.py::test_the_hundred_and_first_request_is_one_too_many",
        "tests/unit/gateway/test_limits.py::test_spelling_the_address_differently_does_not_help",
    ),
    64: (
        "tests/integration/gateway/test_shared_limits.py::test_without_redis_passwords_can_be_guessed_half_as_often",
    ),
    66: (
        "tests/integration/accounts/test_people.py::test_the_database_refuses_to_change_the_audit_log",
        "tests/integration/accounts/test_refused_acts.py::test_a_staff_action_that_is_refused_is_recorded",
        "tests/e2e/test_publishing.py::test_every_admin_action_is_in_the_audit_log",
    ),
    67: (
        "tests/security/test_secrets.py::test_22_no_secret_is_where_it_could_be_read",
        "tests/integration/accounts/test_personal_data.py::test_no_secret_is_handed_out",
    ),
    68: (
        "tests/unit/gateway/test_answers.py::test_a_fault_of_ours_is_a_500_that_gives_nothing_away",
        "tests/integration/common/test_requests.py::test_an_unexpected_error_says_nothing_about_the_inside",
        "tests/security/test_fuzzed_api.py::test_r4_whatever_is_sent_by_who_may_send_it_gets_a_described_answer",
        "tests/security/test_fuzzed_calls.py::test_r4_a_payload_of_any_shape_is_refused_by_name",
    ),
    69: (
        "tests/unit/gateway/test_tokens.py::test_without_any_key_nobody_is_let_in",
        "tests/faults/test_outages.py::test_an_outage_is_a_503_problem_and_ends_by_itself",
        "tests/unit/gateway/test_system.py::test_a_gateway_is_not_ready_while_accounts_is_away",
    ),
    71: ("tests/architecture/test_openapi.py::test_who_may_call_is_described_as_it_is_checked",),
    72: ("tests/architecture/test_words.py::test_every_locked_package_has_a_hash",),
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
