"""How packages are read and written, away from every request and every message.

A worker holds a job by a lease. One that dies is replaced when its lease ends, and starts over; one
that comes back late finds that the job is no longer its own.
"""

import shutil
from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID, uuid4

import msgspec
import structlog

from contracts.courses.exchange import ExchangeProblem, ExchangeState, ExportFormat
from contracts.errors import ServiceError
from services.common.storage import FileStore
from services.common.work import Begin, UnitOfWork
from services.courses import models
from services.courses.exchange.collecting import Collector, Content
from services.courses.exchange.counting import count
from services.courses.exchange.leaving import take_away
from services.courses.exchange.making import Making
from services.courses.exchange.placing import Placed, Target, place
from services.courses.exchange.publishing import dress
from services.courses.exchange.reading import SCRATCH, Reading
from services.courses.exchange.tree import Course
from services.courses.importing.files import store_files
from services.courses.markdown import Render
from services.courses.policies import editing, exchange
from services.courses.repository.captions import CaptionRepository
from services.courses.repository.courses import CourseRepository, ModuleRepository
from services.courses.repository.exchanges import ExchangeRepository
from services.courses.repository.files import FileRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.quizzes import QuestionRepository, QuizRepository
from services.courses.repository.revisions import WorkingCopyRepository
from services.courses.repository.tree import TreeRepository
from services.courses.use_cases.drafts import refresh_outline

log = structlog.get_logger()
AnyJob = models.CourseImport | models.CourseExport
INTERRUPTED = ServiceError("The work was interrupted several times.")


class Exchanger(Protocol):
    """What reads and writes packages."""

    def read(self, package_id: UUID, course_id: UUID) -> Reading:
        """The course in a stored package."""

    def make(self, course: Course, form: ExportFormat, export_id: UUID) -> Making:
        """The course as a package."""


def run_imports(begin: Begin, store: FileStore, exchanger: Exchanger, render: Render) -> None:
    """Read the packages that wait, one after another."""

    def attempt(job: Any) -> None:
        reading: Reading | None = None
        try:
            reading = exchanger.read(job.file_id, job.course_id)
            placed = _write_held(begin, store, render, job, reading)
        except ServiceError:
            _drop_package(begin, store, job)
            _drop_stowed(begin, store, reading)
            raise
        if placed is not None:
            _drop_package(begin, store, job)
            for file_id in placed.outdated:
                store.remove(file_id)
        elif _is_gone(begin, models.CourseImport, job):
            _drop_stowed(begin, store, reading)

    while _run_next(begin, models.CourseImport, attempt):
        pass


def run_exports(begin: Begin, store: FileStore, exchanger: Exchanger) -> None:
    """Write the packages that are waited for, one after another."""

    def attempt(job: Any) -> None:
        with begin() as work:
            tree = _collect(work, store, job.course_id)
        making = exchanger.make(tree, job.format, job.id)
        with begin() as work:
            exports = ExchangeRepository(work.session, models.CourseExport)
            held = exports.find_held(job.id, job.token)
            if held is not None:
                held.size, held.findings = making.size, msgspec.to_builtins(making.findings)
                _finish(work, held, ExchangeState.DONE)
        if held is None and _is_gone(begin, models.CourseExport, job):
            store.remove(job.id)

    while _run_next(begin, models.CourseExport, attempt):
        pass


def forget_exchanges(begin: Begin, store: FileStore) -> None:
    """Drop packages that were made long ago, and what dead workers left unpacked."""
    with begin() as work:
        exports = ExchangeRepository(work.session, models.CourseExport)
        old = exports.list_made_before(work.now - exchange.KEPT)
        for job in old:
            exports.remove(job)
        before = (work.now - exchange.KEPT).timestamp()
    for job in old:
        store.remove(job.id)
    scratch = store.root / SCRATCH
    for folder in scratch.iterdir() if scratch.is_dir() else ():
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)


def _run_next(begin: Begin, kind: Any, attempt: Callable[[Any], None]) -> bool:
    """Take one job and do it; whether there may be more."""
    with begin() as work:
        job = ExchangeRepository(work.session, kind).take(work.now, exchange.LEASE, uuid4())
        if job is None:
            return False
        job.progress = 20
        if job.attempts > exchange.MOST_ATTEMPTS:
            _fail(work, job, INTERRUPTED)
            return True
    try:
        attempt(job)
    except ServiceError as refusal:
        _settle(begin, kind, job, refusal)
    except Exception:
        log.exception("exchange.failed", job_id=str(job.id))
        _put_off(begin, kind, job)
    return True


