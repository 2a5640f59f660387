"""What goes out comes back the same."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from contracts.courses.resources import Licence
from services.courses.exchange.cartridge.writing import write_cartridge
from services.courses.exchange.findings import Findings
from services.courses.exchange.olx.writing import write_olx
from services.courses.exchange.packages.unpacking import unpack
from services.courses.exchange.reading import Reading, read_folder
from services.courses.exchange.tree import (
    Asset,
    Caption,
    Choice,
    Course,
    Lesson,
    LessonSort,
    Module,
    Pair,
    Question,
    QuestionSort,
    Quiz,
    Topic,
    lessons_of,
)
from services.courses.exchange.xml import child, children, parse_xml
from services.courses.importing.folder import Folder
from tests.factories.packages import PNG, SRT

Write = Callable[..., None]
LICENCE = Licence(
    name="CC BY 4.0",
    url="https://creativecommons.org/licenses/by/4.0/",
    credit="",
    credit_url="",
)
VTT = "WEBVTT\n\n00:00:01.000 --> 00:01:30.500\nListen.\n"
PLAIN_QUESTIONS = [
    Question(
        key="q1",
        sort=QuestionSort.SINGLE,
        prompt="Which is **thick**?",
        points=2.0,
        explanation="Low is thick.",
        choices=[Choice(text="E", correct=True, feedback="Yes."), Choice(text="B & C")],
    ),
    Question(
        key="q2",
        sort=QuestionSort.MULTIPLE,
        prompt="Which?",
        choices=[Choice(text="A", correct=True), Choice(text="B", correct=True), Choice(text="Z")],
    ),
    Question(key="q3", sort=QuestionSort.TRUE_FALSE, prompt="So?", truth=False),
    Question(
        key="q4",
        sort=QuestionSort.TEXT,
        prompt="Name?",
        accepted=["Oud", "Lute"],
        ignore_case=False,
    ),
    Question(key="q5", sort=QuestionSort.ESSAY, prompt="Tell."),
]
FURTHER_QUESTIONS = [
    Question(
        key="q6", sort=QuestionSort.NUMBER, prompt="Pitch?", number=440.0, tolerance=0.5, points=3.0
    ),
    Question(key="q7", sort=QuestionSort.ORDERING, prompt="Sort.", items=["a", "b", "c"]),
    Question(
        key="q8",
        sort=QuestionSort.MATCHING,
        prompt="Match.",
        pairs=[Pair(left="1", right="one"), Pair(left="2", right="two")],
    ),
]


def some_lessons(directory: str, questions: list[Question]) -> list[Lesson]:
    """One lesson of each sort."""
    body = f"# Text\n\n![A neck](asset:{directory}neck.png)\n\n[Next](lesson:tube)\n\n$E_2$ {{x}}\n"
    return [
        Lesson(key="article", title="Strings & more", body=body, minutes=4, preview=True),
        Lesson(
            key="film",
            title="By ear",
            sort=LessonSort.VIDEO,
            video=f"{directory}ear.mp4",
            captions=[Caption(language="en", text=VTT)],
        ),
        Lesson(key="tube", title="A song", sort=LessonSort.YOUTUBE, youtube_id="AOUEsgFrYeg"),
        Lesson(key="quiz", title="Check", sort=LessonSort.QUIZ, quiz=Quiz(questions=questions)),
    ]


def course(root: Path, directory: str, questions: list[Question]) -> Course:
    """A course with something of everything, its files where the format puts them."""
    root.mkdir()
    assets = {}
    for name, media_type, content in (
        ("neck.png", "image/png", PNG),
        ("ear.mp4", "video/mp4", b"film"),
    ):
        (root / name).write_bytes(content)
        path = f"{directory}{name}"
        assets[path] = Asset(path=path, name=name, media_type=media_type, place=root / name)
    lessons = some_lessons(directory, questions)
    return Course(
        key="academy/1",
        title="Guitar <1>",
        summary="Tune.",
        description="All *about* it.",
        licence=LICENCE,
        cover=f"{directory}neck.png",
        modules=[
            Module(
                key="m1",
                title="Basics",
                lessons=lessons[:1],
                topics=[Topic(key="t1", title="Tuning", lessons=lessons[1:])],
            )
        ],
        assets=assets,
    )


def again(tmp_path: Path, write: Write, written: Course) -> Reading:
    package, root = tmp_path / "package", tmp_path / "again"
    write(written, package, Findings(), lambda _percent: None)
    root.mkdir()
    unpack(package, root)
    return read_folder(root, lambda _key: UUID(int=1))


def same(lesson: Lesson) -> Lesson:
    """A lesson without the names that only its own system knows."""
    quiz = lesson.quiz
    if quiz is not None:
        questions = [msgspec.structs.replace(one, key="") for one in quiz.questions]
        quiz = msgspec.structs.replace(quiz, questions=questions)
    return msgspec.structs.replace(lesson, key="", quiz=quiz)


@pytest.mark.parametrize(
    ("write", "directory"),
    [(write_olx, "course/static/"), (write_cartridge, "web_resources/")],
    ids=["olx", "cartridge"],
)
def test_a_course_comes_back_as_it_went(tmp_path: Path, write: Write, directory: str) -> None:
    inside = directory.removeprefix("course/")
    before = course(tmp_path / "files", inside, [*PLAIN_QUESTIONS, *FURTHER_QUESTIONS])

    after = again(tmp_path, write, before).course

    assert (after.title, after.summary, after.description, after.licence) == (
        before.title,
        before.summary,
        before.description,
        before.licence,
    )
    assert [module.title for module in after.modules] == ["Basics"]
    expected = [_moved(same(lesson), inside, directory) for lesson in lessons_of(before)]
    if write is write_olx:
        loose = after.modules[0].topics[0]
        assert [topic.title for topic in after.modules[0].topics] == ["Basics", "Tuning"]
        assert [lesson.title for lesson in loose.lessons] == ["Strings & more"]
    else:
        assert [lesson.title for lesson in after.modules[0].lessons] == ["Strings & more"]
        assert [topic.title for topic in after.modules[0].topics] == ["Tuning"]
    found = [same(lesson) for lesson in lessons_of(after)]
    assert found == expected
    assert {one.place.read_bytes() for one in after.assets.values()} == {PNG, b"film"}


def _moved(lesson: Lesson, before: str, now: str) -> Lesson:
    return msgspec.structs.replace(
        lesson,
        body=lesson.body.replace(f"asset:{before}", f"asset:{now}"),
        video=lesson.video.replace(before, now, 1),
    )


@pytest.mark.parametrize("write", [write_olx, write_cartridge], ids=["olx", "cartridge"])
def test_what_others_read_holds_the_same_without_the_sidecars(tmp_path: Path, write: Write) -> None:
    before = course(tmp_path / "files", "static/", PLAIN_QUESTIONS)
    package, root = tmp_path / "package", tmp_path / "again"
    write(before, package, Findings(), lambda _percent: None)
    root.mkdir()
    unpack(package, root)
    for sidecar in root.rglob("academy/**/*.json"):
        sidecar.unlink()

    after = read_folder(root, lambda _key: UUID(int=1)).course

    by_title = {lesson.title: lesson for lesson in lessons_of(after)}
    assert list(by_title) == ["Strings & more", "By ear", "A song", "Check"]
    assert by_title["By ear"].captions == [Caption(language="en", text=VTT)]
    assert by_title["A song"].youtube_id == "AOUEsgFrYeg"
    article = by_title["Strings & more"].body
    assert "neck.png)" in article
    assert "[Next](lesson:" in article
    quiz = by_title["Check"].quiz
    assert quiz is not None
    stripped = [msgspec.structs.replace(one, key="") for one in quiz.questions]
    assert stripped == [msgspec.structs.replace(one, key="") for one in PLAIN_QUESTIONS]


def test_who_edits_a_page_elsewhere_gets_the_edited_page(tmp_path: Path) -> None:
    before = course(tmp_path / "files", "static/", PLAIN_QUESTIONS)
    package, root = tmp_path / "package", tmp_path / "again"
    write_olx(before, package, Findings(), lambda _percent: None)
    root.mkdir()
    unpack(package, root)
    page = next(iter(root.rglob("html/*.html")))
    page.write_text("<p>Edited.</p>")

    after = read_folder(root, lambda _key: UUID(int=1)).course

    assert lessons_of(after)[0].body == "Edited.\n"


def test_a_cartridge_has_the_structure_that_the_format_asks_for(tmp_path: Path) -> None:
    package, root = tmp_path / "package", tmp_path / "again"
    questions = [*PLAIN_QUESTIONS, *FURTHER_QUESTIONS]
    write_cartridge(
        course(tmp_path / "f", "static/", questions), package, Findings(), lambda _percent: None
    )
    root.mkdir()
    unpack(package, root)
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


def test_no_page_or_extra_of_a_cartridge_tells_an_answer(tmp_path: Path) -> None:
    secret = Question(key="q", sort=QuestionSort.TEXT, prompt="Name?", accepted=["xylophone"])
    package, root = tmp_path / "package", tmp_path / "again"
    write_cartridge(
        course(tmp_path / "f", "static/", [secret]), package, Findings(), lambda _percent: None
    )
    root.mkdir()
    unpack(package, root)

    telling = [
        path for path in root.rglob("*") if path.is_file() and b"xylophone" in path.read_bytes()
    ]

    assert [path.parent.name for path in telling] == ["quizzes"]


def test_captions_go_out_as_subrip(tmp_path: Path) -> None:
    package, root = tmp_path / "package", tmp_path / "again"
    write_olx(course(tmp_path / "f", "static/", []), package, Findings(), lambda _percent: None)
    root.mkdir()
    unpack(package, root)

    said = next(iter(root.rglob("*.srt"))).read_text()
    assert said == SRT.replace("Listen to the strings", "Listen")
