"""What people ask for, and how often: 80 % browse and search, 15 % own pages, 5 % writes."""

import random
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote
from uuid import uuid4

import msgspec

from tests.load.mix.people import Student
from tests.load.wire import request_bytes


class Asked(NamedTuple):
    """One request, ready to be sent, and the kind it is counted under."""

    kind: str
    request: bytes


class Catalogue(msgspec.Struct):
    """What there is to browse."""

    slugs: list[str]
    categories: list[str]
    words: list[str]


Make = Callable[[Student, Catalogue, random.Random], bytes]


def _course(student: Student, catalogue: Catalogue, chance: random.Random) -> bytes:
    return request_bytes("GET", f"/v1/courses/{chance.choice(catalogue.slugs)}", student.token)


def _shelf(student: Student, catalogue: Catalogue, chance: random.Random) -> bytes:
    category = chance.choice(catalogue.categories)
    return request_bytes("GET", f"/v1/courses?category={category}", student.token)


def _search(student: Student, catalogue: Catalogue, chance: random.Random) -> bytes:
    words = quote(" ".join(chance.sample(catalogue.words, chance.choice((1, 1, 2)))))
    return request_bytes("GET", f"/v1/courses?search={words}", student.token)


def _my_courses(student: Student, _catalogue: Catalogue, _chance: random.Random) -> bytes:
    return request_bytes("GET", "/v1/enrollments", student.token)


def _my_plan(student: Student, _catalogue: Catalogue, _chance: random.Random) -> bytes:
    return request_bytes("GET", f"/v1/enrollments/{student.course_id}", student.token)


def _my_lesson(student: Student, _catalogue: Catalogue, chance: random.Random) -> bytes:
    lesson = chance.choice(student.lesson_ids)
    return request_bytes("GET", f"/v1/lessons/{lesson}", student.token)


def _completion(student: Student, _catalogue: Catalogue, chance: random.Random) -> bytes:
    lesson = chance.choice(student.lesson_ids)
    body = msgspec.json.encode({"completed": chance.random() < 0.8})
    path = f"/v1/lessons/{lesson}/completion"
    return request_bytes("PUT", path, student.token, body, Idempotency_Key=uuid4().hex)


SHARES: dict[str, tuple[int, Make]] = {
    "course page": (40, _course),
    "category": (25, _shelf),
    "search": (15, _search),
    "my courses": (5, _my_courses),
    "my study plan": (4, _my_plan),
    "my lesson": (6, _my_lesson),
    "lesson completed": (5, _completion),
}


def plan(count: int, students: list[Student], catalogue: Catalogue, seed: int = 1) -> list[Asked]:
    """*count* requests in random order; every student asks before anybody asks again."""
    chance = random.Random(seed)
    kinds = list(SHARES)
    weights = [share for share, _ in SHARES.values()]
    chosen = chance.choices(kinds, weights, k=count)
    order = chance.sample(students, len(students))
    return [
        Asked(kind, SHARES[kind][1](order[number % len(order)], catalogue, chance))
        for number, kind in enumerate(chosen)
    ]
