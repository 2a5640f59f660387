"""What a working copy changes in what is published."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from msgspec.structs import replace

from contracts.courses.outline import Topic
from contracts.courses.publication import Change
from contracts.courses.resources import LessonKind, LessonSummary, Module
from services.courses.differences import LESSON_FIELDS, changed_fields, changed_lessons
from tests.factories.courses import make_lesson

A, B, C = uuid4(), uuid4(), uuid4()


def module(title: str, *ids: UUID) -> Module:
    lessons = [
        LessonSummary(id=id_, title="L", kind=LessonKind.ARTICLE, duration_minutes=5, preview=False)
        for id_ in ids
    ]
    return Module(id=uuid5(A, title), title=title, lessons=lessons)


def content(body: str = "Text.") -> Any:
    lesson = make_lesson(body=body)
    return {name: getattr(lesson, name, "") for name in LESSON_FIELDS}


@pytest.mark.parametrize(
    ("before", "after", "contents", "expected"),
    [
        ([A], [A], {A: ("x", "x")}, {A: Change.UNCHANGED}),
        ([A], [A], {A: ("x", "y")}, {A: Change.CHANGED}),
        ([], [A], {A: (None, "x")}, {A: Change.ADDED}),
        ([A, B], [B], {B: ("x", "x")}, {B: Change.UNCHANGED, A: Change.REMOVED}),
        (
            [A, B, C],
            [B, C, A],
            dict.fromkeys((A, B, C), ("x", "x")),
            {B: Change.UNCHANGED, C: Change.UNCHANGED, A: Change.MOVED},
        ),
    ],
    ids=["same", "text", "new", "gone", "moved"],
)
def test_lessons_are_marked_by_what_happens_to_them(
    before: list[UUID],
    after: list[UUID],
    contents: dict[UUID, tuple[str | None, str]],
    expected: dict[UUID, Change],
) -> None:
    both = {id_: (old and content(old), content(new)) for id_, (old, new) in contents.items()}

    changes = changed_lessons([module("M", *before)], [module("M", *after)], both)

    assert {change.lesson_id: change.change for change in changes} == expected


def test_a_lesson_in_another_module_has_moved() -> None:
    same = {A: (content(), content())}

    (change,) = changed_lessons([module("M", A)], [module("N", A)], same)

    assert (change.change, change.place) == (Change.MOVED, "N")


def test_a_lesson_in_another_topic_has_moved() -> None:
    topic = Topic(id=uuid4(), title="T")
    before = module("M", A)
    lessons = [replace(before.lessons[0], topic_id=topic.id)]
    same = {A: (content(), content())}

    (change,) = changed_lessons([before], [replace(before, topics=[topic], lessons=lessons)], same)

    assert (change.change, change.place) == (Change.MOVED, "M / T")


def test_a_module_with_another_name_moves_nothing() -> None:
    before = module("M", A)
    same = {A: (content(), content())}

    (change,) = changed_lessons([before], [replace(before, title="N")], same)

    assert (change.change, change.place) == (Change.UNCHANGED, "N")


def test_fields_are_compared_as_words_and_what_is_missing_is_empty() -> None:
    before = {"title": "Oud", "summary": "", "cover_file_id": None}
    after = SimpleNamespace(title="Oud", summary="New", cover_file_id=None)

    fields = changed_fields(before, after, ("title", "summary", "cover_file_id"))

    assert [(field.field, field.before, field.after) for field in fields] == [
        ("summary", "", "New")
    ]
    assert {field.field for field in changed_fields(None, content(), LESSON_FIELDS)} >= {
        "title",
        "body",
    }
