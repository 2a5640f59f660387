"""What a working copy changes in what is published, for reviewers and for its teacher."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from contracts.courses.publication import Change, FieldChange, LessonChange
from contracts.courses.resources import Module

FACE_FIELDS = ("title", "summary", "description", "category", "level", "language", "cover_file_id")
LESSON_FIELDS = (
    "title",
    "kind",
    "body",
    "duration_minutes",
    "preview",
    "youtube_id",
    "video_file_id",
    "release_at",
    "release_after_days",
)


def changed_fields(before: Any, after: Any, fields: Sequence[str]) -> list[FieldChange]:
    """Fields whose words differ; `before` is None for what is new, `after` for what goes."""
    both = [(name, _words(before, name), _words(after, name)) for name in fields]
    return [FieldChange(field=name, before=old, after=new) for name, old, new in both if old != new]


def changed_lessons(
    before: Sequence[Module], after: Sequence[Module], contents: Mapping[UUID, tuple[Any, Any]]
) -> list[LessonChange]:
    """Every lesson of either side in the order of the new outline, those that go at the end.

    *contents* holds, by lesson, what it says now and what it will say; either may be None.
    """
    old, new = _places(before), _places(after)
    moved = _moved(list(old), list(new), old, new)
    changes = [
        _change(id_, place, contents.get(id_, (None, None)), moved=id_ in moved)
        for id_, place in new.items()
    ]
    gone = [
        LessonChange(lesson_id=id_, title=place[1], place=place[0], change=Change.REMOVED)
        for id_, place in old.items()
        if id_ not in new
    ]
    return [*changes, *gone]


def _change(
    lesson_id: UUID, place: tuple[str, str], contents: tuple[Any, Any], *, moved: bool
) -> LessonChange:
    change = Change.MOVED if moved else Change.UNCHANGED
    if contents[0] is None:
        change = Change.ADDED
    elif changed_fields(*contents, LESSON_FIELDS):
        change = Change.CHANGED
    return LessonChange(lesson_id=lesson_id, title=place[1], place=place[0], change=change)


def _places(outline: Sequence[Module]) -> dict[UUID, tuple[str, str]]:
    """Where each lesson stands, and its title."""
    return {
        lesson.id: (module.title, lesson.title) for module in outline for lesson in module.lessons
    }


def _moved(
    old_order: list[UUID],
    new_order: list[UUID],
    old: Mapping[UUID, tuple[str, str]],
    new: Mapping[UUID, tuple[str, str]],
) -> set[UUID]:
    """Lessons in another module, or behind one that they stood before."""
    stayed = [id_ for id_ in new_order if id_ in old]
    rank = {id_: at for at, id_ in enumerate(id_ for id_ in old_order if id_ in new)}
    moved, highest = set[UUID](), -1
    for id_ in stayed:
        if old[id_][0] != new[id_][0] or rank[id_] < highest:
            moved.add(id_)
        highest = max(highest, rank[id_])
    return moved


def _words(source: Any, name: str) -> str:
    value = None if source is None else _value(source, name)
    return "" if value is None else str(value)


def _value(source: Any, name: str) -> Any:
    return source.get(name) if isinstance(source, Mapping) else getattr(source, name)
