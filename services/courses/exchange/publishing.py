"""Imports a course as an operator asks for it: published, or brought up to date in place."""

import tempfile
from pathlib import Path

from contracts.courses.exchange import ExchangeFormat, Finding
from services.common.storage import FileStore
from services.common.work import UnitOfWork
from services.courses.exchange.detecting import detect
from services.courses.exchange.packages.unpacking import unpack
from services.courses.exchange.placing import KINDS, Placed, Target, count, place, take_away
from services.courses.exchange.reading import SCRATCH, Reading, read_folder
from services.courses.exchange.tree import lessons_of
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
from services.courses.importing.publishing import import_course
from services.courses.importing.report import Report
from services.courses.markdown import render
from services.courses.models import Course, WorkingCopy
from services.courses.repository.courses import ModuleRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.revisions import WorkingCopyRepository
from services.courses.use_cases.drafts import announce_published
from services.courses.use_cases.publication import publish_if_changed


def import_path(work: UnitOfWork, store: FileStore, path: Path, terms: Terms) -> Report:
    """Import a folder or a package of any format that is known."""
    if path.is_dir():
        return _import_folder(work, store, path, terms)
    scratch = store.root / SCRATCH
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch) as root:
        unpack(path, Path(root))
        return _import_folder(work, store, Path(root), terms)


def _import_folder(work: UnitOfWork, store: FileStore, root: Path, terms: Terms) -> Report:
    folder = Folder(root)
    kind, directory = detect(folder)
    if kind is ExchangeFormat.CARPENTRIES:
        return import_course(work, store, folder.below(directory), terms)
    reading = read_folder(root, lambda key: imported_course_id(terms.teacher.id, key))
    return _publish(work, store, reading, terms)


def _publish(work: UnitOfWork, store: FileStore, reading: Reading, terms: Terms) -> Report:
    tree = reading.course
    words = words_of(reading)
    course_id = imported_course_id(terms.teacher.id, tree.key)
    course, is_new = open_course(work, course_id, words, terms, render)
    target = Target(course, reading.files, render)
    before = offer_of(course)
    offer_anew(course, words, terms)
    face = WorkingCopyRepository(work.session).open(course)
    face.category, face.level = terms.category, terms.level
    store_files(work, store, course, reading.files.values())
    dress(face, target, reading)
    take_away(work, _placed_before(work, course), place(work, target, tree))
    published = publish_if_changed(work, course)
    if published or offer_of(course) != before:
        announce_published(work, course, first=is_new)
    return _report(course, reading, is_new=is_new)


def words_of(reading: Reading) -> Words:
    """What the course says of itself."""
    tree = reading.course
    return Words(tree.title, tree.language, tree.description, tree.licence, tree.summary)


def dress(face: Course | WorkingCopy, target: Target, reading: Reading) -> None:
    """Give a course its words and its cover."""
    words = words_of(reading)
    describe(face, words._replace(description=target.led(words.description)), target.render)
    cover = reading.files.get(reading.course.cover)
    face.cover_file_id = cover.id if cover else None
    face.cover_media_type = cover.media_type if cover else None


def _placed_before(work: UnitOfWork, course: Course) -> Placed:
    """An operator's import owns its course, so all of it is what was placed before."""
    modules = ModuleRepository(work.session).list_of_course(course.id)
    lessons = LessonRepository(work.session).list_of_course(course.id)
    return Placed([module.id for module in modules], [lesson.id for lesson in lessons])


def _report(course: Course, reading: Reading, *, is_new: bool) -> Report:
    counts = count(reading.course)
    return Report(
        course=course.title,
        address=f"/courses/{course.slug}",
        is_new=is_new,
        lessons=[one.title for one in lessons_of(reading.course) if one.sort in KINDS],
        files=counts.files,
        unmapped=[line(finding) for finding in reading.findings],
    )


def line(finding: Finding) -> str:
    """A finding as it is printed."""
    return f"{finding.place}: {finding.what} ({finding.loss.value})"
