"""What a working copy changes, in words and as pages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from console.diff_lines import Part, Said, Section
from console.differences import compare, fold
from console.formats import counted, duration
from console.text import safe_line
from console.theme import Tone
from contracts.courses.publication import (
    Change,
    FieldChange,
    LessonChange,
    LessonDiff,
    RevisionDiff,
    Submission,
)

MARKS: dict[Change, tuple[str, Tone]] = {
    Change.ADDED: ("+", Tone.GOOD),
    Change.REMOVED: ("-", Tone.BAD),
    Change.CHANGED: ("~", Tone.WARN),
    Change.MOVED: ("↕", Tone.INFO),
    Change.UNCHANGED: (" ", Tone.NEUTRAL),
}
_NAMES = {
    "body": "Text",
    "asks": "Questions",
    "duration_minutes": "Length",
    "preview": "Free to try",
    "youtube_id": "YouTube video",
    "video_url": "Video link",
    "video_file_id": "Video",
    "cover_file_id": "Cover",
    "release_at": "Opens on",
    "release_after_days": "Opens after days",
    "release_after": "Days counted from",
    "requires": "Builds on",
}
_FILES = frozenset({"video_file_id", "cover_file_id"})


@dataclass(frozen=True)
class Compared:
    """A lesson's page of differences, ready to be drawn."""

    id: UUID
    parts: Sequence[Part]


def tally(changes: RevisionDiff) -> str:
    """How many lessons changed in which way, such as `1 added, 2 changed`."""
    counts = Counter(lesson.change for lesson in changes.lessons)
    changed = [f"{counts[each]} {each}" for each in MARKS if counts[each]]
    return f"Lessons: {', '.join(changed)}" if changed else "No lessons"


def course_page(changes: RevisionDiff, submissions: Sequence[Submission]) -> list[Part]:
    """Everything that changes, at a glance, then the course's own page word by word."""
    parts: list[Part] = [
        Said(f"What changes in edition {changes.revision}", strong=True),
        Said(tally(changes)),
        Said(f"The course's page: {counted(len(changes.fields), 'field')} changed"),
    ]
    if submissions and submissions[0].note:
        parts += [Said(), Said("Note to the reviewer", Tone.INFO), Said(submissions[0].note)]
    parts.append(Said())
    parts += [_listed(each) for each in changes.lessons if each.change is not Change.UNCHANGED]
    return [*parts, *map(_section, changes.fields)]


def lesson_page(change: LessonChange, diff: LessonDiff, revision: int) -> Compared:
    """One lesson word by word."""
    parts: list[Part] = [
        Said(safe_line(diff.title), strong=True),
        Said(_told(change), MARKS[change.change][1]),
    ]
    if diff.fields and change.change is Change.CHANGED:
        parts.append(Said(f"- edition {revision}   + as it will be"))
    if not diff.fields:
        parts += [Said(), Said("Every word of it stays as it is published.")]
    return Compared(diff.lesson_id, [*parts, *map(_section, diff.fields)])


def _told(change: LessonChange) -> str:
    mark, place = MARKS[change.change][0], safe_line(change.place)
    return {
        Change.ADDED: f"{mark} added to “{place}”",
        Change.REMOVED: f"{mark} removed from “{place}”",
        Change.MOVED: f"{mark} moved, now in “{place}”",
    }.get(change.change, f"{mark} {change.change} in “{place}”")


def _listed(change: LessonChange) -> Said:
    mark, tone = MARKS[change.change]
    return Said(f"{mark} {safe_line(change.title)} ({_told(change)[2:]})", tone)


def _section(change: FieldChange) -> Section:
    name = _NAMES.get(change.field, change.field.replace("_", " ").capitalize())
    if change.field in _FILES:
        # Ids say nothing to a reader, but whether there is a file, and that it is another one, do.
        words = _file(change.before, "the published file"), _file(change.after, "another file")
    else:
        words = _words(change.field, change.before), _words(change.field, change.after)
    return Section(name, fold(compare(*words)))


def _file(file_id: str, name: str) -> str:
    return name if file_id else ""


def _words(field: str, value: str) -> str:
    if field == "duration_minutes" and value.isdecimal():
        return duration(int(value))
    if field == "preview":
        return {"True": "yes", "False": "no"}.get(value, value)
    return value
