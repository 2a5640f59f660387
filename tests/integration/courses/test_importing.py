"""The Carpentries course, imported as an operator does it."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

import services.courses.demo
from contracts.courses.catalogue import GetCourse
from contracts.courses.events import CoursePublished
from contracts.courses.resources import Course
from contracts.courses.study import GetLesson, GetStudyPlan, SetLessonCompletion
from contracts.types import Money, Role
from services.courses import models
from services.courses.importing import __main__ as command
from tests.factories.courses import add_course, enroll_student, make_actor
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

SOURCE = Path(services.courses.demo.__path__[0]) / "python-novice-inflammation"
EMAIL = "amina@example.org"


@pytest.fixture
def store(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the importer puts files; its environment is prepared."""
    monkeypatch.setenv("COURSES_DATABASE_URL", url)
    monkeypatch.setenv("FILES_DIR", str(tmp_path / "files"))
    monkeypatch.setenv("FILES_SIGNING_KEY", "k" * 40)
    return tmp_path / "files"


@pytest.fixture
def teacher(session: Session) -> models.Person:
    actor = make_actor(Role.TEACHER)
    person = models.Person(id=actor.user_id, name="Amina", email=EMAIL, role=Role.TEACHER)
    session.add(person)
    session.commit()
    return person


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the course that a test may change."""
    return Path(shutil.copytree(SOURCE, tmp_path / "course"))


def import_folder(folder: Path, price: str = "49.00 EUR", teacher: str = EMAIL) -> None:
    command.main([str(folder), "--teacher", teacher, "--price", price])


def imported(ask: Ask) -> Course:
    return ask(GetCourse(slug="programming-with-python"))


@pytest.mark.usefixtures("teacher", "store")
def test_every_episode_becomes_a_lesson_in_order(ask: Ask) -> None:
    import_folder(SOURCE)

    course = imported(ask)
    lessons, reference = course.outline
    assert [lesson.title for lesson in lessons.lessons][:3] == [
        "Python Fundamentals",
        "Analyzing Patient Data",
        "Visualizing Tabular Data",
    ]
    assert [lesson.duration_minutes for lesson in lessons.lessons][:2] == [30, 60]
    assert [lesson.preview for lesson in lessons.lessons] == [True] + [False] * 11
    assert [lesson.title for lesson in reference.lessons] == ["Setup", "Discussion", "Glossary"]
    assert course.price == Money(amount=4900, currency="EUR")
    assert course.summary.startswith("The best way to learn how to program")
    assert course.licence is not None
    assert (course.licence.credit, course.licence.credit_url) == (
        "The Carpentries",
        "https://carpentries.org/",
    )


@pytest.mark.usefixtures("teacher")
def test_figures_exercises_and_links_work_in_a_lesson(ask: Ask, store: Path) -> None:
    import_folder(SOURCE)
    outline = imported(ask).outline
    numpy, setup, glossary = (
        outline[0].lessons[1].id,
        outline[1].lessons[0].id,
        outline[1].lessons[2].id,
    )
    admin = make_actor(Role.ADMIN)

    lesson = ask(GetLesson(lesson_id=numpy), admin)
    files = ask(GetLesson(lesson_id=setup), admin).files

    assert len(lesson.objectives) == 5
    assert lesson.questions == ["How can I process tabular data files in Python?"]
    assert '<section class="box box-challenge">' in lesson.body_html
    assert "<summary>Solution</summary>" in lesson.body_html
    assert f'href="/learn/{lesson.course_id}/{glossary}#content-library"' in lesson.body_html
    assert 'src="/files/' in lesson.body_html
    assert 'src="file:' not in lesson.body_html
    assert {file.name for file in files} == {
        "python-novice-inflammation-data.zip",
        "python-novice-inflammation-code.zip",
    }
    for file in files:
        stored = store / file.id.hex[:2] / file.id.hex
        assert stored.stat().st_size == file.size


@pytest.mark.usefixtures("teacher", "store")
def test_the_report_says_what_happened(capsys: pytest.CaptureFixture[str]) -> None:
    import_folder(SOURCE)
    import_folder(SOURCE)

    output = capsys.readouterr().out
    assert "Imported “Programming with Python” at /courses/programming-with-python" in output
    assert "Updated “Programming with Python”" in output
    assert "15 lessons, 42 files" in output
    assert "59 exercises with 58 folded solutions" in output
    assert "everything could be mapped" in output


@pytest.mark.usefixtures("teacher", "store")
def test_importing_again_updates_in_place_and_keeps_progress(
    ask: Ask, session: Session, folder: Path
) -> None:
    import_folder(folder)
    first = imported(ask)
    student = make_actor()
    enroll_student(session, session.get_one(models.Course, first.id), student)
    lesson_id = first.outline[0].lessons[0].id
    ask(SetLessonCompletion(lesson_id=lesson_id, completed=True), student)
    episode = folder / "episodes" / "01-intro.md"
    episode.write_text(episode.read_text().replace("Python Fundamentals", "First Steps"))

    import_folder(folder, price="59.00 EUR")

    second = imported(ask)
    assert second.outline[0].lessons[0].title == "First Steps"
    assert [lesson.id for module in second.outline for lesson in module.lessons] == [
        lesson.id for module in first.outline for lesson in module.lessons
    ]
    assert ask(GetStudyPlan(course_id=second.id), student).completed_lessons == 1
    assert [(event.price.amount, event.first) for event in _published(session)] == [
        (4900, True),
        (5900, False),
    ]


@pytest.mark.usefixtures("teacher", "store")
def test_importing_the_same_again_announces_nothing(session: Session) -> None:
    import_folder(SOURCE)
    import_folder(SOURCE)

    assert len(_published(session)) == 1
    assert session.query(models.Lesson).count() == 15
    assert session.query(models.CourseFile).count() == 42


@pytest.mark.usefixtures("teacher", "store")
def test_an_episode_that_was_removed_is_gone_from_the_next_revision(
    ask: Ask, session: Session, folder: Path
) -> None:
    import_folder(folder)
    config = folder / "config.yaml"
    config.write_text(config.read_text().replace("- 05-loop.md\n", ""))

    import_folder(folder)

    titles = [lesson.title for lesson in imported(ask).outline[0].lessons]
    assert "Repeating Actions with Loops" not in titles
    assert (len(titles), imported(ask).revision) == (11, 2)
    assert session.query(models.LessonContent).count() == 15


@pytest.mark.usefixtures("teacher", "store")
def test_importing_what_has_not_changed_makes_no_revision(ask: Ask, folder: Path) -> None:
    import_folder(folder)
    import_folder(folder)

    assert imported(ask).revision == 1


@pytest.mark.usefixtures("teacher", "store")
def test_a_taken_address_is_made_distinct(ask: Ask, session: Session) -> None:
    add_course(session, slug="programming-with-python", title="Another")

    import_folder(SOURCE)

    assert imported(ask).title == "Another"
    assert _published(session)[0].slug.startswith("programming-with-python-")


@pytest.mark.usefixtures("teacher", "store")
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([str(SOURCE), "--teacher", "nobody@example.org", "--price", "1.00 EUR"], "no teacher"),
        ([str(SOURCE), "--teacher", EMAIL, "--price", "cheap"], "not a price"),
        ([str(SOURCE / "episodes"), "--teacher", EMAIL, "--price", "0 EUR"], "config.yaml"),
        (
            [str(SOURCE), "--teacher", EMAIL, "--price", "0 EUR", "--category", "alchemy"],
            "no such category",
        ),
    ],
)
def test_a_wrong_order_is_refused_in_one_sentence(
    session: Session, arguments: list[str], reason: str
) -> None:
    with pytest.raises(SystemExit, match=reason):
        command.main(arguments)

    assert session.query(models.Course).count() == 0


def _published(session: Session) -> list[CoursePublished]:
    session.expire_all()
    return events(session, models.bookkeeping, CoursePublished)
