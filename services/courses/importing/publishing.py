"""Puts a course from a folder into the catalogue, or brings it up to date in place."""

import re
from uuid import uuid5

import msgspec

from contracts.courses.resources import LessonKind
from services.common.storage import FileStore
from services.common.work import UnitOfWork
from services.courses.importing.addresses import Addresses, lesson_id
from services.courses.importing.carpentries import INDEX, SourceCourse, SourcePage, read_course
from services.courses.importing.files import store_files
from services.courses.importing.folder import Folder
from services.courses.importing.offering import (
    Terms,
    Words,
    describe,
    imported_course_id,
    offer_anew,
    offer_of,
    open_course,
)
from services.courses.importing.report import Report
from services.courses.markdown import render
from services.courses.models import Course, Lesson, Module
from services.courses.repository.courses import ModuleRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.revisions import WorkingCopyRepository
from services.courses.use_cases.drafts import announce_published
from services.courses.use_cases.lessons import drop_lesson, write_body
from services.courses.use_cases.publication import publish_if_changed

LESSONS, REFERENCE = "Lessons", "Reference"
BLOCK = r"(?m)^ *:{{3,}} *{name} *$"


def import_course(work: UnitOfWork, store: FileStore, folder: Folder, terms: Terms) -> Report:
    """Import a Carpentries folder; again for the same teacher it updates the same lessons."""
    source = read_course(folder)
    course_id = imported_course_id(terms.teacher.id, source.key)
    pages = [page.path for page in (*source.episodes, *source.reference)]
    addresses = Addresses(folder, course_id, pages)
    source = _rewrite(source, addresses)
    words = Words(source.title, source.language, source.index, source.licence)
    course, is_new = open_course(work, course_id, words, terms, render)
    before = offer_of(course)
    offer_anew(course, words, terms)
    face = WorkingCopyRepository(work.session).open(course)
    face.category, face.level = terms.category, terms.level
    describe(face, words, render)
    store_files(work, store, course, addresses.files.values())
    report = _count(source, addresses)
    _write_module(work, course, 1, LESSONS, source.episodes)
    _write_module(work, course, 2, REFERENCE, source.reference)
    _drop_leftovers(work, course, pages)
    published = publish_if_changed(work, course)
    if published or offer_of(course) != before:
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