def _write_held(
    begin: Begin, store: FileStore, render: Render, job: models.CourseImport, reading: Reading
) -> Placed | None:
    """Write what was read, as long as this worker holds the job; nothing when it does not."""
    with begin() as work:
        imports = ExchangeRepository(work.session, models.CourseImport)
        held = imports.find_held(job.id, job.token)
        if held is None:
            return None
        course = CourseRepository(work.session).get_for_update(held.course_id)
        editing.ensure_not_in_review(course)
        store_files(work, store, course, reading.files.values())
        placed = _fill(work, Target(course, reading.files, store, render), reading)
        held.module_ids, held.topic_ids = placed.modules, placed.topics
        held.lesson_ids, held.question_ids = placed.lessons, placed.questions
        held.format, held.counts = reading.format, msgspec.to_builtins(count(reading.course))
        held.findings = msgspec.to_builtins(reading.findings)
        _finish(work, held, ExchangeState.DONE)
    return placed


def _fill(work: UnitOfWork, target: Target, reading: Reading) -> Placed:
    """Write what was read into the course; nothing of it when a part is refused."""
    course = target.course
    dress(WorkingCopyRepository(work.session).open(course), target, reading)
    course.licence = msgspec.to_builtins(reading.course.licence) or course.licence
    imports = ExchangeRepository(work.session, models.CourseImport)
    modules, topics, lessons, questions = map(list, imports.placed_before(course.id))
    placed = place(work, target, reading.course)
    take_away(work, course.id, Placed(modules, topics, lessons, questions, []), placed)
    refresh_outline(work, course)
    return placed


def _drop_package(begin: Begin, store: FileStore, job: models.CourseImport) -> None:
    """Once it is read, or cannot be, nobody needs the package, which may tell answers."""
    with begin() as work:
        FileRepository(work.session).remove(job.file_id)
    store.remove(job.file_id)


def _drop_stowed(begin: Begin, store: FileStore, reading: Reading | None) -> None:
    """Bytes that no course has taken."""
    files = reading.files.values() if reading else ()
    with begin() as work:
        repository = FileRepository(work.session)
        unknown = [file.id for file in files if repository.find(file.id) is None]
    for file_id in unknown:
        store.remove(file_id)


def _is_gone(begin: Begin, kind: Any, job: AnyJob) -> bool:
    """Whether the course was removed meanwhile, and the job with it."""
    with begin() as work:
        return ExchangeRepository(work.session, kind).find(job.id) is None


def _collect(work: UnitOfWork, store: FileStore, course_id: UUID) -> Course:
    course = CourseRepository(work.session).get(course_id)
    files = FileRepository(work.session).list_all_of_course(course_id)
    _, topics, _ = TreeRepository(work.session).list_parts(course_id)
    quizzes = QuizRepository(work.session).list_of_course(course_id)
    content = Content(
        modules=ModuleRepository(work.session).list_of_course(course_id),
        topics=sorted(topics, key=lambda topic: topic.position),
        lessons=LessonRepository(work.session).list_of_course(course_id),
        quizzes=[quiz for _, quiz in quizzes],
        bank=QuestionRepository(work.session).list_of_course(course_id),
        captions=CaptionRepository(work.session).list_of_course(course_id),
    )
    face = WorkingCopyRepository(work.session).face(course)
    return Collector(course, files, store).collect(face, content)


def _finish(work: UnitOfWork, job: AnyJob, state: ExchangeState) -> None:
    job.state, job.progress, job.token = state, 100, None
    job.finished_at = work.now
    work.session.flush()


def _fail(work: UnitOfWork, job: AnyJob, refusal: ServiceError) -> None:
    told = ExchangeProblem(code=refusal.code, title=refusal.title, detail=refusal.detail)
    job.problem = msgspec.to_builtins(told)
    _finish(work, job, ExchangeState.FAILED)


def _settle(begin: Begin, kind: Any, job: AnyJob, refusal: ServiceError) -> None:
    """A refusal is an answer: the same package would be refused again."""
    with begin() as work:
        held = ExchangeRepository(work.session, kind).find_held(job.id, job.token)
        if held is not None:
            _fail(work, held, refusal)


def _put_off(begin: Begin, kind: Any, job: AnyJob) -> None:
    """What nobody expected may be gone in a minute."""
    with begin() as work:
        held = ExchangeRepository(work.session, kind).find_held(job.id, job.token)
        if held is not None:
            held.state, held.token = ExchangeState.WAITING, None
            held.due_at = work.now + exchange.AGAIN
