"""What people read when a moderator has decided about a review, in both languages."""

import pytest
from msgspec.structs import replace

from contracts.courses.reviews import ReviewDecision, ReviewModerated
from services.notifications import review_mails
from services.notifications.rendering import LANGUAGES
from tests.samples import sample
from tests.unit.notifications.wording import ensure_complete, rendered, shape, strings

EVENT = replace(
    sample(ReviewModerated), course_title="Oud", course_slug="oud", reason="No insults, please."
)
HIDDEN, KEPT, RESTORED = (
    replace(EVENT, decision=decision)
    for decision in (ReviewDecision.HIDDEN, ReviewDecision.KEPT, ReviewDecision.RESTORED)
)
MAILS = {
    "review_hidden": review_mails.to_author(HIDDEN),
    "review_restored": review_mails.to_author(RESTORED),
    "report_hidden": review_mails.to_reporter(HIDDEN),
    "report_kept": review_mails.to_reporter(KEPT),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MAILS)
def test_every_mail_is_complete_in_every_language(kind: str, language: str) -> None:
    assert MAILS[kind].kind == kind
    ensure_complete(MAILS[kind], language)


def test_every_language_has_the_same_strings() -> None:
    english, arabic = (strings(f"{language}/reviews.yaml") for language in LANGUAGES)

    assert shape(english) == shape(arabic)
    assert set(english) == set(MAILS)


@pytest.mark.parametrize("kind", MAILS)
def test_the_reason_is_told_and_the_course_named(kind: str) -> None:
    text = rendered(MAILS[kind]).text

    assert "> No insults, please.\n" in text
    assert "Oud" in text
