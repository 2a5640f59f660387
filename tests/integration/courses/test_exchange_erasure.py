"""Packages of a teacher who leaves go with them, whatever workers are doing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.courses.exchange import ExportCourse, ExportFormat
from contracts.courses.resources import CourseStatus
from contracts.privacy import CoursesUserExported, ErasureRequested, ExportRequested
from contracts.types import Actor, Role
from services.common.parcels import ParcelService
from services.common.storage import FileStore
from services.courses import models
from services.courses.markdown import render
from services.courses.use_cases import exchange_jobs
from tests.factories.courses import add_course, enroll_student, make_actor
from tests.factories.exchanging import PlainExchanger
from tests.factories.packages import OLX, tar_of
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask
from tests.integration.courses.packing import Carrier

pytestmark = pytest.mark.postgres

Tell = Callable[..., None]
KEY = "c" * 40


@pytest.fixture
def teacher() -> Actor:
    return make_actor(Role.TEACHER)


@pytest.fixture
def carrier(
    ask: Ask, session: Session, service_for: Callable[..., Any], files: FileStore
) -> Carrier:
    return Carrier(ask, session, service_for, files)


def draft(session: Session, teacher: Actor) -> UUID:
    """A course that nobody has seen."""
    mine: dict[str, Any] = {"teacher_id": teacher.user_id, "published_at": None}
    return add_course(session, [], status=CourseStatus.DRAFT, **mine).id


def leaves(teacher: Actor) -> ErasureRequested:
    return ErasureRequested(erasure_id=uuid4(), user_id=teacher.user_id, pseudonym="Former member")


def stored(files: FileStore) -> list[Path]:
    return [path for path in files.root.rglob("*") if path.is_file() and len(path.name) == 32]


def count(session: Session, kind: Any) -> int | None:
    return session.scalar(select(func.count()).select_from(kind))


def test_a_draft_goes_with_all_that_came_and_was_taken_along(
    tell: Tell, session: Session, carrier: Carrier, teacher: Actor, files: FileStore, tmp_path: Path
) -> None:
    course_id = draft(session, teacher)
    carrier.bring(tar_of(OLX, tmp_path / "guitar.tar.gz"), course_id, teacher)
    carrier.take(course_id, ExportFormat.OLX, teacher)
    carrier.send(tar_of(OLX, tmp_path / "again.tar.gz"), course_id, teacher)
    assert len(stored(files)) == 7

    tell("erase_user", leaves(teacher))

    kinds = models.CourseImport, models.CourseExport, models.Question, models.Topic, models.Caption
    assert [count(session, kind) for kind in kinds] == [0, 0, 0, 0, 0]
    assert stored(files) == []


def test_a_course_that_is_studied_stays_without_packages_and_their_names(
    tell: Tell, session: Session, carrier: Carrier, teacher: Actor, files: FileStore, tmp_path: Path
) -> None:
    course_id = draft(session, teacher)
    enroll_student(session, session.get_one(models.Course, course_id), make_actor())
    session.commit()
    carrier.bring(tar_of(OLX, tmp_path / "amina-rahimi.tar.gz"), course_id, teacher)
    package = carrier.take(course_id, ExportFormat.OLX, teacher)

    tell("erase_user", leaves(teacher))

    assert [row.file_name for row in session.scalars(select(models.CourseImport))] == [""]
    assert count(session, models.CourseExport) == 0
    assert files.read(package.id) is None
    assert count(session, models.CourseFile) == 4


def test_a_teacher_is_handed_what_they_brought_and_took(
    tell: Tell, session: Session, carrier: Carrier, teacher: Actor, tmp_path: Path
) -> None:
    course_id = draft(session, teacher)
    carrier.bring(tar_of(OLX, tmp_path / "guitar.tar.gz"), course_id, teacher)
    carrier.take(course_id, ExportFormat.COMMON_CARTRIDGE, teacher)

    tell("export_user", ExportRequested(export_id=uuid4(), user_id=teacher.user_id))

    (answer,) = events(session, models.bookkeeping, CoursesUserExported)
    content = ParcelService(KEY).unpack(answer.sealed_content)
    assert [one["file_name"] for one in content["course_imports"]] == ["guitar.tar.gz"]
    (taken,) = content["course_exports"]
    assert taken["file_name"].endswith(".imscc")


class Meanwhile(PlainExchanger):
    """Does its work while something else happens."""

    def __init__(self, files: FileStore, happens: Callable[[], None]) -> None:
        super().__init__(files)
        self._happens = happens

    def read(self, *where: Any) -> Any:
        reading = super().read(*where)
        self._happens()
        return reading

    def make(self, *what: Any) -> Any:
        self._happens()
        return super().make(*what)


def test_a_worker_that_reads_while_the_teacher_leaves_leaves_nothing(  # noqa: PLR0917 (fixtures are arguments)
    tell: Tell,
    session: Session,
    carrier: Carrier,
    teacher: Actor,
    files: FileStore,
    service_for: Callable[..., Any],
    tmp_path: Path,
) -> None:
    carrier.send(tar_of(OLX, tmp_path / "guitar.tar.gz"), draft(session, teacher), teacher)
    slow = Meanwhile(files, lambda: tell("erase_user", leaves(teacher)))

    exchange_jobs.run_imports(service_for(None).work.begin, files, slow, render)

    assert stored(files) == []


def test_a_worker_that_writes_while_the_teacher_leaves_leaves_nothing(
    tell: Tell,
    session: Session,
    ask: Ask,
    teacher: Actor,
    files: FileStore,
    service_for: Callable[..., Any],
) -> None:
    ask(ExportCourse(course_id=draft(session, teacher), format=ExportFormat.OLX), teacher)
    slow = Meanwhile(files, lambda: tell("erase_user", leaves(teacher)))

    exchange_jobs.run_exports(service_for(None).work.begin, files, slow)

    assert stored(files) == []


def test_a_package_that_is_refused_at_the_end_leaves_no_files(
    session: Session,
    carrier: Carrier,
    teacher: Actor,
    files: FileStore,
    service_for: Callable[..., Any],
    tmp_path: Path,
) -> None:
    course_id = draft(session, teacher)
    carrier.send(tar_of(OLX, tmp_path / "guitar.tar.gz"), course_id, teacher)

    def submit() -> None:
        session.get_one(models.Course, course_id).status = CourseStatus.SUBMITTED
        session.commit()

    exchange_jobs.run_imports(service_for(None).work.begin, files, Meanwhile(files, submit), render)

    session.expire_all()
    (job,) = session.scalars(select(models.CourseImport))
    assert job.problem is not None
    assert job.problem["code"] == "courses.course_not_editable"
    assert stored(files) == []
