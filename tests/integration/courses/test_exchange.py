"""Packages come into courses and go out of them, in the background."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.audit import CoursesAdminActed
from contracts.courses.authoring import GetCourseDraft, GetLessonDraft
from contracts.courses.errors import (
    CourseNotEditable,
    CourseNotFound,
    ExportNotFound,
    FileTypeRefused,
    ImportNotFound,
    ImportRunning,
)
from contracts.courses.exchange import (
    CourseExport,
    CourseImport,
    ExchangeFormat,
    ExchangeState,
    ExportCourse,
    ExportFormat,
    GetCourseExport,
    GetCourseImport,
    ImportCourse,
    ListCourseExports,
    ListCourseImports,
)
from contracts.courses.resources import CourseDraft, CourseStatus, LessonKind
from contracts.types import Actor, Role
from services.common.storage import FileStore
from services.courses import models
from services.courses.exchange.packages.unpacking import unpack
from services.courses.exchange.reading import SCRATCH, read_folder
from services.courses.exchange.tree import lessons_of
from services.courses.markdown import render
from services.courses.policies import exchange
from services.courses.use_cases import exchange_jobs
from tests.factories.courses import add_course, make_actor
from tests.factories.exchanging import PlainExchanger
from tests.factories.packages import CARTRIDGE, OLX, tar_of, zip_of
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask
from tests.integration.courses.packing import Carrier

pytestmark = pytest.mark.postgres


@pytest.fixture
def course(session: Session) -> models.Course:
    return add_course(session, [], status=CourseStatus.DRAFT)


@pytest.fixture
def teacher(course: models.Course) -> Actor:
    return Actor(user_id=course.teacher_id, role=Role.TEACHER)


@pytest.fixture
def carrier(
    ask: Ask, session: Session, service_for: Callable[..., Any], files: FileStore
) -> Carrier:
    return Carrier(ask, session, service_for, files)


@pytest.fixture
def run(carrier: Carrier) -> Callable[[], None]:
    """Lets the workers do all that waits."""
    return carrier.run


@pytest.fixture
def bring(
    carrier: Carrier, course: models.Course, teacher: Actor
) -> Callable[[Path], CourseImport]:
    """Uploads a package and asks for its import."""
    return lambda package: carrier.send(package, course.id, teacher)


def add_own_lesson(session: Session, course_id: Any) -> None:
    """A lesson that the teacher writes beside those of the package."""
    module = models.Module(course_id=course_id, position=9, title="Own")
    session.add(module)
    session.flush()
    own = models.Lesson(
        course_id=course_id,
        module_id=module.id,
        position=1,
        title="Mine",
        kind=LessonKind.ARTICLE,
        body="x",
    )
    session.add(own)
    session.commit()


def titles(draft: CourseDraft) -> list[str]:
    return [lesson.title for module in draft.outline for lesson in module.lessons]


def test_a_package_fills_the_draft(
    ask: Ask, teacher: Actor, bring: Any, run: Any, tmp_path: Path
) -> None:
    begun = bring(tar_of(OLX, tmp_path / "guitar.tar.gz"))

    run()

    done = ask(GetCourseImport(course_import_id=begun.id), teacher)
    assert (begun.state, done.state, done.progress) == (
        ExchangeState.WAITING,
        ExchangeState.DONE,
        100,
    )
    assert (done.format, done.file_name) == (ExchangeFormat.OLX, "guitar.tar.gz")
    assert done.counts is not None
    assert (done.counts.modules, done.counts.questions, done.counts.files) == (1, 2, 4)
    assert done.findings != []


def test_the_draft_holds_the_words_pages_and_films_of_the_package(
    ask: Ask, teacher: Actor, bring: Any, run: Any, tmp_path: Path
) -> None:
    begun = bring(tar_of(OLX, tmp_path / "guitar.tar.gz"))

    run()

    draft = ask(GetCourseDraft(course_id=begun.course_id), teacher)
    assert (draft.title, draft.summary, draft.status) == (
        "Guitar",
        "Learn to tune.",
        CourseStatus.DRAFT,
    )
    assert draft.cover_url is not None
    assert titles(draft)[:3] == ["Strings", "Tuning by ear", "A song"]
    strings, film = draft.outline[-1].lessons[:2]
    page = ask(GetLessonDraft(lesson_id=strings.id), teacher)
    assert f"/learn/{begun.course_id}/" in page.body_html
    assert '<img src="/files/' in page.body_html.replace('alt="A neck" ', "")
    played = ask(GetLessonDraft(lesson_id=film.id), teacher)
    assert played.video is not None
    assert played.video.media_type == "video/mp4"


def test_nothing_is_left_behind(
    bring: Any, run: Any, tmp_path: Path, files: FileStore, session: Session
) -> None:
    bring(tar_of(OLX, tmp_path / "guitar.tar.gz"))
    file_id = session.scalars(select(models.CourseImport.file_id)).one()

    run()

    assert not files.path(file_id).exists()
    assert session.get(models.CourseFile, file_id) is None
    assert list((files.root / SCRATCH).iterdir()) == []


def test_a_later_import_updates_and_keeps_what_the_teacher_has_made(
    ask: Ask, teacher: Actor, bring: Any, run: Any, tmp_path: Path, session: Session
) -> None:
    begun = bring(tar_of(OLX, tmp_path / "one.tar.gz"))
    run()
    before = ask(GetCourseDraft(course_id=begun.course_id), teacher)
    add_own_lesson(session, begun.course_id)
    shorter = {
        **OLX,
        "sequential/s1.xml": '<sequential display_name="T"><vertical url_name="v1"/></sequential>',
        "html/h1.html": "<p>Rewritten.</p>",
    }

    bring(tar_of(shorter, tmp_path / "two.tar.gz"))
    run()

    after = ask(GetCourseDraft(course_id=begun.course_id), teacher)
    assert "Mine" in titles(after)
    assert "More" in titles(before)
    assert "More" not in titles(after)
    kept = {lesson.title: lesson.id for module in before.outline for lesson in module.lessons}
    now = {lesson.title: lesson.id for module in after.outline for lesson in module.lessons}
    assert now["Strings"] == kept["Strings"]
    assert ask(GetLessonDraft(lesson_id=now["Strings"]), teacher).body == "Rewritten.\n"


def test_a_cartridge_fills_a_draft(
    ask: Ask, teacher: Actor, bring: Any, run: Any, tmp_path: Path
) -> None:
    begun = bring(zip_of(CARTRIDGE, tmp_path / "guitar.imscc"))

    run()

    draft = ask(GetCourseDraft(course_id=begun.course_id), teacher)
    assert titles(draft)[:3] == ["Strings", "By ear", "A song"]


def test_a_refused_package_is_told_and_changes_nothing(
    ask: Ask, teacher: Actor, bring: Any, run: Any, tmp_path: Path, course: models.Course
) -> None:
    title = course.title
    begun = bring(tar_of({**OLX, "../evil": "x"}, tmp_path / "evil.tar.gz"))

    run()

    failed = ask(GetCourseImport(course_import_id=begun.id), teacher)
    assert failed.state is ExchangeState.FAILED
    assert failed.problem is not None
    assert failed.problem.code == "courses.package_unsafe"
    assert ask(GetCourseDraft(course_id=begun.course_id), teacher).title == title
    assert ask(ListCourseImports(course_id=begun.course_id), teacher) == [failed]


def test_one_import_at_a_time(bring: Any, tmp_path: Path) -> None:
    package = tar_of(OLX, tmp_path / "guitar.tar.gz")
    bring(package)

    with pytest.raises(ImportRunning):
        bring(package)


def test_only_archives_are_imported(bring: Any, tmp_path: Path) -> None:
    with pytest.raises(FileTypeRefused):
        bring(tar_of(OLX, tmp_path / "guitar.pdf"))


def test_a_course_in_review_is_not_written(
    bring: Any, tmp_path: Path, session: Session, course: models.Course
) -> None:
    course.status = CourseStatus.SUBMITTED
    session.commit()

    with pytest.raises(CourseNotEditable):
        bring(tar_of(OLX, tmp_path / "guitar.tar.gz"))


def test_strangers_neither_import_nor_export_nor_look(
    ask: Ask, bring: Any, tmp_path: Path, course: models.Course
) -> None:
    begun = bring(tar_of(OLX, tmp_path / "guitar.tar.gz"))
    stranger = make_actor(Role.TEACHER)

    requests: tuple[Any, ...] = (
        ImportCourse(course_id=course.id, file_id=uuid4()),
        GetCourseImport(course_import_id=begun.id),
        ListCourseImports(course_id=course.id),
        ExportCourse(course_id=course.id, format=ExportFormat.OLX),
        ListCourseExports(course_id=course.id),
    )
    for request in requests:
        with pytest.raises(CourseNotFound):
            ask(request, stranger)
    with pytest.raises(ImportNotFound):
        ask(GetCourseImport(course_import_id=uuid4()), stranger)
    with pytest.raises(ExportNotFound):
        ask(GetCourseExport(course_export_id=uuid4()), stranger)


@pytest.mark.parametrize("form", list(ExportFormat))
def test_a_course_goes_out_and_can_be_read_again(  # noqa: PLR0917 (fixtures are arguments)
    ask: Ask,
    teacher: Actor,
    bring: Any,
    run: Any,
    tmp_path: Path,
    files: FileStore,
    form: ExportFormat,
) -> None:
    begun = bring(tar_of(OLX, tmp_path / "guitar.tar.gz"))
    run()

    asked: CourseExport = ask(ExportCourse(course_id=begun.course_id, format=form), teacher)
    run()

    made: CourseExport = ask(GetCourseExport(course_export_id=asked.id), teacher)
    assert (asked.url, made.state) == (None, ExchangeState.DONE)
    assert made.url is not None
    assert made.url.startswith(f"/files/{asked.id.hex}?name=")
    assert made.size == files.path(asked.id).stat().st_size
    root = tmp_path / "again"
    root.mkdir()
    unpack(files.path(asked.id), root)
    again = read_folder(root, lambda _key: uuid4()).course
    assert [lesson.title for lesson in lessons_of(again)][:3] == [
        "Strings",
        "Tuning by ear",
        "A song",
    ]
    assert any(path.endswith("ear.mp4") for path in again.assets)


def test_what_staff_take_along_is_audited(
    ask: Ask, session: Session, course: models.Course, teacher: Actor
) -> None:
    ask(ExportCourse(course_id=course.id, format=ExportFormat.OLX), teacher)
    assert events(session, models.bookkeeping, CoursesAdminActed) == []

    ask(ExportCourse(course_id=course.id, format=ExportFormat.OLX), make_actor(Role.ADMIN))

    assert [entry.action for entry in events(session, models.bookkeeping, CoursesAdminActed)] == [
        "course.exported"
    ]


def test_a_worker_that_comes_back_late_changes_nothing(  # noqa: PLR0917 (fixtures are arguments)
    ask: Ask,
    teacher: Actor,
    bring: Any,
    service_for: Callable[..., Any],
    files: FileStore,
    exchanger: PlainExchanger,
    session: Session,
    tmp_path: Path,
    course: models.Course,
) -> None:
    title = course.title
    begun = bring(tar_of(OLX, tmp_path / "guitar.tar.gz"))

    class Slow(PlainExchanger):
        def read(self, *where: Any) -> Any:
            reading = exchanger.read(*where)
            session.execute(update(models.CourseImport).values(token=uuid4()))
            session.commit()
            return reading

    exchange_jobs.run_imports(service_for(None).work.begin, files, Slow(files), render)

    job = ask(GetCourseImport(course_import_id=begun.id), teacher)
    assert job.state is ExchangeState.RUNNING
    assert ask(GetCourseDraft(course_id=begun.course_id), teacher).title == title


def test_work_that_dies_again_and_again_is_given_up(
    ask: Ask, teacher: Actor, bring: Any, run: Any, session: Session, tmp_path: Path
) -> None:
    begun = bring(tar_of(OLX, tmp_path / "guitar.tar.gz"))
    died = {"attempts": exchange.MOST_ATTEMPTS, "state": ExchangeState.RUNNING}
    session.execute(update(models.CourseImport).values(**died))
    session.commit()

    run()

    job = ask(GetCourseImport(course_import_id=begun.id), teacher)
    assert job.state is ExchangeState.FAILED


def test_packages_are_kept_for_a_week(  # noqa: PLR0917 (fixtures are arguments)
    ask: Ask,
    teacher: Actor,
    run: Any,
    service_for: Callable[..., Any],
    files: FileStore,
    session: Session,
    course: models.Course,
) -> None:
    asked = ask(ExportCourse(course_id=course.id, format=ExportFormat.OLX), teacher)
    run()
    begin = service_for(None).work.begin
    exchange_jobs.forget_exchanges(begin, files)
    assert files.path(asked.id).exists()
    old = models.CourseExport.created_at - exchange.KEPT
    session.execute(update(models.CourseExport).values(created_at=old))
    session.commit()

    exchange_jobs.forget_exchanges(begin, files)

    assert not files.path(asked.id).exists()
    assert ask(ListCourseExports(course_id=course.id), teacher) == []
