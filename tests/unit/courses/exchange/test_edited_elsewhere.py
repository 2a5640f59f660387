"""What was edited elsewhere comes back edited, and what links to it finds it."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from services.courses.exchange.cartridge.writing import write_cartridge
from services.courses.exchange.findings import Findings
from services.courses.exchange.olx.writing import write_olx
from services.courses.exchange.tidying import tidied
from tests.factories.neutral import PLAIN_QUESTIONS
from tests.unit.courses.exchange.round_trip import (
    BOTH,
    Write,
    by_title,
    questions_of,
    read,
    unkeyed,
    written,
)


def test_who_edits_a_page_elsewhere_gets_the_edited_page(tmp_path: Path) -> None:
    root, _ = written(tmp_path, write_olx, PLAIN_QUESTIONS)
    page = next(path for path in root.rglob("html/*.html") if ">Text<" in path.read_text())
    page.write_text("<p>Edited.</p>")

    assert by_title(read(root))["Strings & more"].body == "Edited.\n"


@BOTH
def test_who_edits_a_question_elsewhere_gets_the_edited_question(
    tmp_path: Path, write: Write
) -> None:
    root, _ = written(tmp_path, write, PLAIN_QUESTIONS)
    where = "problem/*.xml" if write is write_olx else "quizzes/*.xml"
    for path in root.rglob(where):
        path.write_text(re.sub("(>|gt;)Which is ", r"\1What is ", path.read_text()))

    edited, *others = questions_of(read(root), "Check")

    assert edited.prompt == "What is **thick**?"
    assert unkeyed(others) == unkeyed(PLAIN_QUESTIONS[1:])


@BOTH
def test_links_lead_to_lessons_that_were_edited_elsewhere_and_back(
    tmp_path: Path, write: Write
) -> None:
    root, _ = written(tmp_path, write, PLAIN_QUESTIONS)
    linked = next(path for path in root.rglob("*.html") if ">Text<" in path.read_text())
    page = next(path for path in root.rglob("*.html") if "Later." in path.read_text())
    back = f"/jump_to_id/{linked.stem}" if write is write_olx else f"{linked.stem}.html"
    page.write_text(f'<p>Edited. <a href="{back}">Back</a></p>')

    lessons = by_title(read(root))

    assert lessons["Later"].body == "Edited. [Back](lesson:article)\n"
    assert "[Next](lesson:tube)" in lessons["Strings & more"].body


@BOTH
def test_links_of_what_is_as_it_was_lead_to_what_was_edited(tmp_path: Path, write: Write) -> None:
    root, _ = written(tmp_path, write, PLAIN_QUESTIONS)
    page = next(path for path in root.rglob("*.html") if ">Text<" in path.read_text())
    page.write_text("<p>Edited.</p>")

    course = read(root)

    edited = by_title(course)["Strings & more"]
    (explained,) = [one for one in questions_of(course, "Exam") if one.key == "p1"]
    assert explained.explanation == f"[Read](lesson:{edited.key})"


@BOTH
@pytest.mark.parametrize("nested", ['"x":{}', '"lesson":{{"key":"a","x":{}}}'])
def test_what_is_nested_without_end_is_not_restored(
    tmp_path: Path, write: Write, nested: str
) -> None:
    root, _ = written(tmp_path, write, PLAIN_QUESTIONS)
    endless = "{" + nested.format("[" * 5000 + "]" * 5000) + "}"
    for sidecar in root.rglob("academy/**/*.json"):
        sidecar.write_text(endless)
    for path in root.rglob("quizzes/*.xml"):
        kept = re.compile(r'<fieldentry>\{"digest.*?</fieldentry>')
        path.write_text(kept.sub(f"<fieldentry>{endless}</fieldentry>", path.read_text()))

    assert unkeyed(questions_of(read(root), "Check")) == unkeyed(PLAIN_QUESTIONS)


def test_a_link_to_a_lesson_that_is_gone_leaves_its_words(tmp_path: Path) -> None:
    root, _ = written(tmp_path, write_cartridge, [])
    course = read(root)
    lost = [replace(module, lessons=[], topics=[]) for module in course.modules[1:]]
    basics = replace(course.modules[0], topics=[])

    findings = Findings()
    after = tidied(replace(course, modules=[basics, *lost]), findings)

    assert "\n\nNext\n\n" in by_title(after)["Strings & more"].body
    assert [one.what for one in findings.list_all()] == ["lesson Next"]


def test_an_edited_question_of_a_cartridge_stays_the_same_question(tmp_path: Path) -> None:
    root, _ = written(tmp_path, write_cartridge, PLAIN_QUESTIONS)
    for path in root.rglob("quizzes/*.xml"):
        path.write_text(re.sub("gt;(Name|One)[?]", r"gt;\1 again?", path.read_text()))

    course = read(root)

    assert "Name again?" in {question.prompt for question in questions_of(course, "Check")}
    assert [question.key for question in questions_of(course, "Check")] == [
        question.key for question in PLAIN_QUESTIONS
    ]
    exam = by_title(course)["Exam"].quiz
    assert exam is not None
    assert [slot.draw for slot in exam.slots] == [1, 2, 1]


def test_a_question_that_was_added_elsewhere_is_asked_as_well(tmp_path: Path) -> None:
    root, _ = written(tmp_path, write_cartridge, [])
    added = (
        '<item ident="more"><itemmetadata><qtimetadata><qtimetadatafield>'
        "<fieldlabel>cc_profile</fieldlabel><fieldentry>cc.essay.v0p1</fieldentry>"
        "</qtimetadatafield></qtimetadata></itemmetadata><presentation><material>"
        "<mattext>More?</mattext></material></presentation></item></section>"
    )
    for path in root.rglob("quizzes/*.xml"):
        path.write_text(path.read_text().replace("</section>", added))

    exam = by_title(read(root))["Exam"].quiz

    assert exam is not None
    assert [slot.question for slot in exam.slots] == ["p2", "", "p3", "more"]
    assert exam.settings["pass_percent"] == 60
