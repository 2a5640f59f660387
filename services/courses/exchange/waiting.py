"""Which lessons wait for which, as far as every one of them opens at last."""

import msgspec

from contracts.courses.exchange import Loss
from services.courses.exchange.findings import Findings
from services.courses.exchange.tree import Course, lessons_of, with_lessons

MOST = 50


def with_requirements(course: Course, findings: Findings) -> Course:
    """The course in which each lesson waits for others that are there and do not wait for it."""
    lessons = lessons_of(course)
    known = {lesson.key for lesson in lessons}
    waiting: dict[str, list[str]] = {}
    for lesson in lessons:
        for key in dict.fromkeys(lesson.requires or []):
            row = waiting.setdefault(lesson.key, [])
            if key in known and len(row) < MOST and not _leads(waiting, key, lesson.key):
                row.append(key)
            else:
                findings.add((lesson.title,), Loss.SETTING, f"requires {key}")
    return with_lessons(
        course,
        {
            lesson.key: msgspec.structs.replace(lesson, requires=waiting.get(lesson.key, []))
            for lesson in lessons
            if lesson.requires is not None
        },
    )


def _leads(waiting: dict[str, list[str]], start: str, goal: str) -> bool:
    """Whether a lesson waits for another, itself or through others, or is that other."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        key = ahead.pop()
        if key == goal:
            return True
        ahead += [one for one in waiting.get(key, []) if one not in seen]
        seen.add(key)
    return False
