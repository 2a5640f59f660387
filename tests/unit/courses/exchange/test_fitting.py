"""What strangers wrote is kept within the academy's own rules."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from contracts.courses.exchange import Loss
from contracts.courses.outline import ReleaseAfter
from contracts.courses.questions import QuestionType
from contracts.courses.resources import Licence
from services.courses.exchange.findings import Findings
from services.courses.exchange.questions import from_content, to_content, with_known_ids
from services.courses.exchange.tidying import tidied
from services.courses.exchange.tree import (
    Asset,
    Caption,
    Choice,
    Course,
    Lesson,
    LessonSort,
    Module,
    Question,
    Quiz,
    Slot,
    lessons_of,
)
from services.courses.use_cases.quiz_questions import with_ids
from tests.factories.neutral import VTT
from tests.factories.quizzes import RIGHT_ANSWERS, question

TRUE = Question(key="a", sort=QuestionType.TRUE_FALSE, prompt="So?")
DRAWN = [msgspec.structs.replace(TRUE, key=key, pool="P") for key in "bcd"]


def fitted(*lessons: Lesson, **changes: Any) -> tuple[list[Lesson], Findings]:
    """The lessons of a course that is tidied, and what was found."""
    findings = Findings()
    course = Course(
        key="c", title="C", modules=[Module(key="m", title="M", lessons=[*lessons])], **changes
    )
    return lessons_of(tidied(course, findings)), findings


def fitted_quiz(questions: list[Question], **changes: Any) -> tuple[Quiz, Findings]:
    quiz = Quiz(questions=questions, **changes)
    (lesson,), findings = fitted(Lesson(key="q", title="Q", sort=LessonSort.QUIZ, quiz=quiz))
    assert lesson.quiz is not None
    return lesson.quiz, findings


def told(findings: Findings, loss: Loss) -> list[str]:
    return [one.what for one in findings.list_all() if one.loss is loss]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"prompt": " "}, "Write what you ask."),
        ({"prompt": "x" * 20_001}, "length <= 20000"),
        ({"points": 0.0}, "more than nothing"),
        ({"points": 5000.0}, "<= 1000"),
        ({"sort": QuestionType.SINGLE, "choices": [Choice(text="a", correct=True)]}, "two options"),
        (
            {
                "sort": QuestionType.SINGLE,
                "choices": [Choice(text="a", correct=True), Choice(text="a")],
            },
            "there already",
        ),
        ({"sort": QuestionType.TEXT, "accepted": ["y" * 2001]}, "length <= 2000"),
    ],
)
def test_questions_that_nobody_could_write_here_are_told(
    wrong: dict[str, Any], reason: str
) -> None:
    quiz, findings = fitted_quiz([TRUE, msgspec.structs.replace(TRUE, key="x", **wrong)])

    assert quiz.questions == [TRUE]
    assert reason in told(findings, Loss.ANSWER)[0]


def test_questions_of_one_key_are_told_apart() -> None:
    quiz, _ = fitted_quiz([TRUE, TRUE, TRUE])

    assert [one.key for one in quiz.questions] == ["a", "a~2", "a~3"]


def test_a_quiz_draws_no_more_than_there_is_and_asks_whatever_it_holds() -> None:
    slots = [
        Slot(pool="P", draw=2, points=0.0),
        Slot(question="gone"),
        Slot(pool="P", draw=5, points=2.0),
        Slot(pool="P", draw=5, points=2.0),
        Slot(pool="Q"),
    ]

    quiz, _ = fitted_quiz([TRUE, *DRAWN], slots=slots)

    assert quiz.slots == [
        Slot(pool="P", draw=2, points=1.0),
        Slot(pool="P", draw=1, points=2.0),
        Slot(question="a", points=1.0),
    ]


def test_a_question_that_is_asked_is_not_drawn_as_well() -> None:
    slots = [Slot(question="b"), Slot(pool="P", draw=3)]

    quiz, _ = fitted_quiz(DRAWN, slots=slots)

    assert [slot.draw for slot in quiz.slots] == [1, 2]


@pytest.mark.parametrize(
    "settings",
    [
        {"pass_percent": 400},
        {"opens_at": "2030-01-02T00:00:00Z", "closes_at": "2030-01-01T00:00:00Z"},
        {"grading_method": "worst"},
    ],
)
def test_rules_that_cannot_hold_are_told(settings: dict[str, Any]) -> None:
    quiz, findings = fitted_quiz([TRUE], settings=settings)

    assert quiz.settings == {}
    assert len(told(findings, Loss.SETTING)) == 1


def test_only_rules_that_the_package_speaks_of_are_kept() -> None:
    quiz, _ = fitted_quiz([TRUE], settings={"pass_percent": 50, "of_others": 1})

    assert quiz.settings == {"pass_percent": 50}


def test_signs_that_no_text_holds_are_taken_out_of_questions() -> None:
    quiz, _ = fitted_quiz([msgspec.structs.replace(TRUE, prompt="So\x00?\x0b")])

    assert quiz.questions[0].prompt == "So?"


def film(*captions: Caption, **changes: Any) -> Lesson:
    return Lesson(key="f", title="F", sort=LessonSort.VIDEO, captions=[*captions], **changes)


def test_captions_get_a_name_and_only_one_is_shown_unasked() -> None:
    written = [
        Caption(language="zh_HANS", text=VTT, is_default=True),
        Caption(language="EN", text=VTT, label="Words", is_default=True),
        Caption(language="de-x-long-one", text=VTT),
    ]

    (lesson,), findings = fitted(film(*written))

    assert [(one.language, one.label, one.is_default) for one in lesson.captions] == [
        ("zh-HANS", "中文", False),
        ("en", "Words", True),
        ("de", "Deutsch", False),
    ]
    assert findings.list_all() == []


@pytest.mark.parametrize(
    "caption",
    [
        Caption(language="en", text="no times"),
        Caption(language="e1", text=VTT),
        Caption(language="en", text="WEBVTT\n\nlater --> now\nWords\n"),
    ],
)
def test_captions_that_cannot_be_read_are_told(caption: Caption) -> None:
    good = Caption(language="fr", text=VTT)

    (lesson,), findings = fitted(film(caption, good, good))

    assert [one.language for one in lesson.captions] == ["fr"]
    assert told(findings, Loss.FILE_TYPE) == [f"captions ({caption.language})", "captions (fr)"]


def test_captions_of_a_film_that_youtube_shows_are_kept_and_told() -> None:
    tube = msgspec.structs.replace(
        film(Caption(language="en", text=VTT)), sort=LessonSort.YOUTUBE, youtube_id="AOUEsgFrYeg"
    )

    (lesson,), findings = fitted(tube)

    assert len(lesson.captions) == 1
    assert told(findings, Loss.UNSHOWN) == ["captions (en)"]


@pytest.mark.parametrize(
    ("lesson", "field"),
    [
        (Lesson(key="y", title="Y", youtube_id='"><script>'), "youtube_id"),
        (Lesson(key="l", title="L", video_url="javascript:alert(1)//a.mp4"), "video_url"),
        (film(video="picture.png"), "video"),
        (film(video="nowhere.mp4"), "video"),
    ],
)
def test_what_a_sidecar_claims_is_looked_at(lesson: Lesson, field: str) -> None:
    picture = Asset(path="picture.png", name="p", media_type="image/png", place=Path("p"))

    (kept,), _ = fitted(lesson, assets={"picture.png": picture})

    assert getattr(kept, field) == ""


def test_terms_never_lead_anywhere_but_to_the_web() -> None:
    evil = Licence(name="L", url="javascript:alert(1)", credit="", credit_url="")
    course = Course(key="c", title="C", licence=evil)

    assert tidied(course, Findings()).licence is None


def test_numbers_and_moments_fit_into_the_database() -> None:
    wild = Lesson(
        key="w",
        title="W",
        minutes=-4,
        release_at=datetime(2030, 1, 1),  # noqa: DTZ001 (as strangers write it)
        release_after=ReleaseAfter.ENROLLMENT,
        release_after_days=10**12,
    )

    (lesson,), _ = fitted(wild)

    assert (lesson.minutes, lesson.release_after_days) == (0, None)
    assert lesson.release_at is not None
    assert lesson.release_at.tzinfo is not None


@pytest.mark.parametrize("year", [1, 1969, 2201, 9999])
def test_moments_beyond_all_courses_are_no_dates(year: int) -> None:
    (lesson,), _ = fitted(Lesson(key="w", title="W", release_at=datetime(year, 1, 1, tzinfo=UTC)))

    assert lesson.release_at is None


def test_no_lesson_waits_for_itself_in_the_end() -> None:
    def waiting(key: str, *requires: str) -> Lesson:
        return Lesson(key=key, title=key, requires=[*requires])

    lessons, findings = fitted(
        waiting("a", "b", "gone", "a"),
        waiting("b", "c"),
        waiting("c", "a"),
        Lesson(key="d", title="d"),
    )

    assert [one.requires for one in lessons] == [["b"], ["c"], [], None]
    assert told(findings, Loss.SETTING) == ["requires gone", "requires a", "requires a"]


@pytest.mark.parametrize("type_", [*RIGHT_ANSWERS, QuestionType.ESSAY])
def test_a_question_of_a_bank_comes_back_with_the_ids_that_it_had(type_: QuestionType) -> None:
    content = with_ids(question(type_, explanation="Why.", pool="P"), ())

    again = to_content(from_content("k", content, str), str)

    assert again != content or type_ in {
        QuestionType.TRUE_FALSE,
        QuestionType.TEXT,
        QuestionType.NUMBER,
        QuestionType.ESSAY,
    }
    assert with_known_ids(again, content) == content


def test_only_the_part_that_changed_gets_a_new_id() -> None:
    before = with_ids(question(QuestionType.MULTIPLE), ())
    first, *others = before.options
    changed = msgspec.structs.replace(first, id="", text="3.5")
    after = msgspec.structs.replace(before, options=[changed, *others])

    kept = with_known_ids(after, before)

    assert [one.id for one in kept.options] == ["", *(one.id for one in others)]
