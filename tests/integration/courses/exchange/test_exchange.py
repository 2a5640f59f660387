"""Packages come into courses and go out of them, in the background."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.courses.authoring import GetCourseDraft, GetLessonDraft
from contracts.courses.errors import (
    CourseNotEditable,
    FileTypeRefused,
)
from contracts.courses.exchange import (
    CourseExport,
    ExchangeFormat,
    ExchangeState,
    ExportCourse,
    ExportFormat,
    GetCourseExport,
    GetCourseImport,
    ListCourseImports,
)
from contracts.courses.resources import CourseDraft, CourseStatus, LessonKind
from contracts.types import Actor
from services.common.storage import FileStore
from services.courses import models
from services.courses.exchange.packages.unpacking import unpack
from services.courses.exchange.reading import SCRATCH, read_folder
from services.courses.exchange.tree import lessons_of
from tests.factories.packages import CARTRIDGE, OLX, tar_of, zip_of
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres


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
