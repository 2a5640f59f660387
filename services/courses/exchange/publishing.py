"""Imports a course as an operator asks for it: published, or brought up to date in place."""

import re
import tempfile
from pathlib import Path

from contracts.courses.exchange import Finding
from services.common.storage import FileStore
from services.common.work import UnitOfWork
from services.courses.exchange.counting import count
from services.courses.exchange.leaving import take_away
from services.courses.exchange.packages.unpacking import unpack
from services.courses.exchange.placing import Placed, Target, place
from services.courses.exchange.reading import SCRATCH, Reading, read_folder
from services.courses.exchange.tree import lessons_of
from services.courses.importing.files import store_files
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
from services.courses.models import Course, WorkingCopy
from services.courses.repository.quizzes import QuestionRepository
from services.courses.repository.revisions import WorkingCopyRepository
from services.courses.repository.tree import TreeRepository
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
    reading = read_folder(root, lambda key: imported_course_id(terms.teacher.id, key))
    return _publish(work, store, reading, terms)


def _publish(work: UnitOfWork, store: FileStore, reading: Reading, terms: Terms) -> Report:
    tree = reading.course
    words = words_of(reading)
    course_id = imported_course_id(terms.teacher.id, tree.key)
    course, is_new = open_course(work, course_id, words, terms, render)
    target = Target(course, reading.files, store, render)
    before = offer_of(course)
    offer_anew(course, words, terms)
    face = WorkingCopyRepository(work.session).open(course)
    face.category, face.level = terms.category, terms.level
    store_files(work, store, course, reading.files.values())
    dress(face, target, reading)
    earlier = _placed_before(work, course)
    placed = place(work, target, tree)
    take_away(work, course.id, earlier, placed)
    published = publish_if_changed(work, course)
    if published or offer_of(course) != before:
        announce_published(work, course, first=is_new)
    return _report(course, reading, placed, is_new=is_new)


def words_of(reading: Reading) -> Words:
    """What the course says of itself."""
    tree = reading.course
    return Words(tree.title, tree.language, tree.description, tree.licence, tree.summary)


def dress(face: Course | WorkingCopy, target: Target, reading: Reading) -> None:
    """Give a course its words, and its cover where the package has one."""
    words = words_of(reading)
    describe(face, words._replace(description=target.led(words.description)), target.render)
    cover = reading.files.get(reading.course.cover)
    if cover is not None:
        face.cover_file_id, face.cover_media_type = cover.id, cover.media_type


def _placed_before(work: UnitOfWork, course: Course) -> Placed:
    """An operator's import owns its course, so all of it is what was placed before."""
    modules, topics, lessons = TreeRepository(work.session).list_parts(course.id)
    bank = QuestionRepository(work.session).list_of_course(course.id)
    return Placed(
        modules=[module.id for module in modules],
        topics=[topic.id for topic in topics],
        lessons=[lesson.id for lesson in lessons],
        questions=[question.id for question in bank],
        outdated=[],
    )


def _report(course: Course, reading: Reading, placed: Placed, *, is_new: bool) -> Report:
    bodies = "\n".join(lesson.body for lesson in lessons_of(reading.course))
    return Report(
        course=course.title,
        address=f"/courses/{course.slug}",
        is_new=is_new,
        counts=count(reading.course),
        exercises=_count_boxes("challenge", bodies),
        solutions=_count_boxes("solution", bodies),
        hidden_notes=_count_boxes("instructor", bodies),
        unmapped=[line(finding) for finding in reading.findings],
        outdated=placed.outdated,
    )


def _count_boxes(name: str, bodies: str) -> int:
    return len(re.findall(rf"(?m)^ *:{{3,}} *{name} *$", bodies))


def line(finding: Finding) -> str:
    """A finding as it is printed."""
    place = f"{finding.place}: " if finding.place else ""
    return f"{place}{finding.what} ({finding.loss.value})"
