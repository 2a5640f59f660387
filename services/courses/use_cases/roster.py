"""What teachers see of their students, and tell them."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

from contracts.courses.errors import StudentNotFound
from contracts.courses.resources import Module
from contracts.courses.roster import (
    CourseFigures,
    CourseStudent,
    ExportStudents,
    GetCourseFigures,
    GetStudentProgress,
    LessonReach,
    ListStudents,
    StudentProgress,
    StudentSheet,
    StudiedPart,
)
from contracts.spreadsheets import inert_cell
from contracts.types import Page
from services.common.work import UnitOfWork
from services.courses.models import Course
from services.courses.policies import editing
from services.courses.replies import read_outline
from services.courses.repository.courses import CourseRepository
from services.courses.repository.roster import RosterRepository
from services.courses.risks import risk_of

SHEET_HEADER = ("name", "enrolled_at", "active_at", "completed", "lessons", "finished_at", "risk")


def list_students(work: UnitOfWork, request: ListStudents) -> Page[CourseStudent]:
    """A page of the students of one's course."""
    _taught(work, request)
    rows, following = RosterRepository(work.session).list_students(request, work.now)
    students = [CourseStudent(**_student(row, work.now)) for row in rows]
    return Page(items=students, next=following)


def export_students(work: UnitOfWork, request: ExportStudents) -> StudentSheet:
    """All students of one's course as a sheet."""
    course = _taught(work, request)
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(SHEET_HEADER)
    for row in RosterRepository(work.session).all_students(course.id):
        writer.writerow(_cells(row, work.now))
    return StudentSheet(name=f"{course.slug}-students.csv", content=sheet.getvalue())


def get_student_progress(work: UnitOfWork, request: GetStudentProgress) -> StudentProgress:
    """One student's way through one's course."""
    course = _taught(work, request)
    roster = RosterRepository(work.session)
    row = roster.find_student(course.id, request.student_id)
    if row is None:
        raise StudentNotFound("Nobody like that studies the course.")
    done = roster.completions_of(course.id, request.student_id)
    return StudentProgress(
        **_student(row, work.now),
        course_id=course.id,
        course_title=course.title,
        lessons=[
            StudiedPart(
                lesson_id=lesson.id,
                title=lesson.title,
                place=module.title,
                completed_at=done.get(lesson.id),
            )
            for module in read_outline(row.outline)
            for lesson in module.lessons
        ],
    )


def get_course_figures(work: UnitOfWork, request: GetCourseFigures) -> CourseFigures:
    """How the students of one's course fare, and where they stop."""
    course = _taught(work, request)
    roster, outline = RosterRepository(work.session), read_outline(course.outline)
    counts = roster.count(course.id, work.now)
    ids = [lesson.id for module in outline for lesson in module.lessons]
    return CourseFigures(
        course_id=course.id,
        students=counts.students,
        active_this_week=counts.active_this_week,
        at_risk=counts.at_risk,
        completed=counts.completed,
        average_progress=round(float(counts.average_progress), 4),
        lessons=_reach(outline, roster.reach(course.id, ids, work.now)),
    )


def _reach(outline: list[Module], counted: dict[Any, Any]) -> list[LessonReach]:
    return [
        LessonReach(
            lesson_id=lesson.id,
            title=lesson.title,
            place=module.title,
            completed=counted[lesson.id].completed if lesson.id in counted else 0,
            stopped=counted[lesson.id].stopped if lesson.id in counted else 0,
        )
        for module in outline
        for lesson in module.lessons
    ]


def _taught(
    work: UnitOfWork,
    request: ListStudents | ExportStudents | GetStudentProgress | GetCourseFigures,
) -> Course:
    course = CourseRepository(work.session).get(request.course_id)
    editing.ensure_teaches(work.actor, course)
    return course


def _student(row: Any, now: datetime) -> dict[str, Any]:
    return {
        "student_id": row.student_id,
        "name": row.name,
        "enrolled_at": row.enrolled_at,
        "active_at": row.active_at,
        "completed_lessons": row.completed_lessons,
        "lesson_count": row.lesson_count,
        "completed_at": row.completed_at,
        "risk": risk_of(row, now),
    }


def _cells(row: Any, now: datetime) -> list[str]:
    risk = risk_of(row, now)
    return [
        inert_cell(row.name),
        _moment(row.enrolled_at),
        _moment(row.active_at),
        str(row.completed_lessons),
        str(row.lesson_count),
        _moment(row.completed_at),
        risk.value if risk else "",
    ]


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""
