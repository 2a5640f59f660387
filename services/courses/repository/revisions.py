"""Queries of what was published, and of the reviews before it."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.courses.publication import Decision
from services.common.database import new_id
from services.common.paging import page
from services.courses.models import (
    Course,
    Enrollment,
    Lesson,
    LessonCompletion,
    LessonContent,
    Revision,
    RevisionLesson,
    Submission,
    WorkingCopy,
)

FACE = (
    "title",
    "summary",
    "description",
    "description_html",
    "category",
    "level",
    "language",
    "cover_file_id",
    "cover_media_type",
)
"""What a course shows of itself, and what a revision therefore keeps."""

CONTENT = (
    "title",
    "kind",
    "body",
    "body_html",
    "objectives",
    "questions",
    "duration_minutes",
    "preview",
    "youtube_id",
    "video_url",
    "video_file_id",
    "file_ids",
    "release_at",
    "release_after_days",
    "release_after",
    "requires",
    "quiz_version_id",
)
"""What a lesson says; its place is in the revision's outline."""

ADDED = frozenset({"video_url"})
"""Parts of the content that are younger than the first digests: where they say nothing they do
not count, so that what was published before is still the same."""


def content_row(lesson: Any) -> dict[str, Any]:
    """A lesson's content under the digest that makes the same content the same row."""
    values = {name: getattr(lesson, name) for name in CONTENT}
    said = {name: one for name, one in values.items() if name not in ADDED or one is not None}
    digest = hashlib.sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()
    return {"id": new_id(), "lesson_id": lesson.id, "digest": digest, **values}


def face_of(shown: Course | WorkingCopy) -> dict[str, Any]:
    """What a course shows of itself, as it is kept in a revision."""
    face: dict[str, Any] = msgspec.to_builtins({name: getattr(shown, name) for name in FACE})
    return face


