"""Queries of lessons and of the outlines they form."""

from typing import Any
from uuid import UUID

from sqlalchemy import (
    Select,
    Uuid,
    and_,
    bindparam,
    false,
    func,
    literal,
    null,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from contracts.courses.errors import LessonNotFound
from services.courses.models import (
    Course,
    Enrollment,
    Lesson,
    LessonCompletion,
    LessonContent,
    Module,
    Revision,
    RevisionLesson,
    Topic,
)

STUDENT = bindparam("student_id", type_=Uuid())
AROUND: tuple[Any, ...] = (
    Lesson.topic_id,
    Course.id.label("course_id"),
    Course.slug.label("course_slug"),
    Course.title.label("course_title"),
    Course.teacher_id,
    Course.status,
    Course.live,
    Course.licence,
)
SAID = (
    "title",
    "kind",
    "duration_minutes",
    "preview",
    "objectives",
    "questions",
    "body_html",
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
COMPLETED = func.array(
    select(LessonCompletion.lesson_id)
    .where(LessonCompletion.student_id == STUDENT, LessonCompletion.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
).label("completed_ids")
CONTENT: Select[Any] = (
    select(
        Lesson.id,
        *(getattr(LessonContent, name) for name in SAID),
        *AROUND,
        Revision.outline,
        Enrollment.student_id.is_not(None).label("enrolled"),
        Enrollment.enrolled_at,
        COMPLETED,
    )
    .select_from(Lesson)
    .join(Course, Course.id == Lesson.course_id)
    .outerjoin(
        Enrollment, and_(Enrollment.course_id == Course.id, Enrollment.student_id == STUDENT)
    )
    .join(Revision, Revision.id == func.coalesce(Enrollment.revision_id, Course.revision_id))
    .join(
        RevisionLesson,
        and_(RevisionLesson.revision_id == Revision.id, RevisionLesson.lesson_id == Lesson.id),
    )
    .join(LessonContent, LessonContent.id == RevisionLesson.content_id)
    .where(Lesson.id == bindparam("lesson_id"))
)
"""A lesson of the revision that one student studies, else of the newest; built once."""

WRITTEN: Select[Any] = (
    select(
        Lesson.id,
        *(getattr(Lesson, name) for name in SAID),
        *AROUND,
        Course.outline,
        false().label("enrolled"),
        null().label("enrolled_at"),
        COMPLETED,
    )
    .join(Course, Course.id == Lesson.course_id)
    .where(Lesson.id == bindparam("lesson_id"), Lesson.module_id.is_not(None))
)
"""The same lesson as its teacher has written it."""

PLACES = union_all(
    select(
        Module.id.label("module_id"),
        literal(None, type_=Uuid()).label("topic_id"),
        literal(0).label("position"),
        null().label("title"),
    ),
    select(Topic.module_id, Topic.id, Topic.position, Topic.title),
).subquery("places")
"""Where lessons of a module stand: before its topics, and in each of them."""

OUTLINE = (
    Module.id.label("module_id"),
    Module.title.label("module_title"),
    PLACES.c.topic_id,
    PLACES.c.title.label("topic_title"),
    Lesson.id.label("lesson_id"),
    Lesson.title,
    Lesson.kind,
    Lesson.duration_minutes,
    Lesson.preview,
    Lesson.ready,
    Lesson.release_at,
    Lesson.release_after_days,
    Lesson.release_after,
    Lesson.requires,
)


class LessonRepository:
    """Lessons with what surrounds them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, lesson_id: UUID) -> Lesson:
        """The lesson with that id, unless it was removed."""
        lesson = self._session.get(Lesson, lesson_id)
        if lesson is None or lesson.module_id is None:
            raise LessonNotFound("There is no such lesson.")
        return lesson

    def find(self, lesson_id: UUID) -> Lesson | None:
        """The lesson with that id, a removed one too, or None."""
        return self._session.get(Lesson, lesson_id)

    def title_of(self, lesson_id: UUID) -> str:
        """What a lesson is called, a removed one too."""
        return self._session.get_one(Lesson, lesson_id).title

    def find_content(self, lesson_id: UUID, student_id: UUID | None) -> Any:
        """A lesson as it was published, with how the student stands to its course, or None."""
        bound = {"lesson_id": lesson_id, "student_id": student_id}
        return self._session.execute(CONTENT, bound).one_or_none()

    def find_written(self, lesson_id: UUID, reader_id: UUID | None) -> Any:
        """The same lesson as its teacher has written it, or None."""
        bound = {"lesson_id": lesson_id, "student_id": reader_id}
        return self._session.execute(WRITTEN, bound).one_or_none()

    def list_outline(self, course_id: UUID) -> list[Any]:
        """The tree in the order of study; empty modules and topics come without a lesson."""
        here = Lesson.topic_id.is_not_distinct_from(PLACES.c.topic_id)
        statement = (
            select(*OUTLINE)
            .select_from(Module)
            .join(PLACES, PLACES.c.module_id == Module.id)
            .outerjoin(Lesson, and_(Lesson.module_id == Module.id, here))
            .where(Module.course_id == course_id)
            .order_by(Module.position, PLACES.c.position, Lesson.position)
        )
        return list(self._session.execute(statement).all())

    def list_of_course(self, course_id: UUID) -> list[Lesson]:
        """Every lesson of a course in the order of study."""
        statement = (
            select(Lesson)
            .join(Module, Module.id == Lesson.module_id)
            .where(Lesson.course_id == course_id)
            .order_by(Module.position, Lesson.position)
        )
        return list(self._session.scalars(statement))

    def append(self, lesson: Lesson) -> None:
        """Add a lesson after all others of its module."""
        last = select(func.coalesce(func.max(Lesson.position), 0))
        position = self._session.scalar(last.where(Lesson.module_id == lesson.module_id)) or 0
        lesson.position = position + 1
        self._session.add(lesson)
        self._session.flush()

    def save(self, lesson: Lesson) -> None:
        """Store a lesson under its id, in place of an earlier one."""
        self._session.merge(lesson)
        self._session.flush()

    def remove(self, lesson: Lesson) -> None:
        """Remove a lesson for good."""
        self._session.delete(lesson)
        self._session.flush()

    def take_out(self, lesson: Lesson) -> None:
        """Take a lesson out of the course; revisions that have it keep it."""
        lesson.module_id = lesson.topic_id = lesson.position = None
        self._session.flush()

    def forget_prerequisite(self, lesson: Lesson) -> None:
        """No other lesson asks for this one any more."""
        asking = Lesson.course_id == lesson.course_id, Lesson.requires.contains([lesson.id])
        fewer = func.array_remove(Lesson.requires, lesson.id)
        self._session.execute(update(Lesson).where(*asking).values(requires=fewer))
