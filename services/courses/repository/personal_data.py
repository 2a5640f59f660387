"""Everything that the courses database holds about one person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, delete, exists, or_, select, union_all, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.types import Role
from services.courses.models import (
    Announcement,
    Caption,
    Certificate,
    CertificateSignOff,
    ClassAttendance,
    Course,
    CourseExport,
    CourseFile,
    CourseImport,
    Enrollment,
    Guardianship,
    Lesson,
    LessonCompletion,
    Module,
    Person,
    Question,
    QuizAnswer,
    QuizAttempt,
    QuizOverride,
    QuizResult,
    Review,
    ReviewReport,
    Submission,
    Upload,
    Watch,
)
from services.courses.repository.reviews import ReportRepository

ENROLLED = select(
    Course.title,
    Enrollment.enrolled_at,
    Enrollment.order_id,
    Enrollment.completed_lessons,
    Enrollment.completed_at,
    Enrollment.active_at,
)
ATTEMPTED = select(
    Lesson.title.label("quiz"),
    QuizAttempt.number,
    QuizAttempt.started_at,
    QuizAttempt.finished_at,
    QuizAttempt.score,
    QuizAttempt.max_score,
)
HAS_STUDENTS = exists().where(Enrollment.course_id == Course.id)


class PersonalDataRepository:
    """What somebody studies and teaches, and their copy."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def collect(self, user_id: UUID) -> dict[str, list[dict[str, Any]]]:
        """All of it, by kind."""
        kinds = _studied_by, _attempted_by, _taught_by, _certified_of
        statements = {name: query for kind in kinds for name, query in kind(user_id).items()}
        found = {name: self._session.execute(query) for name, query in statements.items()}
        return {
            name: [dict(row._mapping) for row in rows]  # noqa: SLF001 (SQLAlchemy's public name)
            for name, rows in found.items()
        }

    def list_unpublished(self, teacher_id: UUID) -> list[UUID]:
        """Courses of a teacher that nobody else has ever seen."""
        never = Course.teacher_id == teacher_id, Course.published_at.is_(None), ~HAS_STUDENTS
        return list(self._session.scalars(select(Course.id).where(*never)))

    def list_without_students(self, teacher_id: UUID) -> list[Course]:
        """Published courses of a teacher that nobody studies; locked."""
        shown = Course.teacher_id == teacher_id, Course.live
        statement = select(Course).where(*shown, ~HAS_STUDENTS).with_for_update()
        return list(self._session.scalars(statement))

    def remove_course(self, course_id: UUID) -> list[UUID]:
        """Remove a course with all that belongs to it; the ids of its files."""
        mine = select(CourseFile.id).where(CourseFile.course_id == course_id)
        written = select(Caption.id).where(Caption.course_id == course_id)
        taken = select(CourseExport.id).where(CourseExport.course_id == course_id)
        brought = select(CourseImport.file_id).where(CourseImport.course_id == course_id)
        files = list(self._session.scalars(union_all(mine, written, taken, brought)))
        for table in (Lesson, Module, Upload, CourseFile):
            self._session.execute(delete(table).where(table.course_id == course_id))
        self._session.execute(delete(Course).where(Course.id == course_id))
        return files

    def forget_packages(self, user_id: UUID) -> list[UUID]:
        """Forget what a teacher has taken along and how they called what they brought.

        Their courses may stay, for who studies them; the ids of the packages, which need not.
        """
        mine = select(Course.id).where(Course.teacher_id == user_id)
        taken = delete(CourseExport).where(CourseExport.course_id.in_(mine))
        brought = update(CourseImport).where(CourseImport.course_id.in_(mine))
        silent = {"synchronize_session": False}
        self._session.execute(brought.values(file_name=""), execution_options=silent)
        packages = taken.returning(CourseExport.id)
        return list(self._session.scalars(packages, execution_options=silent))

    def forget_studies(self, user_id: UUID) -> None:
        """Forget how far somebody was, their answers, and who answered for them."""
        bonds = or_(Guardianship.guardian_id == user_id, Guardianship.learner_id == user_id)
        nothing = {"completed_lessons": 0, "completed_at": None, "certificate_due": False}
        for condition in (
            update(Enrollment).where(Enrollment.student_id == user_id).values(nothing),
            delete(LessonCompletion).where(LessonCompletion.student_id == user_id),
            delete(QuizAttempt).where(QuizAttempt.student_id == user_id),
            delete(QuizResult).where(QuizResult.student_id == user_id),
            delete(QuizOverride).where(QuizOverride.student_id == user_id),
            delete(Watch).where(Watch.student_id == user_id),
            delete(Upload).where(Upload.person_id == user_id),
            delete(Guardianship).where(bonds),
        ):
            self._session.execute(condition)

    def forget_reviews(self, user_id: UUID) -> None:
        """Let somebody's stars count for nobody in particular; their words go.

        The stars say nothing of who gave them, and a course's rating is about the course.
        """
        ReportRepository(self._session).forget(user_id)
        written = Review.author_id == user_id
        nobody = update(Review).where(written).values(author_id=None, text="")
        taught = Review.course_id.in_(select(Course.id).where(Course.teacher_id == user_id))
        silent = update(Review).where(taught).values(reply="", replied_at=None)
        for statement in (nobody, silent):
            self._session.execute(statement.execution_options(synchronize_session=False))

    def rename(self, user_id: UUID, pseudonym: str, now: datetime) -> None:
        """Put a pseudonym in place of a person; the mark keeps others from introducing them."""
        values = {"name": pseudonym, "email": "", "as_of": now, "erased_at": now}
        statement = insert(Person).values(id=user_id, role=Role.STUDENT, **values)
        self._session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))
        mine = Course.teacher_id == user_id
        self._session.execute(update(Course).where(mine).values(teacher_name=pseudonym))


