"""How a course from elsewhere is offered: its place in the catalogue, its price and its words."""

import html
import re
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec
import nh3

from contracts.courses.resources import CourseStatus, Level, Licence
from contracts.types import Money
from services.common.slugs import make_distinct, make_slug
from services.common.work import UnitOfWork
from services.courses.markdown import Render
from services.courses.models import Course, Person, WorkingCopy
from services.courses.prices import comparable_price
from services.courses.repository.catalogue import CatalogueRepository
from services.courses.repository.courses import CourseRepository

LONGEST_SUMMARY = 300


class Terms(NamedTuple):
    """How the imported course is offered."""

    teacher: Person
    price: Money
    category: str
    level: Level = Level.BEGINNER


class Words(NamedTuple):
    """What a course says of itself; without a summary, the first sentences are it."""

    title: str
    language: str
    description: str
    licence: Licence | None = None
    summary: str = ""


def imported_course_id(teacher_id: UUID, key: str) -> UUID:
    """Id of the course that a teacher has from a source: the same at every import."""
    return uuid5(NAMESPACE_URL, f"academy-course:{teacher_id}:{key}")


def open_course(
    work: UnitOfWork, course_id: UUID, words: Words, terms: Terms, render: Render
) -> tuple[Course, bool]:
    """The course as it was, or a new draft."""
    courses = CourseRepository(work.session)
    CatalogueRepository(work.session).get_category_name(terms.category)
    course = courses.find_for_update(course_id)
    if course is not None:
        return course, False
    slug = make_slug(words.title, "course")
    taken = courses.is_slug_taken(slug, by_other_than=course_id)
    course = Course(
        id=course_id,
        slug=make_distinct(slug, course_id) if taken else slug,
        teacher_id=terms.teacher.id,
        category=terms.category,
        level=terms.level,
        status=CourseStatus.DRAFT,
        created_at=work.now,
        submitted_at=work.now,
        outline=[],
    )
    offer_anew(course, words, terms)
    describe(course, words, render)
    courses.add(course)
    return course, True


def describe(face: Course | WorkingCopy, words: Words, render: Render) -> None:
    """Put the words in place of those that the course had."""
    face.title, face.language = words.title, words.language
    face.description, face.description_html = words.description, render(words.description).html
    face.summary = words.summary or first_sentences(face.description_html)


def offer_anew(course: Course, words: Words, terms: Terms) -> None:
    """Set what holds at once, without a revision."""
    course.teacher_name = terms.teacher.name
    course.price_amount, course.price_currency = terms.price.amount, terms.price.currency
    course.price_order = comparable_price(terms.price)
    course.licence = msgspec.to_builtins(words.licence)


def offer_of(course: Course) -> tuple[object, ...]:
    """What others are told of a course."""
    return course.title, course.slug, course.price_amount, course.price_currency


def first_sentences(description_html: str) -> str:
    """The first paragraph as plain text, cut at a word."""
    found = re.search(r"<p>(.*?)</p>", description_html, re.DOTALL)
    plain = " ".join(html.unescape(nh3.clean(found[1], tags=set())).split()) if found else ""
    if len(plain) <= LONGEST_SUMMARY:
        return plain
    return plain[:LONGEST_SUMMARY].rsplit(" ", 1)[0] + " …"
