"""What a reader sees, in both languages."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from msgspec.structs import replace

from contracts.accounts.guardianships import (
    ConsentRequested,
    GuardianOffered,
    GuardianshipEnded,
    GuardianshipStarted,
)
from contracts.accounts.second_factors import SecondFactorChange, SecondFactorChanged
from contracts.accounts.sessions import Notice
from contracts.courses.events import QuizAttemptGraded
from contracts.courses.roster import AnnouncementSent
from contracts.types import Money
from services.common.sealing import seal
from services.notifications import mails, teaching_mails
from services.notifications.rendering import LANGUAGES, Reader, render_subject
from tests.factories.notifications import (
    make_confirmation_requested,
    make_course_approved,
    make_course_archived,
    make_course_published,
    make_course_rejected,
    make_enrollment_created,
    make_invitation_sent,
    make_order_paid,
    make_security_noticed,
)
from tests.samples import sample
from tests.unit.notifications.wording import KEY, URL, ensure_complete, rendered, shape, strings

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
TOKEN = "t0ken-" * 6
COURSE = UUID(int=5)

MAILS = {
    "confirmation": mails.confirmation(make_confirmation_requested(seal(TOKEN, KEY))),
    "invitation": mails.invitation(make_invitation_sent(seal(TOKEN, KEY))),
    "registration_repeated": mails.registration_repeated(),
    "security_new_device": mails.security(make_security_noticed(), NOW),
    "security_token_reused": mails.security(make_security_noticed(notice=Notice.TOKEN_REUSED), NOW),
    **{
        f"second_factor_{change}": mails.second_factor_changed(
            replace(sample(SecondFactorChanged), change=change), NOW
        )
        for change in SecondFactorChange
    },
    "consent_requested": mails.consent_requested(sample(ConsentRequested)),
    "consent_declined": mails.consent_declined(),
    "guardian_offered": mails.guardian_offered(sample(GuardianOffered)),
    "guardian_found": mails.guardian_found(sample(GuardianshipStarted)),
    "learner_entrusted": mails.learner_entrusted(sample(GuardianshipStarted)),
    "guardianship_ended": mails.guardianship_ended(sample(GuardianshipEnded)),
    "export_ready": mails.export_ready(),
    "account_deleted": mails.account_deleted(),
    "receipt": mails.receipt(make_order_paid(), "rust-for-pythonistas"),
    "course_live": mails.course_live(make_course_published()),
    "course_rejected": mails.course_rejected(make_course_rejected(course_id=COURSE)),
    "course_approved": teaching_mails.course_approved(make_course_approved(course_id=COURSE)),
    "course_taken_down": teaching_mails.course_taken_down(make_course_archived(course_id=COURSE)),
    "announcement": teaching_mails.announcement(sample(AnnouncementSent)),
    "welcome": mails.welcome(make_enrollment_created()),
    "quiz_graded": mails.quiz_graded(sample(QuizAttemptGraded)),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MAILS)
def test_every_mail_is_complete_in_every_language(kind: str, language: str) -> None:
    ensure_complete(MAILS[kind], language)


def test_every_language_has_the_same_strings() -> None:
    english, arabic = (strings(f"{language}.yaml") for language in LANGUAGES)

    assert shape(english) == shape(arabic)
    assert set(english) == {"layout", *MAILS}


def test_arabic_is_written_from_right_to_left() -> None:
    arabic, english = (rendered(MAILS["receipt"], locale) for locale in ("ar", "en"))

    assert '<html lang="ar" dir="rtl">' in arabic.html
    assert "text-align:right" in arabic.html
    assert "شكرًا على طلبك" in arabic.html
    assert '<html lang="en" dir="ltr">' in english.html


def test_a_name_of_the_other_direction_does_not_turn_the_sentence() -> None:
    arabic = rendered(MAILS["receipt"], "ar")

    assert "<bdi>Rust for Pythonistas</bdi>" in arabic.html
    isolated = "\N{FIRST STRONG ISOLATE}Lina Haddad\N{POP DIRECTIONAL ISOLATE}"
    assert isolated in arabic.text


@pytest.mark.parametrize(
    ("locale", "language"),
    [("en", "en"), ("en-GB", "en"), ("ar-EG", "ar"), ("de", "en"), ("en-QQ", "en"), ("xx", "en")],
)
def test_a_language_without_strings_reads_english(locale: str, language: str) -> None:
    assert f'<html lang="{language}"' in rendered(MAILS["receipt"], locale).html


def test_the_confirmation_link_carries_the_token_only_when_rendered() -> None:
    mail = MAILS["confirmation"]

    link = f"{URL}/confirm?token={TOKEN}"

    assert f'href="{link}"' in rendered(mail).html
    assert link in rendered(mail).text
    assert TOKEN not in str(mail)


def test_a_receipt_names_number_course_amount_and_time() -> None:
    text = rendered(MAILS["receipt"]).text

    assert "Receipt: R-2026-000045" in text
    assert "Course: Rust for Pythonistas" in text
    assert "Total: €49.00" in text
    assert "Paid: May 4, 2026, 12:30 (UTC)" in text
    assert f"{URL}/courses/rust-for-pythonistas\n" in text
    assert f"{URL}/account/payments\n" in text


@pytest.mark.parametrize(
    ("time_zone", "locale", "expected"),
    [
        ("Europe/Berlin", "en", "May 4, 2026, 14:30 (Berlin)"),
        ("Africa/Cairo", "ar", "4 مايو 2026, 15:30 (القاهرة)"),
        ("Pacific/Auckland", "en-GB", "5 May 2026, 00:30 (Auckland)"),
    ],
)
def test_moments_are_told_where_the_reader_lives(
    time_zone: str, locale: str, expected: str
) -> None:
    assert expected in rendered(MAILS["receipt"], locale, time_zone=time_zone).text


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "expected"),
    [
        (4900, "EUR", "en", "€49.00"),
        (123456, "USD", "en", "$1,234.56"),
        (500, "JPY", "en", "¥500"),
        (1500, "KWD", "en", "KWD1.500"),
        (4900, "EUR", "en-IE", "€49.00"),
        (4900, "EUR", "ar", "49.00 €"),
    ],
)
def test_amounts_are_written_as_the_reader_writes_them(
    amount: int, currency: str, locale: str, expected: str
) -> None:
    order = make_order_paid(price=Money(amount=amount, currency=currency))

    text = rendered(mails.receipt(order, None), locale).text

    assert expected in text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_course_without_known_address_is_reached_through_ones_courses() -> None:
    assert f"{URL}/learn\n" in rendered(mails.receipt(make_order_paid(), None)).text


def test_what_people_write_is_shown_and_never_run() -> None:
    title, reason = "<script>alert(1)</script>", 'Use <b> & "quotes"\nplease'
    mail = mails.course_rejected(make_course_rejected(title=title, reason=reason))

    shown = rendered(mail, name="<img src=x>")

    assert "<script>" not in shown.html
    assert "<img" not in shown.html
    assert "&lt;script&gt;" in shown.html
    assert "Use &lt;b&gt; &amp; &#34;quotes&#34;\nplease" in shown.html
    assert title in shown.text
    assert '> Use <b> & "quotes"\n> please' in shown.text


def test_a_title_with_braces_and_line_breaks_stays_one_line() -> None:
    mail = mails.course_live(make_course_published(title="{name}\r\nBcc: eve@example.org"))

    subject = render_subject(mail, Reader(name="Lina", locale="en", time_zone="UTC"))

    assert subject == "Your course is live: {name} Bcc: eve@example.org"


def test_a_teacher_is_led_to_the_course_that_needs_changes() -> None:
    assert f"{URL}/teach/courses/{COURSE}" in rendered(MAILS["course_rejected"]).text


def test_a_student_of_a_free_course_is_led_into_it() -> None:
    assert f"{URL}/courses/first-steps" in rendered(MAILS["welcome"]).text
