"""Whose packages are moved, by which worker, and for how long they are kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from contracts.audit import CoursesAdminActed
from contracts.courses.authoring import GetCourseDraft
from contracts.courses.errors import (
    CourseNotFound,
    ExportNotFound,
    ImportNotFound,
    ImportRunning,
)
from contracts.courses.exchange import (
    ExchangeState,
    ExportCourse,
    ExportFormat,
    GetCourseExport,
    GetCourseImport,
    ImportCourse,
    ListCourseExports,
    ListCourseImports,
)
from contracts.types import Actor, Role
from services.common.storage import FileStore
from services.courses import models
from services.courses.markdown import render
from services.courses.policies import exchange
from services.courses.use_cases import exchange_jobs
from tests.factories.courses import make_actor
from tests.factories.exchanging import PlainExchanger
from tests.factories.packages import OLX, tar_of
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres


def test_one_import_at_a_time(bring: Any, tmp_path: Path) -> None:
    package = tar_of(OLX, tmp_path / "guitar.tar.gz")
    bring(package)

    with pytest.raises(ImportRunning):
        bring(package)


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
