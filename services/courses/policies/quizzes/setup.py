"""Rules of setting a quiz up."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from contracts.courses.errors import QuizHasNoQuestions, QuizSettingsInvalid, QuizSlotsInvalid
from contracts.courses.quizzes import FeedbackTiming, QuizSettings, Slot

Problem = tuple[str, str]


def ensure_settings_agree(settings: QuizSettings) -> None:
    """Rules that contradict one another would surprise students."""
    found = list(_disagreements(settings))
    if found:
        errors = [{"pointer": f"/settings{at}", "detail": detail} for at, detail in found]
        raise QuizSettingsInvalid("Some rules do not fit together.", {"errors": errors})


def ensure_slots_exist(
    slots: Sequence[Slot], known: Collection[UUID], pools: Mapping[str, int]
) -> None:
    """A quiz asks what the bank holds, no question twice, and draws no more than there is."""
    found = [*_wrong_questions(slots, known), *_wrong_draws(slots, pools)]
    if found:
        errors = [{"pointer": f"/slots{at}", "detail": detail} for at, detail in found]
        raise QuizSlotsInvalid("Some questions need your attention.", {"errors": errors})


def ensure_asks(question_count: int) -> None:
    """There is something to attempt."""
    if not question_count:
        raise QuizHasNoQuestions("Add a question to the quiz first.")


def _disagreements(settings: QuizSettings) -> Iterator[Problem]:
    opens, closes = settings.opens_at, settings.closes_at
    if opens and closes and closes <= opens:
        yield "/closes_at", "The quiz closes after it opens."
    if settings.feedback_timing is FeedbackTiming.AFTER_CLOSE and closes is None:
        yield "/closes_at", "Say when the quiz closes, since feedback waits for that."


def _wrong_questions(slots: Sequence[Slot], known: Collection[UUID]) -> Iterator[Problem]:
    seen: set[UUID] = set()
    for index, slot in enumerate(slots):
        if slot.question_id is None:
            continue
        if slot.question_id not in known:
            yield f"/{index}/question_id", "The question is not in the bank of this course."
        if slot.question_id in seen:
            yield f"/{index}/question_id", "The quiz asks this question already."
        seen.add(slot.question_id)


def _wrong_draws(slots: Sequence[Slot], pools: Mapping[str, int]) -> Iterator[Problem]:
    """*pools* counts the questions of each that the quiz does not ask by themselves."""
    drawn: Counter[str] = Counter()
    for index, slot in enumerate(slots):
        if slot.question_id is not None:
            continue
        drawn[slot.pool] += slot.draw
        if not slot.pool:
            yield f"/{index}/pool", "Choose a question or a pool."
        elif drawn[slot.pool] > pools.get(slot.pool, 0):
            yield f"/{index}/draw", f"The pool “{slot.pool}” has fewer questions than that."
        if not slot.points:
            yield f"/{index}/points", "A question is worth more than nothing."
