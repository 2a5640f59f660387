"""What goes out comes back the same."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from msgspec.structs import replace

from contracts.courses.exchange import Finding, Loss
from contracts.courses.questions import QuestionType
from services.courses.exchange.cartridge.writing import write_cartridge
from services.courses.exchange.findings import Findings
from services.courses.exchange.olx.writing import write_olx
from services.courses.exchange.packages.unpacking import unpack
from services.courses.exchange.reading import read_folder
from services.courses.exchange.tidying import tidied
from services.courses.exchange.tree import Course, Lesson, Module, Question, Topic, lessons_of
from services.courses.exchange.xml import child, children, parse_xml
from services.courses.importing.folder import Folder
from tests.factories.neutral import (
    CAPTION,
    ELSEWHERE,
    FURTHER_QUESTIONS,
    PLAIN_QUESTIONS,
    neutral_course,
)
from tests.factories.packages import PNG, SRT

Write = Callable[..., None]
ALL_QUESTIONS = [*PLAIN_QUESTIONS, *FURTHER_QUESTIONS]
BOTH = pytest.mark.parametrize("write", [write_olx, write_cartridge], ids=["olx", "cartridge"])


def written(tmp_path: Path, write: Write, questions: list[Question]) -> tuple[Path, list[Finding]]:
    """A whole course as a package, unpacked as another system would do it."""
    package, root, findings = tmp_path / "package", tmp_path / "again", Findings()
    course = neutral_course(tmp_path / "files", "web_resources/", questions)
    write(course, package, findings, lambda _percent: None)
    root.mkdir()
    unpack(package, root)
    return root, findings.list_all()


def read(root: Path) -> Course:
    return read_folder(root, lambda _key: UUID(int=1)).course


def by_title(course: Course) -> dict[str, Lesson]:
    return {lesson.title: lesson for lesson in lessons_of(course)}


def questions_of(course: Course, title: str) -> list[Question]:
    quiz = by_title(course)[title].quiz
    assert quiz is not None
    return quiz.questions


def unkeyed(parts: Iterable[Any]) -> list[Any]:
    """Parts without the names that only their own system knows."""
    return [replace(one, key="") for one in parts]


def shape(modules: Iterable[Module]) -> Any:
    """Modules as plain values, files where this academy and Open edX have them."""
    unnamed = [replace(one, key="", topics=unkeyed(one.topics)) for one in modules]
    raw = msgspec.json.encode(unnamed).decode()
    return msgspec.json.decode(raw.replace("course/static/", "web_resources/"))


def forget_sidecars(root: Path) -> None:
    """Take away what only this academy reads."""
    for sidecar in root.rglob("academy/**/*.json"):
        sidecar.unlink()
    for assessment in root.rglob("quizzes/*.xml"):
        text = assessment.read_text()
        assessment.write_text(text.replace("academy_question", "x").replace("academy_lesson", "x"))


@BOTH
def test_a_course_comes_back_as_it_went(tmp_path: Path, write: Write) -> None:
    before = neutral_course(tmp_path / "same", "web_resources/", ALL_QUESTIONS)
    root, _ = written(tmp_path, write, ALL_QUESTIONS)

    after = read(root)

    for name in ("title", "summary", "description", "licence"):
        assert getattr(after, name) == getattr(before, name)
    assert shape(after.modules) == shape(before.modules)
    assert unkeyed(after.bank) == unkeyed(before.bank)
    assert {one.place.read_bytes() for one in after.assets.values()} == {PNG, b"film"}


@BOTH
def test_what_others_read_holds_the_same_without_the_sidecars(tmp_path: Path, write: Write) -> None:
    root, _ = written(tmp_path, write, PLAIN_QUESTIONS)
    forget_sidecars(root)

    after = read(root)

    lessons = by_title(after)
    assert list(lessons)[:4] == ["Strings & more", "By ear", "A song", "Check"]
    assert lessons["By ear"].captions == [CAPTION]
    assert lessons["A song"].youtube_id == "AOUEsgFrYeg"
    assert lessons["Elsewhere"].video_url == ELSEWHERE
    assert "neck.png)" in lessons["Strings & more"].body
    assert "[Next](lesson:" in lessons["Strings & more"].body
    assert unkeyed(questions_of(after, "Check")) == unkeyed(PLAIN_QUESTIONS)


def test_others_draw_from_a_library_and_know_limits_and_dates(tmp_path: Path) -> None:
    root, _ = written(tmp_path, write_olx, [])
    forget_sidecars(root)

    lessons = by_title(read(root))

    exam = lessons["Exam: Quiz"].quiz
    assert exam is not None
    assert [(slot.draw, slot.points) for slot in exam.slots] == [(1, 4.0), (2, 3.0), (1, 2.0)]
    assert exam.slots[1].pool.startswith("Strings (")
    assert exam.settings == {
        "attempts_allowed": 3,
        "closes_at": "2099-05-01T12:00:00Z",
        "shuffle_options": False,
    }
    released = lessons["Again"].release_at
    assert released is not None
    assert released.year == 2030


def test_a_cartridge_says_attempts_pools_and_words_before_the_questions(tmp_path: Path) -> None:
    root, _ = written(tmp_path, write_cartridge, [])
    forget_sidecars(root)

    exam = by_title(read(root))["Exam"]

    assert exam.body.startswith("Take your time.")
    assert exam.quiz is not None
    assert exam.quiz.settings == {"attempts_allowed": 3, "shuffle_options": False}
    pools = {question.prompt[:4]: question.pool for question in exam.quiz.questions}
    assert pools["One?"] == "Strings"


@BOTH
def test_what_others_will_not_see_is_told(tmp_path: Path, write: Write) -> None:
    _, findings = written(tmp_path, write, FURTHER_QUESTIONS)

    said = {finding.what for finding in findings}
    assert {"penalty", "ignore_accents, ignore_spaces, fuzzy", "answer_form, rubric"} <= {
        what.replace("penalty, partial", "penalty") for what in said
    }
    assert any({"grading_method", "pass_percent"} <= set(what.split(", ")) for what in said)
    assert {"ordering", "matching"} <= said


def test_questions_that_open_edx_cannot_ask_are_kept_for_this_academy(tmp_path: Path) -> None:
    _, findings = written(tmp_path, write_olx, FURTHER_QUESTIONS)

    kept = [finding.what for finding in findings if finding.loss is Loss.UNSHOWN]
    assert kept == ["ordering", "matching", "question bank (1)"]


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


def test_a_cartridge_has_the_structure_that_the_format_asks_for(tmp_path: Path) -> None:
    root, _ = written(tmp_path, write_cartridge, ALL_QUESTIONS)
    manifest = parse_xml(Folder(root).read_text("imsmanifest.xml"), "imsmanifest.xml")

    assert [one.tag.rpartition("}")[2] for one in manifest] == [
        "metadata",
        "organizations",
        "resources",
    ]
    organization = child(manifest, "organizations", "organization")
    assert organization is not None
    assert organization.get("structure") == "rooted-hierarchy"
    assert len(organization) == 1
    group = child(manifest, "resources")
    assert group is not None
    resources = list(children(group, "resource"))
    identifiers = [one.get("identifier") for one in resources]
    assert len(set(identifiers)) == len(identifiers)
    listed = {one.get("href", "") for resource in resources for one in children(resource, "file")}
    present = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    assert listed == present - {"imsmanifest.xml"}
    used = {one.get("identifierref") for one in organization.iter() if one.get("identifierref")}
    needed = {one.get("identifierref") for one in manifest.iter() if "dependency" in one.tag}
    assert used | needed <= set(identifiers)


def test_an_assessment_holds_its_parts_in_the_order_of_the_format(tmp_path: Path) -> None:
    root, _ = written(tmp_path, write_cartridge, ALL_QUESTIONS)

    for path in (root / "quizzes").glob("*.xml"):
        assessment = parse_xml(path.read_text(), path.name)[0]
        parts = [one.tag.rpartition("}")[2] for one in assessment]
        if parts[0] == "item":
            continue
        assert parts in (
            ["qtimetadata", "section"],
            ["qtimetadata", "presentation_material", "section"],
        )


def test_no_page_or_extra_of_a_cartridge_tells_an_answer(tmp_path: Path) -> None:
    secret = Question(key="q", sort=QuestionType.TEXT, prompt="Name?", accepted=["xylophone"])
    root, _ = written(tmp_path, write_cartridge, [secret])

    telling = [
        path for path in root.rglob("*") if path.is_file() and b"xylophone" in path.read_bytes()
    ]

    assert [path.parent.name for path in telling] == ["quizzes"]


def test_captions_go_out_as_subrip(tmp_path: Path) -> None:
    root, _ = written(tmp_path, write_olx, [])

    said = {path.read_text() for path in root.rglob("*.srt")}
    assert said == {SRT.replace("Listen to the strings", "Listen")}


def test_topics_without_lessons_and_modules_without_topics_stay(tmp_path: Path) -> None:
    root, _ = written(tmp_path, write_cartridge, [])

    assert [(one.title, [_size(topic) for topic in one.topics]) for one in read(root).modules] == [
        ("Basics", [3, 0]),
        ("Further", [4]),
        ("To be written", []),
    ]


def _size(topic: Topic) -> int:
    return len(topic.lessons)
