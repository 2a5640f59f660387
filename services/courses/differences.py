"""What a working copy changes in what is published, for reviewers and for its teacher."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from contracts.courses.publication import Change, FieldChange, LessonChange
from contracts.courses.resources import LessonSummary, Module

FACE_FIELDS = ("title", "summary", "description", "category", "level", "language", "cover_file_id")
LESSON_FIELDS = (
    "title",
    "kind",
    "body",
    "asks",
    "duration_minutes",
    "preview",
    "youtube_id",
    "video_url",
    "video_file_id",
    "release_at",
    "release_after_days",
    "release_after",
    "requires",
)


class Place(NamedTuple):
    """Where a lesson stands, by ids, and how that place and the lesson are called."""

    module_id: UUID
    topic_id: UUID | None
    name: str
    title: str


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
    moved = _moved(old, new)
    changes = [
        _change(id_, place, contents.get(id_, (None, None)), moved=id_ in moved)
        for id_, place in new.items()
    ]
    gone = [
        LessonChange(lesson_id=id_, title=place.title, place=place.name, change=Change.REMOVED)
        for id_, place in old.items()
        if id_ not in new
    ]
    return [*changes, *gone]


def _change(
    lesson_id: UUID, place: Place, contents: tuple[Any, Any], *, moved: bool
) -> LessonChange:
    change = Change.MOVED if moved else Change.UNCHANGED
    if contents[0] is None:
        change = Change.ADDED
    elif changed_fields(*contents, LESSON_FIELDS):
        change = Change.CHANGED
    return LessonChange(lesson_id=lesson_id, title=place.title, place=place.name, change=change)


def _places(outline: Sequence[Module]) -> dict[UUID, Place]:
    return {
        lesson.id: Place(module.id, lesson.topic_id, _name(module, lesson), lesson.title)
        for module in outline
        for lesson in module.lessons
    }


def _name(module: Module, lesson: LessonSummary) -> str:
    topic = next((one.title for one in module.topics if one.id == lesson.topic_id), None)
    return f"{module.title} / {topic}" if topic else module.title


def _moved(old: Mapping[UUID, Place], new: Mapping[UUID, Place]) -> set[UUID]:
    """Lessons in another module or topic, or behind one that they stood before."""
    rank = {id_: at for at, id_ in enumerate(id_ for id_ in old if id_ in new)}
    moved, highest = set[UUID](), -1
    for id_ in (id_ for id_ in new if id_ in old):
        if old[id_][:2] != new[id_][:2] or rank[id_] < highest:
            moved.add(id_)
        highest = max(highest, rank[id_])
    return moved


def _words(source: Any, name: str) -> str:
    value = None if source is None else _value(source, name)
    return "" if value is None else str(value)


def _value(source: Any, name: str) -> Any:
    return source.get(name) if isinstance(source, Mapping) else getattr(source, name)
