"""What Open edX says of its quizzes: pools, rules, limits and dates."""

from pathlib import Path
from typing import Any

import pytest

from contracts.courses.exchange import Loss
from contracts.courses.questions import Partial
from services.courses.exchange.reading import Reading
from services.courses.exchange.tree import Quiz, lessons_of
from tests.factories.packages import OLX
from tests.unit.courses.exchange.strange_package import by_key, lost, read

LIBRARY = (
    '<library_content max_count="1" display_name="Notes">'
    '<problem url_name="p1"/><problem url_name="p2"/></library_content>'
)
CHOICE = (
    "<multiplechoiceresponse><label>Q</label><choicegroup{shuffle}>"
    '<choice correct="true">a</choice><choice correct="false">b</choice></choicegroup>'
    "</multiplechoiceresponse>"
)


def problem(attributes: str = "", shuffle: str = "") -> str:
    return f"<problem {attributes}>{CHOICE.format(shuffle=shuffle)}</problem>"


def read_quiz(root: Path, **files: str | bytes) -> tuple[Quiz, Reading]:
    """The quiz of the first unit, some of whose files are others."""
    named = {name.replace("__", "/") + ".xml": content for name, content in files.items()}
    reading = read(root, {**OLX, **named})
    quiz = next(lesson.quiz for lesson in lessons_of(reading.course) if lesson.quiz)
    return quiz, reading


@pytest.mark.parametrize("kind", ["library_content", "itembank"])
def test_problems_of_a_library_are_a_pool_to_draw_from(tmp_path: Path, kind: str) -> None:
    library = LIBRARY.replace("library_content", kind)
    unit = f'<vertical display_name="Strings"><{kind} url_name="lib1"/></vertical>'

    quiz, reading = read_quiz(tmp_path, vertical__v1=unit, **{f"{kind}__lib1": library})

    assert [(slot.pool, slot.draw) for slot in quiz.slots] == [("Notes (lib1)", 1)]
    assert [question.pool for question in quiz.questions] == ["Notes (lib1)"] * 2
    assert not any(kind in what for _, what in lost(reading, Loss.SETTING))


def test_a_library_stands_beside_problems_that_everybody_gets(tmp_path: Path) -> None:
    unit = (
        '<vertical display_name="Strings"><problem url_name="p9"/>'
        '<library_content url_name="lib1"/></vertical>'
    )

    quiz, _ = read_quiz(
        tmp_path, vertical__v1=unit, library_content__lib1=LIBRARY, problem__p9=problem()
    )

    assert [(slot.question, slot.pool) for slot in quiz.slots] == [
        ("p9", ""),
        ("", "Notes (lib1)"),
    ]


@pytest.mark.parametrize(
    ("attributes", "shuffle", "expected"),
    [
        ("", "", {"shuffle_options": False}),
        ("", ' shuffle="true"', {"shuffle_options": True}),
        ('max_attempts="2"', "", {"shuffle_options": False, "attempts_allowed": 2}),
        ('max_attempts="many"', "", {"shuffle_options": False}),
        (
            'submission_wait_seconds="90"',
            "",
            {"shuffle_options": False, "delay_minutes": 2},
        ),
        (
            'showanswer="never"',
            "",
            {"shuffle_options": False, "show_answers": False, "show_explanations": False},
        ),
    ],
)
def test_rules_of_the_problems_are_those_of_the_quiz(
    tmp_path: Path, attributes: str, shuffle: str, expected: dict[str, Any]
) -> None:
    same = problem(attributes, shuffle)

    quiz, _ = read_quiz(tmp_path, problem__p1=same, problem__p2=same)

    assert quiz.settings == expected


def test_a_limit_holds_for_the_only_quiz_of_a_timed_sequence(tmp_path: Path) -> None:
    timed = (
        '<sequential display_name="Tuning" is_time_limited="true" default_time_limit_minutes="30"'
        ' due="2099-05-01T00:00:00Z"><vertical url_name="v1"/>{more}</sequential>'
    )
    again = (
        '<vertical url_name="v3"><problem url_name="p1"/></vertical>'
        '<vertical url_name="v4"><problem url_name="p2"/></vertical>'
    )

    one, _ = read_quiz(tmp_path / "one", sequential__s1=timed.format(more=""))
    several, reading = read_quiz(tmp_path / "several", sequential__s1=timed.format(more=again))

    assert (one.settings["time_limit_minutes"], one.settings["closes_at"]) == (
        30,
        "2099-05-01T00:00:00Z",
    )
    assert "time_limit_minutes" not in several.settings
    assert "default_time_limit_minutes 30" in [what for _, what in lost(reading, Loss.SETTING)]


def test_a_quiz_that_was_due_long_ago_stays_open_here(tmp_path: Path) -> None:
    past = (
        '<sequential display_name="Tuning" due="2013-02-05T00:00:00Z">'
        '<vertical url_name="v1"/></sequential>'
    )

    quiz, reading = read_quiz(tmp_path, sequential__s1=past)

    assert "closes_at" not in quiz.settings
    assert "due 2013-02-05T00:00:00Z" in [what for _, what in lost(reading, Loss.SETTING)]


def test_parts_of_a_choice_count_where_they_do(tmp_path: Path) -> None:
    several = (
        '<problem><choiceresponse partial_credit="EDC"><label>Q</label><checkboxgroup>'
        '<choice correct="true">a</choice><choice correct="true">b</choice></checkboxgroup>'
        "</choiceresponse></problem>"
    )

    quiz, reading = read_quiz(tmp_path, problem__p1=several)

    assert quiz.questions[0].partial is Partial.BY_PART
    assert "partial_credit=EDC" in [what for _, what in lost(reading, Loss.SETTING)]


def test_choices_are_words_and_a_picture_among_them_is_told(tmp_path: Path) -> None:
    pictured = (
        "<problem><multiplechoiceresponse><label>Q</label><choicegroup>"
        '<choice correct="true">The <b>low</b> <i>E</i><choicehint>So <b>it</b> is.</choicehint>'
        '</choice><choice correct="false"><img src="/static/a.png" alt="An A"/></choice>'
        "</choicegroup></multiplechoiceresponse></problem>"
    )

    quiz, reading = read_quiz(tmp_path, problem__p1=pictured)

    assert [(one.text, one.feedback) for one in quiz.questions[0].choices] == [
        ("The low E", "So it is."),
        ("An A", ""),
    ]
    assert "img /static/a.png" in [what for _, what in lost(reading, Loss.SETTING)]


def test_texts_are_compared_as_exactly_as_there(tmp_path: Path) -> None:
    asked = (
        '<problem><stringresponse answer="Oud" type="ci"><label>Q</label><textline/>'
        "</stringresponse></problem>"
    )

    quiz, _ = read_quiz(tmp_path, problem__p1=asked)

    text = quiz.questions[0]
    assert (text.ignore_case, text.ignore_accents, text.ignore_spaces) == (True, False, False)


def test_hints_are_told_and_stay_with_the_question(tmp_path: Path) -> None:
    reading = read(tmp_path, OLX)

    assert "hints (1)" in [what for _, what in lost(reading, Loss.SETTING)]
    quiz = by_key(reading)["quiz/v1"].quiz
    assert quiz is not None
    assert quiz.questions[0].hints == ["Look."]
