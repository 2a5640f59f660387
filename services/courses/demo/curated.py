"""The courses that people wrote: the Carpentries lesson and the sheets."""

import hashlib
from datetime import timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from contracts.courses.resources import AccessState, CourseStatus
from contracts.courses.study import Enroll, GetAccess, SetLessonCompletion
from contracts.types import Money, Role
from services.common.storage import FileStore
from services.common.work import UnitOfWork
from services.courses.demo.people import TEACHER_EMAIL, demo_id
from services.courses.demo.sheets import Sheet, SheetLesson, SheetModule
from services.courses.exchange.publishing import import_path
from services.courses.importing.addresses import SourceFile
from services.courses.importing.carpentries import read_course
from services.courses.importing.files import store_files
from services.courses.importing.folder import MEDIA_TYPES, Folder
from services.courses.importing.offering import Terms, imported_course_id
from services.courses.markdown import render
from services.courses.models import Course, Lesson, Module, Person
from services.courses.prices import comparable_price
from services.courses.repository.courses import CourseRepository, ModuleRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.use_cases.drafts import announce_published
from services.courses.use_cases.enrollments import enroll, get_access
from services.courses.use_cases.lessons import write_body
from services.courses.use_cases.publication import publish
from services.courses.use_cases.study import set_lesson_completion
from services.courses.use_cases.tagging import put_tags

HERE = Path(__file__).parent
CARPENTRIES = HERE / "python-novice-inflammation"
CONTENT = HERE / "content"
CARPENTRIES_PRICE = Money(amount=4900, currency="EUR")
HOURS_BETWEEN = 31
STUDIED = "run-your-first-five-kilometers"


def add_carpentries_course(work: UnitOfWork, store: FileStore, teacher_name: str) -> bool:
    """Import the Carpentries lesson once; later runs leave it as its teacher has made it."""
    folder = Folder(CARPENTRIES)
    course_id = imported_course_id(demo_id(TEACHER_EMAIL), read_course(folder).key)
    if CourseRepository(work.session).find_for_update(course_id) is not None:
        return False
    teacher = Person(
        id=demo_id(TEACHER_EMAIL), name=teacher_name, email=TEACHER_EMAIL, role=Role.TEACHER
    )
    terms = Terms(teacher=teacher, price=CARPENTRIES_PRICE, category="programming")
    import_path(work, store, CARPENTRIES, terms)
    return True


def add_sheet(work: UnitOfWork, store: FileStore, sheet: Sheet, teacher: str, age: int) -> bool:
    """Publish the course of a sheet; False when it is there already."""
    course = _to_course(work, sheet, teacher, age)
    put_tags(work, course, sheet.tags)
    courses = CourseRepository(work.session)
    if courses.find_for_update(course.id) is not None:
        return False
    courses.add(course)
    for position, module in enumerate(sheet.modules, start=1):
        _add_module(work, store, course, position, module)
    publish(work, course)
    announce_published(work, course, first=False)
    return True


def let_student_begin(work: UnitOfWork) -> None:
    """Enroll the demo student, and complete the first lesson for them, once."""
    course_id = sheet_course_id(STUDIED)
    if get_access(work, GetAccess(course_id=course_id)).state is not AccessState.NONE:
        return
    first = enroll(work, Enroll(course_id=course_id)).lesson_id
    if first is not None:
        set_lesson_completion(work, SetLessonCompletion(lesson_id=first, completed=True))


def sheet_course_id(slug: str) -> UUID:
    """Id of the course of a sheet."""
    return uuid5(NAMESPACE_URL, f"academy-demo-course:{slug}")


def _to_course(work: UnitOfWork, sheet: Sheet, teacher: str, age: int) -> Course:
    published_at = work.now - timedelta(hours=HOURS_BETWEEN * (age + 1))
    return Course(
        id=sheet_course_id(sheet.slug),
        slug=sheet.slug,
        title=sheet.title,
        summary=sheet.summary,
        description=sheet.description,
        description_html=render(sheet.description).html,
        category=sheet.category,
        level=sheet.level,
        language=sheet.language,
        teacher_id=demo_id(sheet.teacher),
        teacher_name=teacher,
        price_amount=sheet.price.amount,
        price_currency=sheet.price.currency,
        price_order=comparable_price(sheet.price),
        status=CourseStatus.DRAFT,
        outline=[],
        created_at=published_at,
        submitted_at=published_at,
        published_at=published_at,
    )


def _add_module(
    work: UnitOfWork, store: FileStore, course: Course, position: int, module: SheetModule
) -> None:
    row = Module(
        id=uuid5(course.id, f"module:{position}"),
        course_id=course.id,
        position=position,
        title=module.title,
    )
    ModuleRepository(work.session).save(row)
    for number, lesson in enumerate(module.lessons, start=1):
        written = _to_lesson(row, number, lesson)
        if lesson.video:
            video = _video(course, CONTENT / lesson.video)
            store_files(work, store, course, [video])
            written.video_file_id = video.id
        LessonRepository(work.session).save(written)


def _to_lesson(module: Module, position: int, lesson: SheetLesson) -> Lesson:
    row = Lesson(
        id=uuid5(module.id, f"lesson:{position}"),
        course_id=module.course_id,
        module_id=module.id,
        position=position,
        title=lesson.title,
        kind=lesson.kind,
        duration_minutes=lesson.minutes,
        preview=lesson.preview,
        youtube_id=lesson.youtube_id,
        video_url=lesson.video_url,
        ready=True,
    )
    write_body(row, render, lesson.body)
    return row


def _video(course: Course, place: Path) -> SourceFile:
    digest = hashlib.sha256(place.read_bytes()).hexdigest()
    return SourceFile(
        id=uuid5(course.id, f"{place.name}:{digest}"),
        path=place.name,
        place=place,
        media_type=MEDIA_TYPES[place.suffix],
        sha256=digest,
    )