def _studied_by(user_id: UUID) -> dict[str, Select[*tuple[Any, ...]]]:
    completed = select(Course.title, Lesson.title.label("lesson"), LessonCompletion.completed_at)
    watched = select(
        Lesson.title.label("lesson"),
        Watch.watched_seconds,
        Watch.position_seconds,
        Watch.reported_at,
    )
    reviewed = select(Course.title, Review.stars, Review.text, Review.created_at, Review.edited_at)
    reported = select(ReviewReport.reason, ReviewReport.created_at)
    known = select(Person.name, Person.email, Person.role)
    return {
        "person": known.where(Person.id == user_id, Person.erased_at.is_(None)),
        "enrollments": ENROLLED.join(Course, Course.id == Enrollment.course_id).where(
            Enrollment.student_id == user_id
        ),
        "watched_videos": watched.join(Lesson, Lesson.id == Watch.lesson_id).where(
            Watch.student_id == user_id
        ),
        "completed_lessons": completed.join(Lesson, Lesson.id == LessonCompletion.lesson_id)
        .join(Course, Course.id == LessonCompletion.course_id)
        .where(LessonCompletion.student_id == user_id),
        "reviews": reviewed.join(Course, Course.id == Review.course_id).where(
            Review.author_id == user_id
        ),
        "reported_reviews": reported.where(ReviewReport.reporter_id == user_id),
    }


def _attempted_by(user_id: UUID) -> dict[str, Select[*tuple[Any, ...]]]:
    quiz = Lesson.title.label("quiz")
    attempted = ATTEMPTED.join(Lesson, Lesson.id == QuizAttempt.lesson_id)
    answered = (
        select(
            quiz,
            QuizAttempt.number,
            QuizAnswer.answer,
            QuizAnswer.saved_at,
            QuizAnswer.score,
            QuizAnswer.comment,
        )
        .join(QuizAttempt, QuizAttempt.id == QuizAnswer.attempt_id)
        .join(Lesson, Lesson.id == QuizAttempt.lesson_id)
    )
    granted = select(quiz, QuizOverride.reason, QuizOverride.set_at).join(
        Lesson, Lesson.id == QuizOverride.lesson_id
    )
    counted = select(quiz, QuizResult.percent, QuizResult.passed, QuizResult.changed_at).join(
        Lesson, Lesson.id == QuizResult.lesson_id
    )
    return {
        "quiz_results": counted.where(QuizResult.student_id == user_id),
        "quiz_attempts": attempted.where(QuizAttempt.student_id == user_id),
        "quiz_answers": answered.where(QuizAttempt.student_id == user_id),
        "quiz_overrides": granted.where(QuizOverride.student_id == user_id),
    }


def _taught_by(user_id: UUID) -> dict[str, Select[*tuple[Any, ...]]]:
    taught = select(Course.title, Course.slug, Course.status, Course.summary, Course.description)
    written = select(Course.title.label("course"), Lesson.title, Lesson.body)
    sent = select(CourseFile.name, CourseFile.media_type, CourseFile.size, CourseFile.created_at)
    answered = select(Course.title, Review.reply, Review.replied_at)
    brought = select(CourseImport.file_name, CourseImport.created_at)
    taken = select(CourseExport.file_name, CourseExport.created_at)
    handed_in = select(Course.title, Submission.note, Submission.submitted_at, Submission.decision)
    asked = select(Course.title, Question.prompt, Question.content)
    told = select(Course.title, Announcement.subject, Announcement.body, Announcement.announced_at)
    captioned = select(Course.title, Caption.language, Caption.label, Caption.created_at)
    return {
        "submissions": _of_courses(handed_in, Submission, user_id),
        "questions": _of_courses(asked, Question, user_id),
        "announcements": _of_courses(told, Announcement, user_id),
        "captions": _of_courses(captioned, Caption, user_id),
        "review_replies": answered.join(Course, Course.id == Review.course_id).where(
            Course.teacher_id == user_id, Review.replied_at.is_not(None)
        ),
        "course_imports": _of_courses(brought, CourseImport, user_id),
        "course_exports": _of_courses(taken, CourseExport, user_id),
        "taught_courses": taught.where(Course.teacher_id == user_id),
        "written_lessons": _of_courses(written, Lesson, user_id),
        "uploaded_files": sent.where(CourseFile.uploaded_by == user_id),
    }


def _of_courses(query: Select[*tuple[Any, ...]], table: Any, teacher_id: UUID) -> Any:
    """Rows of a table that belong to somebody's courses."""
    mine = and_(Course.id == table.course_id, Course.teacher_id == teacher_id)
    return query.join_from(table, Course, mine)


def _certified_of(user_id: UUID) -> dict[str, Select[*tuple[Any, ...]]]:
    """Certificates and what counted toward them; of a teacher, whom they vouched for."""
    certified = select(
        Certificate.code,
        Certificate.snapshot,
        Certificate.issued_at,
        Certificate.revoked_at,
        Certificate.revocation_reason,
        Certificate.superseded_by,
    )
    attended = select(
        Course.title.label("course"), ClassAttendance.title, ClassAttendance.attended_on
    )
    said = select(
        Course.title.label("course"),
        CertificateSignOff.given,
        CertificateSignOff.note,
        CertificateSignOff.changed_at,
    ).join(Course, Course.id == CertificateSignOff.course_id)
    return {
        "certificates": certified.where(Certificate.student_id == user_id),
        "attended_classes": attended.join(Course, Course.id == ClassAttendance.course_id).where(
            ClassAttendance.student_id == user_id
        ),
        "sign_offs": said.where(CertificateSignOff.student_id == user_id),
        "given_sign_offs": said.where(CertificateSignOff.changed_by == user_id),
    }
