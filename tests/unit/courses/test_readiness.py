"""What a teacher is told before handing a course in."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from contracts.courses.outline import Missing, MissingPart, ReleaseAfter
from contracts.courses.resources import LessonKind
from services.courses.policies import readiness


def row(**changes: Any) -> Any:
    fields: dict[str, Any] = {
        "lesson_id": uuid4(),
        "title": "Knots",
        "kind": LessonKind.ARTICLE,
        "ready": True,
        "preview": True,
        "release_at": None,
        "release_after_days": None,
        "release_after": ReleaseAfter.ENROLLMENT,
        "requires": [],
    }
    return SimpleNamespace(**{**fields, **changes})


def course(**changes: Any) -> Any:
    fields = {"summary": "In short.", "description": "At length.", "cover_file_id": uuid4()}
    return SimpleNamespace(**{**fields, **changes})


def test_a_complete_course_lacks_nothing() -> None:
    assert readiness.missing_from(course(), [row()]) == []


def test_a_course_without_lessons_lacks_them() -> None:
    missing = readiness.missing_from(course(), [row(lesson_id=None)])

    assert missing[0] == Missing(part=MissingPart.LESSONS, required=True)


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (LessonKind.ARTICLE, MissingPart.TEXT),
        (LessonKind.VIDEO, MissingPart.VIDEO),
        (LessonKind.YOUTUBE, MissingPart.LINK),
        (LessonKind.LINK, MissingPart.LINK),
    ],
)
def test_an_unfinished_lesson_is_named_with_its_reason(kind: LessonKind, part: MissingPart) -> None:
    unfinished = row(kind=kind, ready=False)

    missing = readiness.missing_from(course(), [unfinished])

    named = {"lesson_id": unfinished.lesson_id, "lesson_title": "Knots"}
    assert missing == [Missing(part=part, required=True, **named)]
    assert readiness.states_of([unfinished])[0].missing == part


def test_what_only_helps_does_not_hold_the_course_up() -> None:
    bare = course(summary=" ", description="", cover_file_id=None)

    missing = readiness.missing_from(bare, [row(preview=False)])

    assert not any(one.required for one in missing)
    assert [one.part for one in missing] == ["summary", "description", "cover", "preview"]
