"""Puts a course from a folder into the catalogue, or brings it up to date in place."""

import html
import re
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec
import nh3

from contracts.courses.resources import CourseStatus, LessonKind, Level
from contracts.types import Money
from services.common.slugs import make_distinct, make_slug
from services.common.storage import FileStore
from services.common.work import UnitOfWork
from services.courses.importing.addresses import Addresses, lesson_id
from services.courses.importing.carpentries import INDEX, SourceCourse, SourcePage, read_course
from services.courses.importing.files import store_files
from services.courses.importing.folder import Folder
from services.courses.importing.report import Report
from services.courses.markdown import render
from services.courses.models import Course, Lesson, Module, Person, WorkingCopy
from services.courses.prices import comparable_price
from services.courses.repository.catalogue import CatalogueRepository
from services.courses.repository.courses import CourseRepository, ModuleRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.revisions import WorkingCopyRepository
from services.courses.use_cases.drafts import announce_published
from services.courses.use_cases.lessons import drop_lesson, write_body
from services.courses.use_cases.publication import publish_if_changed

LESSONS, REFERENCE = "Lessons", "Reference"
LONGEST_SUMMARY = 300
BLOCK = r"(?m)^ *:{{3,}} *{name} *$"


class Terms(NamedTuple):
    """How the imported course is offered."""

    teacher: Person
    price: Money
    category: str
    level: Level = Level.BEGINNER


def imported_course_id(teacher_id: UUID, key: str) -> UUID:
    """Id of the course that a teacher has from a source: the same at every import."""
    return uuid5(NAMESPACE_URL, f"academy-course:{teacher_id}:{key}")


def import_course(work: UnitOfWork, store: FileStore, folder: Folder, terms: Terms) -> Report:
    """Import a Carpentries folder; again for the same teacher it updates the same lessons."""
    source = read_course(folder)
    course_id = imported_course_id(terms.teacher.id, source.key)
    pages = [page.path for page in (*source.episodes, *source.reference)]
    addresses = Addresses(folder, course_id, pages)
    source = _rewrite(source, addresses)
    course, is_new = _open_course(work, course_id, source, terms)
    before = _offer(course)
    _offer_anew(course, source, terms)
    _describe(WorkingCopyRepository(work.session).open(course), source, terms)
    store_files(work, store, course, addresses.files.values())
    report = _count(source, addresses)
    _write_module(work, course, 1, LESSONS, source.episodes)
    _write_module(work, course, 2, REFERENCE, source.reference)
    _drop_leftovers(work, course, pages)
    published = publish_if_changed(work, course)
    if published or _offer(course) != before:
        announce_published(work, course, first=is_new)
    report.course, report.address, report.is_new = course.title, f"/courses/{course.slug}", is_new
    return report


def _rewrite(source: SourceCourse, addresses: Addresses) -> SourceCourse:
    def rewritten(page: SourcePage) -> SourcePage:
        return msgspec.structs.replace(page, body=addresses.rewrite(page.path, page.body))

    return msgspec.structs.replace(
        source,
        index=addresses.rewrite(INDEX, source.index),
        episodes=[rewritten(page) for page in source.episodes],
        reference=[rewritten(page) for page in source.reference],
    )


def _open_course(
    work: UnitOfWork, course_id: UUID, source: SourceCourse, terms: Terms
) -> tuple[Course, bool]:
    """The course as it was, or a new draft."""
    courses = CourseRepository(work.session)
    CatalogueRepository(work.session).get_category_name(terms.category)
    course = courses.find_for_update(course_id)
    if course is not None:
        return course, False
    slug = make_slug(source.title, "course")
    taken = courses.is_slug_taken(slug, by_other_than=course_id)
    course = Course(
        id=course_id,
        slug=make_distinct(slug, course_id) if taken else slug,
        teacher_id=terms.teacher.id,
        status=CourseStatus.DRAFT,
        created_at=work.now,
        submitted_at=work.now,
        outline=[],
    )
    _offer_anew(course, source, terms)
    _describe(course, source, terms)
    courses.add(course)
    return course, True


def _describe(face: Course | WorkingCopy, source: SourceCourse, terms: Terms) -> None:
    face.title, face.language = source.title, source.language
    face.category, face.level = terms.category, terms.level
    face.description, face.description_html = source.index, render(source.index).html
    face.summary = _first_sentences(face.description_html)


def _offer_anew(course: Course, source: SourceCourse, terms: Terms) -> None:
    course.teacher_name = terms.teacher.name
    course.price_amount, course.price_currency = terms.price.amount, terms.price.currency
    course.price_order = comparable_price(terms.price)
    course.licence = msgspec.to_builtins(source.licence)


def _offer(course: Course) -> tuple[object, ...]:
    return course.title, course.slug, course.price_amount, course.price_currency


def _first_sentences(description_html: str) -> str:
    """The first paragraph as plain text, cut at a word."""
    found = re.search(r"<p>(.*?)</p>", description_html, re.DOTALL)
    plain = " ".join(html.unescape(nh3.clean(found[1], tags=set())).split()) if found else ""
    if len(plain) <= LONGEST_SUMMARY:
        return plain
    return plain[:LONGEST_SUMMARY].rsplit(" ", 1)[0] + " …"


def _write_module(
    work: UnitOfWork, course: Course, position: int, title: str, pages: list[SourcePage]
) -> None:
    if not pages:
        return
    module_id = uuid5(course.id, f"module:{title}")
    module = Module(id=module_id, course_id=course.id, position=position, title=title)
    ModuleRepository(work.session).save(module)
    for number, page in enumerate(pages, start=1):
        lesson = Lesson(
            id=lesson_id(course.id, page.path),
            course_id=course.id,
            module_id=module_id,
            position=number,
            title=page.title,
            kind=LessonKind.ARTICLE,
            duration_minutes=page.minutes,
            preview=(position, number) == (1, 1),
            ready=bool(page.body.strip()),
        )
        write_body(lesson, render, page.body)
        LessonRepository(work.session).save(lesson)


def _drop_leftovers(work: UnitOfWork, course: Course, pages: list[str]) -> None:
    """Lessons that the folder no longer has go; who studies an earlier revision keeps them."""
    expected = {lesson_id(course.id, path) for path in pages}
    for lesson in LessonRepository(work.session).list_of_course(course.id):
        if lesson.id not in expected:
            drop_lesson(work, lesson)


def _count(source: SourceCourse, addresses: Addresses) -> Report:
    pages = [*source.episodes, *source.reference]
    text = "\n".join(page.body for page in pages)
    licence = [] if source.licence else ["the licence in config.yaml is not known"]
    return Report(
        lessons=[page.title for page in pages],
        files=len(addresses.files),
        exercises=len(re.findall(BLOCK.format(name="challenge"), text)),
        solutions=len(re.findall(BLOCK.format(name="solution"), text)),
        hidden_notes=len(re.findall(BLOCK.format(name="instructor"), text)),
        unmapped=[*addresses.unmapped, *licence],
    )
