"""What goes out comes back the same."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from contracts.courses.exchange import Loss
from contracts.courses.questions import QuestionType
from services.courses.exchange.cartridge.writing import write_cartridge
from services.courses.exchange.olx.writing import write_olx
from services.courses.exchange.tree import Module, Question, Topic
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
from tests.unit.courses.exchange.round_trip import (
    BOTH,
    Write,
    by_title,
    questions_of,
    read,
    unkeyed,
    written,
)

ALL_QUESTIONS = [*PLAIN_QUESTIONS, *FURTHER_QUESTIONS]


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
