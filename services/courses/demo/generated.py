"""As many further courses as a search has to cope with, the same for the same seed."""

import random
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from contracts.courses.events import CoursePublished
from contracts.courses.resources import CourseStatus, LessonKind, LessonSummary, Level, Module
from contracts.types import Money
from services.common.slugs import make_distinct, make_slug
from services.common.work import UnitOfWork
from services.courses.demo.people import TEACHERS, demo_id, teacher_email
from services.courses.importing.front_matter import read_mapping
from services.courses.markdown import render
from services.courses.prices import comparable_price
from services.courses.repository.bulk import BulkRepository
from services.courses.repository.catalogue import TagRepository
from services.courses.tags import distinct_tags, tag_slug

CHUNK = 250
FREE_SHARE = 0.15
PRICES = {
    "EUR": (900, 1900, 2900, 4900, 7900),
    "USD": (1000, 1500, 2500, 4500, 9900),
    "INR": (49900, 79900, 99900, 149900, 249900),
}
MINUTES = (5, 8, 10, 12, 15, 20)
MONTHS_OF_HOURS = 400 * 24
TEXTS = read_mapping(Path(__file__).with_name("subjects.yaml").read_text("utf-8"), "subjects")
COMBINATIONS = [
    (category, subject, form)
    for form in TEXTS["forms"]
    for category, subjects in TEXTS["subjects"].items()
    for subject in subjects
]


class Rows(NamedTuple):
    """What one generated course puts into each table."""

    course: dict[str, Any]
    module: dict[str, Any]
    lessons: list[dict[str, Any]]


def add_chunk(work: UnitOfWork, names: dict[str, str], seed: int, numbers: range) -> int:
    """Publish those of the numbered courses that are missing; how many that were."""
    planned = {rows.course["id"]: rows for rows in (_plan(work, names, seed, n) for n in numbers)}
    TagRepository(work.session).keep(distinct_tags(_subject(n) for n in numbers))
    bulk = BulkRepository(work.session)
    added = [planned[id_] for id_ in bulk.add_courses([rows.course for rows in planned.values()])]
    bulk.add_content(
        modules=[rows.module for rows in added],
        lessons=[lesson for rows in added for lesson in rows.lessons],
    )
    bulk.publish([rows.course["id"] for rows in added])
    for rows in added:
        work.record(_published(rows.course))
    return len(added)


def _plan(work: UnitOfWork, names: dict[str, str], seed: int, number: int) -> Rows:
    """One course, chosen by a generator of its own so that the count does not change it."""
    chance = random.Random(f"{seed}:{number}")  # noqa: S311 (titles, not secrets)
    course_id = uuid5(NAMESPACE_URL, f"academy-demo-course:{seed}:{number}")
    category, subject, title = _title(number)
    lessons = _lessons(course_id, subject, chance)
    module = Module(
        id=uuid5(course_id, "module"), title="Lessons", lessons=[_summary(row) for row in lessons]
    )
    email = teacher_email(chance.randint(1, TEACHERS))
    course = {
        "id": course_id,
        "slug": make_distinct(make_slug(title, "course"), course_id),
        "title": title,
        "category": category,
        "teacher_id": demo_id(email),
        "teacher_name": names[email],
        "tags": [tag_slug(subject)],
        "outline": msgspec.to_builtins([module]),
        "lesson_count": len(lessons),
        "duration_minutes": sum(row["duration_minutes"] for row in lessons),
        **_offer(work, chance, subject, title),
    }
    place = {"id": module.id, "course_id": course_id, "position": 1, "title": module.title}
    return Rows(course, place, lessons)


def _title(number: int) -> tuple[str, str, str]:
    """Category, subject and title; after all combinations they start again as further groups."""
    category, subject, form = COMBINATIONS[number % len(COMBINATIONS)]
    group = number // len(COMBINATIONS)
    title = _sentence(form, subject)
    return category, subject, f"{title}, group {group + 1}" if group else title


def _subject(number: int) -> str:
    _, subject, _ = _title(number)
    return subject


def _offer(work: UnitOfWork, chance: random.Random, subject: str, title: str) -> dict[str, Any]:
    price = _price(chance)
    summary = _sentence(chance.choice(TEXTS["summaries"]), subject)
    published_at = work.now - timedelta(hours=chance.uniform(24 * 30, MONTHS_OF_HOURS))
    return {
        "summary": summary,
        "description": summary,
        "description_html": _render(summary).html,
        "level": Level.ADVANCED if title.startswith("Advanced") else chance.choice(list(Level)[:2]),
        "language": "en",
        "price_amount": price.amount,
        "price_currency": price.currency,
        "price_order": comparable_price(price),
        "status": CourseStatus.DRAFT,
        "review_note": "",
        "created_at": published_at,
        "submitted_at": published_at,
        "published_at": published_at,
    }


def _price(chance: random.Random) -> Money:
    currency = chance.choice(list(PRICES))
    if chance.random() < FREE_SHARE:
        return Money(amount=0, currency=currency)
    return Money(amount=chance.choice(PRICES[currency]), currency=currency)


def _lessons(course_id: UUID, subject: str, chance: random.Random) -> list[dict[str, Any]]:
    chosen = TEXTS["lessons"][: chance.randint(3, len(TEXTS["lessons"]))]
    return [
        _lesson(course_id, position, chance.choice(MINUTES), text["title"], text["body"], subject)
        for position, text in enumerate(chosen, start=1)
    ]


def _sentence(form: str, subject: str) -> str:
    text = form.format(subject=subject)
    return text[0].upper() + text[1:]


def _lesson(
    course_id: UUID, position: int, minutes: int, title: str, form: str, subject: str
) -> dict[str, Any]:
    body = form.format(subject=subject)
    rendered = _render(body)
    return {
        "id": uuid5(course_id, f"lesson:{position}"),
        "course_id": course_id,
        "module_id": uuid5(course_id, "module"),
        "position": position,
        "title": title,
        "kind": LessonKind.ARTICLE,
        "body": body,
        "body_html": rendered.html,
        "objectives": rendered.objectives,
        "questions": rendered.questions,
        "duration_minutes": minutes,
        "preview": position == 1,
        "file_ids": [],
        "requires": [],
        "ready": True,
    }


_render = cache(render)


def _summary(lesson: dict[str, Any]) -> LessonSummary:
    return LessonSummary(
        id=lesson["id"],
        title=lesson["title"],
        kind=lesson["kind"],
        duration_minutes=lesson["duration_minutes"],
        preview=lesson["preview"],
    )


def _published(course: dict[str, Any]) -> CoursePublished:
    """Not the first time, or every demo teacher would get a mail for every course."""
    return CoursePublished(
        course_id=course["id"],
        slug=course["slug"],
        title=course["title"],
        teacher_id=course["teacher_id"],
        price=Money(amount=course["price_amount"], currency=course["price_currency"]),
        first=False,
    )
