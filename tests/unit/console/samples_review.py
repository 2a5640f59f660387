"""A course that is published and changed, for reviewers to look at."""

from datetime import timedelta
from typing import Any

from contracts.courses.publication import (
    Change,
    Decision,
    FieldChange,
    LessonChange,
    LessonDiff,
    ReviewCheck,
    RevisionDiff,
    Submission,
)
from contracts.courses.resources import CourseDraft
from tests.unit.console.samples import LESSON_BODY, NOW, make_course, make_id

REWRITTEN = (
    LESSON_BODY.replace("stands for a value", "is a label for a value")
    .replace("| `==` | compare |", "| `==` | compare |\n| `:=` | assign, and go on |")
    .replace("> Read `=` as *becomes*, not as *equals*.\n\n", "")
)


def make_changed_course(**changes: Any) -> CourseDraft:
    """A course in review whose second edition is live."""
    published: dict[str, Any] = {"revision": 2, "live": True, "published_at": NOW}
    return make_course(**(published | changes))


def make_change(title: str, change: Change, place: str = "First steps") -> LessonChange:
    """How one lesson differs."""
    return LessonChange(lesson_id=make_id(title), title=title, place=place, change=change)


def make_changes(**changes: Any) -> RevisionDiff:
    """Something of every kind."""
    data = "Working with data"
    fields: dict[str, Any] = {
        "course_id": make_course().id,
        "revision": 2,
        "fields": [
            FieldChange(
                field="summary",
                before="Write programs that work.",
                after="Write programs that other people can read.",
            ),
            FieldChange(field="cover_file_id", before="", after=str(make_id("cover"))),
        ],
        "lessons": [
            make_change("What a program is", Change.UNCHANGED),
            make_change("Setting up", Change.MOVED),
            make_change("Values and names", Change.CHANGED),
            make_change("Lists and loops", Change.ADDED, data),
            make_change("Reading files", Change.UNCHANGED, data),
            make_change("Punched cards", Change.REMOVED, data),
        ],
    }
    return RevisionDiff(**(fields | changes))


def make_lesson_diff(change: LessonChange) -> LessonDiff:
    """Both texts of a lesson."""
    before, after = {
        Change.ADDED: ("", LESSON_BODY),
        Change.REMOVED: (LESSON_BODY, ""),
        Change.CHANGED: (LESSON_BODY, REWRITTEN),
    }.get(change.change, ("", ""))
    fields = [FieldChange(field="body", before=before, after=after)] if before != after else []
    if change.change is Change.CHANGED:
        fields.insert(0, FieldChange(field="duration_minutes", before="8", after="72"))
        fields.insert(1, FieldChange(field="preview", before="False", after="True"))
    return LessonDiff(
        lesson_id=change.lesson_id, title=change.title, change=change.change, fields=fields
    )


def make_submission(name: str, **changes: Any) -> Submission:
    """One that waits, unless told otherwise."""
    fields: dict[str, Any] = {
        "id": make_id(name),
        "note": "",
        "submitted_at": NOW - timedelta(hours=5),
        "decision": Decision.WAITING,
        "decided_at": None,
        "reason": "",
        "checks": [],
        "revision": None,
    }
    return Submission(**(fields | changes))


def make_submissions() -> list[Submission]:
    """One that waits behind one of every other kind."""
    return [
        make_submission("now", note="The chapter on loops is new.\nNames are explained anew."),
        make_submission(
            "second",
            submitted_at=NOW - timedelta(days=9),
            decision=Decision.APPROVED,
            decided_at=NOW - timedelta(days=8),
            checks=list(ReviewCheck),
            revision=2,
        ),
        make_submission(
            "first",
            note="My first course!",
            submitted_at=NOW - timedelta(days=20),
            decision=Decision.CHANGES_REQUESTED,
            decided_at=NOW - timedelta(days=19),
            reason="The pictures need descriptions.",
            checks=[ReviewCheck.ACCESSIBILITY],
        ),
        make_submission(
            "early",
            submitted_at=NOW - timedelta(days=22),
            decision=Decision.WITHDRAWN,
            decided_at=NOW - timedelta(days=21),
        ),
    ]