class RevisionRepository:
    """Published editions, which never change."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, course: Course, outline: Any, lessons: list[Lesson], now: datetime) -> Revision:
        """Keep the course as it is now as its next edition."""
        revision = Revision(
            id=new_id(),
            course_id=course.id,
            number=course.revision_number + 1,
            face=face_of(course),
            outline=outline,
            lesson_count=len(lessons),
            duration_minutes=sum(lesson.duration_minutes for lesson in lessons),
            published_at=now,
        )
        self._session.add(revision)
        self._session.flush()
        self._add_lessons(revision.id, lessons)
        return revision

    def get(self, revision_id: UUID) -> Revision:
        """The edition with that id."""
        return self._session.get_one(Revision, revision_id)

    def says(
        self, course: Course, face: Course | WorkingCopy, outline: Any, lessons: list[Lesson]
    ) -> bool:
        """Whether the newest edition of a course says just this."""
        revision = self._session.get_one(Revision, course.revision_id)
        said = {content.lesson_id: content.digest for content in self.list_contents(revision.id)}
        written = {row["lesson_id"]: row["digest"] for row in map(content_row, lessons)}
        return (revision.face, revision.outline, said) == (face_of(face), outline, written)

    def list_contents(self, revision_id: UUID) -> list[LessonContent]:
        """What the lessons of an edition say."""
        statement = (
            select(LessonContent)
            .join(RevisionLesson, RevisionLesson.content_id == LessonContent.id)
            .where(RevisionLesson.revision_id == revision_id)
        )
        return list(self._session.scalars(statement))

    def find_content(self, revision_id: UUID | None, lesson_id: UUID) -> LessonContent | None:
        """What one lesson says in an edition, or None when it is not part of it."""
        statement = (
            select(LessonContent)
            .join(RevisionLesson, RevisionLesson.content_id == LessonContent.id)
            .where(RevisionLesson.revision_id == revision_id, LessonContent.lesson_id == lesson_id)
        )
        return self._session.scalar(statement)

    def is_part_of_any(self, lesson_id: UUID) -> bool:
        """Whether a lesson was ever published."""
        found = select(RevisionLesson.revision_id).where(RevisionLesson.lesson_id == lesson_id)
        return self._session.scalar(found.limit(1)) is not None

    def move_students(self, course: Course, now: datetime) -> None:
        """Let all who have not completed the course go on with its newest edition.

        What they have completed is counted anew; who has nothing left to do has completed it.
        """
        revision_id = course.revision_id
        underway = Enrollment.course_id == course.id, Enrollment.completed_at.is_(None)
        done = (
            select(func.count())
            .select_from(LessonCompletion)
            .join(RevisionLesson, RevisionLesson.lesson_id == LessonCompletion.lesson_id)
            .where(
                RevisionLesson.revision_id == revision_id,
                LessonCompletion.student_id == Enrollment.student_id,
            )
            .scalar_subquery()
        )
        values = {"revision_id": revision_id, "completed_lessons": done}
        self._session.execute(update(Enrollment).where(*underway).values(values))
        if course.lesson_count > 0:
            finished = Enrollment.completed_lessons == course.lesson_count
            ended = update(Enrollment).where(*underway, finished).values(completed_at=now)
            self._session.execute(ended)

    def _add_lessons(self, revision_id: UUID, lessons: list[Lesson]) -> None:
        if not lessons:
            return
        rows = [content_row(lesson) for lesson in lessons]
        self._session.execute(insert(LessonContent).on_conflict_do_nothing(), rows)
        wanted = [(row["lesson_id"], row["digest"]) for row in rows]
        statement = select(LessonContent.lesson_id, LessonContent.digest, LessonContent.id).where(
            LessonContent.lesson_id.in_([lesson.id for lesson in lessons])
        )
        kept = {(row[0], row[1]): row[2] for row in self._session.execute(statement)}
        parts = [
            {"revision_id": revision_id, "lesson_id": key[0], "content_id": kept[key]}
            for key in wanted
        ]
        self._session.execute(insert(RevisionLesson), parts)


class WorkingCopyRepository:
    """How published courses want to be shown next."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, course_id: UUID) -> WorkingCopy | None:
        """What the teacher has changed of a published course, or None."""
        return self._session.get(WorkingCopy, course_id)

    def face(self, course: Course) -> Course | WorkingCopy:
        """The course as its teacher last saw it."""
        return self.find(course.id) or course

    def open(self, course: Course) -> Course | WorkingCopy:
        """What may be changed: the course itself until it is published, then a copy."""
        if course.revision_id is None:
            return course
        copy = self.find(course.id)
        if copy is None:
            values = {name: getattr(course, name) for name in FACE}
            copy = WorkingCopy(course_id=course.id, **values)
            self._session.add(copy)
            self._session.flush()
        return copy

    def adopt(self, course: Course) -> None:
        """Show the course as its teacher wants it."""
        copy = self.find(course.id)
        if copy is not None:
            for name in FACE:
                setattr(course, name, getattr(copy, name))
            self._session.delete(copy)
        self._session.flush()


class SubmissionRepository:
    """Requests for review."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, submission: Submission) -> None:
        """Remember a request."""
        self._session.add(submission)
        self._session.flush()

    def find_waiting(self, course_id: UUID) -> Submission | None:
        """The request that staff have not answered; the course's lock guards it."""
        statement = select(Submission).where(
            Submission.course_id == course_id, Submission.decision == Decision.WAITING
        )
        return self._session.scalar(statement)

    def find_newest(self, course_id: UUID) -> Submission | None:
        """The request that was made last."""
        newest = Submission.submitted_at.desc(), Submission.id.desc()
        statement = select(Submission).where(Submission.course_id == course_id).order_by(*newest)
        return self._session.scalar(statement.limit(1))

    def list_of_course(
        self, course_id: UUID, after: str | None, limit: int
    ) -> tuple[list[Any], str | None]:
        """The requests of a course, newest first."""
        statement = select(*Submission.__table__.columns).where(Submission.course_id == course_id)
        keys: list[ColumnElement[Any]] = [Submission.submitted_at.desc(), Submission.id.desc()]
        return page(self._session, statement, keys=keys, after=after, limit=limit)
