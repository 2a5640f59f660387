"""Row: the page of a lesson for those who study it, beside Express 5 and pg on the same rows."""

from pathlib import Path

from tests.load.mix.people import Student, enrolled_students
from tests.load.report import Row
from tests.load.runs import beside_express, row_beside_express
from tests.load.wire import request_bytes

STUDENTS = 500
WHAT = (
    "{students} signed-in students read the lessons of a course of theirs; each answer is the "
    "caller's own: enrolled or not, in which edition, what is completed, whether the lesson is "
    "open yet; files have signed addresses and videos a prefix of the session, which the reference "
    "leaves out"
)


def measure(folder: Path, seconds: float) -> list[Row]:
    """Our pages and the reference's, in turn."""
    with enrolled_students(STUDENTS) as students:
        requests = [page for student in students for page in _pages(student)]
        ours, theirs = beside_express(folder, lambda: requests, seconds, again=True)
    what = WHAT.format(students=STUDENTS)
    return [row_beside_express("Lesson page", ours, theirs, seconds, what)]


def _pages(student: Student) -> list[bytes]:
    return [
        request_bytes("GET", f"/v1/lessons/{lesson_id}", student.token)
        for lesson_id in student.lesson_ids
    ]
