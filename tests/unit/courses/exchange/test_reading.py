"""Courses of other systems, read as far as the academy can hold them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from contracts.courses.errors import PackageUnknown, PackageXmlRefused
from contracts.courses.exchange import ExchangeFormat, Finding, Loss
from contracts.courses.questions import QuestionType
from services.courses.exchange.detecting import detect
from services.courses.exchange.findings import MARK
from services.courses.exchange.tree import (
    Choice,
    LessonSort,
    lessons_of,
)
from services.courses.importing.folder import Folder
from tests.factories.packages import CARTRIDGE, OLX, unpacked
from tests.unit.courses.exchange.strange_package import by_key, lost, read


def test_an_olx_course_becomes_modules_topics_and_lessons(tmp_path: Path) -> None:
    reading = read(tmp_path, OLX)

    course = reading.course
    assert (reading.format, course.title, course.key) == (
        ExchangeFormat.OLX,
        "Guitar",
        "Music/M1/r1",
    )
    assert (course.summary, course.cover) == ("Learn to tune.", "static/cover.png")
    assert course.description == "## Overview\n\nAll about tuning."
    assert course.licence is not None
    assert course.licence.name == "CC BY-SA 4.0"
    assert [
        (module.title, [topic.title for topic in module.topics]) for module in course.modules
    ] == [("Basics", ["Tuning"])]
    assert [(lesson.title, lesson.sort) for lesson in lessons_of(course)] == [
        ("Strings", LessonSort.ARTICLE),
        ("Tuning by ear", LessonSort.VIDEO),
        ("A song", LessonSort.YOUTUBE),
        ("Strings: Quiz", LessonSort.QUIZ),
        ("More", LessonSort.ARTICLE),
    ]


def test_pages_become_markdown_with_files_links_and_formulas(tmp_path: Path) -> None:
    body = by_key(read(tmp_path, OLX))["vertical/v1"].body

    assert "### Six strings" in body
    assert "The **thick** one is $E_2$, \\$5 a set." in body
    assert "![A neck](asset:static/neck%20of%20it.png)" in body
    assert "[Go on](lesson:vertical/v2) or [print](asset:static/sheet.pdf)" in body
    assert "alert" not in body
    assert body.endswith("bad\n")


def test_videos_are_lessons_with_captions(tmp_path: Path) -> None:
    lessons = by_key(read(tmp_path, OLX))

    assert lessons["video/tube"].youtube_id == "AOUEsgFrYeg"
    assert lessons["video/film"].video == "static/ear.mp4"
    assert lessons["video/film"].captions[0].language == "en"
    assert lessons["video/film"].captions[0].text == (
        "WEBVTT\n\n00:00:01.000 --> 00:01:30.500\nListen to the strings.\n"
    )
    assert lessons["video/film"].release_at == datetime(2026, 2, 1, tzinfo=UTC)


def test_problems_are_one_quiz_with_their_keys(tmp_path: Path) -> None:
    quiz = by_key(read(tmp_path, OLX))["quiz/v1"].quiz

    assert quiz is not None
    thick, pitch = quiz.questions
    assert (thick.sort, thick.prompt, thick.explanation, thick.hints) == (
        QuestionType.SINGLE,
        "Which is thick?",
        "Low is thick.",
        ["Look."],
    )
    assert thick.choices == [Choice(text="E", correct=True, feedback="Yes."), Choice(text="B")]
    assert (pitch.number, pitch.tolerance, pitch.tolerance_is_percent) == (440.0, 1.0, True)


def test_what_cannot_be_taken_over_is_told_with_its_place(tmp_path: Path) -> None:
    reading = read(tmp_path, OLX)

    unit = f"Basics{MARK}Tuning{MARK}Strings"
    assert lost(reading, Loss.TOOL) == [(f"{unit}{MARK}Tuner", "lti")]
    assert lost(reading, Loss.SCRIPT) == [(f"{unit}{MARK}Text", "script")]
    assert ("", "chapter/gone.xml") in lost(reading, Loss.MISSING)
    assert (f"Basics{MARK}Tuning{MARK}More", "jump_to_id/nowhere") in lost(reading, Loss.MISSING)
    assert lost(reading, Loss.UNUSED) == [("static", "unused.pdf")]


@pytest.mark.parametrize(
    ("problem", "loss", "what"),
    [
        (
            "<customresponse cfn='f'><textline/></customresponse>",
            Loss.INTERACTIVE,
            "customresponse",
        ),
        ("<stringresponse answer='a.c' type='regexp'/>", Loss.ANSWER, "regexp a.c"),
        ("<numericalresponse answer='2*x'/>", Loss.ANSWER, "2*x"),
        ("<p>Nothing is asked.</p>", Loss.UNKNOWN, "problem"),
        (
            "<script type='loncapa/python'>x=1</script><numericalresponse answer='$x'/>",
            Loss.PROGRAM,
            "variables",
        ),
        (
            "<multiplechoiceresponse><choice correct='false'>a</choice></multiplechoiceresponse>",
            Loss.ANSWER,
            "0 right choices",
        ),
    ],
)
def test_problems_that_cannot_be_asked_are_told(
    tmp_path: Path, problem: str, loss: Loss, what: str
) -> None:
    files = {**OLX, "problem/p1.xml": f"<problem display_name='P'>{problem}</problem>"}

    reading = read(tmp_path, files)

    place = f"Basics{MARK}Tuning{MARK}Strings{MARK}P"
    assert Finding(place=place, loss=loss, what=what) in reading.findings
    quiz = by_key(reading)["quiz/v1"].quiz
    assert quiz is not None
    assert [question.key for question in quiz.questions] == ["p2"]


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (
            (
                "<choiceresponse><label>Q</label><checkboxgroup><choice correct='true'>a</choice>"
                "<choice correct='true'>b</choice></checkboxgroup></choiceresponse>"
            ),
            {"sort": QuestionType.MULTIPLE},
        ),
        (
            (
                "<optionresponse><label>Q</label><optioninput options=\"('a','b')\" correct='b'/>"
                "</optionresponse>"
            ),
            {
                "sort": QuestionType.SINGLE,
                "choices": [Choice(text="a"), Choice(text="b", correct=True)],
            },
        ),
        (
            (
                "<stringresponse answer='Oud' type='ci'><label>Q</label>"
                "<additional_answer answer='Lute'/></stringresponse>"
            ),
            {"sort": QuestionType.TEXT, "accepted": ["Oud", "Lute"], "ignore_case": True},
        ),
        (
            "<stringresponse answer='.*' type='regexp'><label>Q</label></stringresponse>",
            {"sort": QuestionType.ESSAY},
        ),
        (
            "<numericalresponse answer='[2,4]'><label>Q</label></numericalresponse>",
            {"sort": QuestionType.NUMBER, "number": 3.0, "tolerance": 1.0},
        ),
        (
            (
                "<multiplechoiceresponse><label>Q</label><choice correct='true'>True</choice>"
                "<choice correct='false'>False</choice></multiplechoiceresponse>"
            ),
            {"sort": QuestionType.TRUE_FALSE, "truth": True},
        ),
    ],
)
def test_each_sort_of_problem_is_read(
    tmp_path: Path, problem: str, expected: dict[str, object]
) -> None:
    files = {**OLX, "problem/p1.xml": f"<problem display_name='P'>{problem}</problem>"}

    quiz = by_key(read(tmp_path, files))["quiz/v1"].quiz

    assert quiz is not None
    question = quiz.questions[0]
    assert question.prompt == "Q"
    assert {name: getattr(question, name) for name in expected} == expected


def test_what_only_staff_see_stays_with_them(tmp_path: Path) -> None:
    hidden = '<sequential display_name="Tuning" visible_to_staff_only="true"/>'
    second = '<chapter display_name="B"><sequential url_name="s2"/></chapter>'
    files = {
        **OLX,
        "sequential/s1.xml": hidden,
        "chapter/gone.xml": second,
        "sequential/s2.xml": '<sequential><vertical url_name="v2"/></sequential>',
    }

    reading = read(tmp_path, files)

    assert list(by_key(reading)) == ["vertical/v2"]
    assert lost(reading, Loss.HIDDEN) == [(f"Basics{MARK}Tuning", "sequential")]


def test_a_block_that_holds_itself_ends(tmp_path: Path) -> None:
    files = {**OLX, "vertical/v2.xml": '<vertical><vertical url_name="v2"/></vertical>'}

    assert "vertical/v1" in by_key(read(tmp_path, files))


def test_entities_in_any_file_are_refused(tmp_path: Path) -> None:
    evil = '<!DOCTYPE problem [<!ENTITY x SYSTEM "file:///etc/passwd">]><problem>&x;</problem>'

    with pytest.raises(PackageXmlRefused, match=r"problem/p1\.xml"):
        read(tmp_path, {**OLX, "problem/p1.xml": evil})


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..%2f..%2fsecret"])
def test_names_in_a_course_never_lead_out_of_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "secret.html").write_text("secret")
    page = f'<html filename="{name}"/>'

    reading = read(tmp_path / "course", {**OLX, "html/h2.xml": page})

    assert "vertical/v2" not in by_key(reading)


def test_the_format_is_found_at_the_top_or_one_folder_below(tmp_path: Path) -> None:
    unpacked(tmp_path / "a" / "inner", CARTRIDGE)
    unpacked(tmp_path / "b" / "inner", OLX)
    unpacked(tmp_path / "c" / "inner", {"config.yaml": "title: T\n"})

    found = [detect(Folder(tmp_path / name)) for name in "abc"]

    assert [(one.format, one.root) for one in found] == [
        (ExchangeFormat.COMMON_CARTRIDGE, "inner/"),
        (ExchangeFormat.OLX, "inner/"),
        (ExchangeFormat.CARPENTRIES, "inner/"),
    ]


@pytest.mark.parametrize(
    "files",
    [
        {"notes.txt": "x"},
        {"course.xml": "<html/>"},
        {"course.xml": '<course url_name="gone"/>'},
        {"course.xml": '<course url_name="a"><chapter display_name="Empty"/></course>'},
    ],
)
def test_a_package_without_a_course_is_refused(
    tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    with pytest.raises(PackageUnknown):
        read(tmp_path, files)
