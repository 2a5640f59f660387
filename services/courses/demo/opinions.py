"""What the people of the demo academy think of its courses: real students with real progress."""

from typing import NamedTuple

from contracts.courses.resources import AccessState
from contracts.courses.reviews import GetMyReview, WriteReview
from contracts.courses.study import GetAccess, SetLessonCompletion
from contracts.types import Actor, Role
from services.common.desk import Desk
from services.common.work import UnitOfWork
from services.courses.demo.curated import STUDIED, sheet_course_id
from services.courses.demo.people import STUDENT_EMAIL, demo_id, teacher_email
from services.courses.repository.enrollments import EnrollmentRepository
from services.courses.use_cases.enrollments import get_access
from services.courses.use_cases.reviews import get_my_review, write_review
from services.courses.use_cases.study import set_lesson_completion

ASYNC = "asynchronous-python-in-practice"
CALLIGRAPHY = "arabic-calligraphy-naskh"
GUITAR = "guitar-chords-that-carry-a-song"
STARS = "stars-without-a-telescope"


class Opinion(NamedTuple):
    """Somebody's review of a course."""

    email: str
    course: str
    stars: int
    text: str

    @property
    def actor(self) -> Actor:
        """Who says so; teachers study, too."""
        role = Role.STUDENT if self.email == STUDENT_EMAIL else Role.TEACHER
        return Actor(user_id=demo_id(self.email), role=role)


OPINIONS = (
    Opinion(STUDENT_EMAIL, STUDIED, 5, "I have never run before. Now I look forward to Tuesdays."),
    Opinion(teacher_email(21), STUDIED, 4, "Clear plan. I missed a word about shoes."),
    Opinion(teacher_email(22), STUDIED, 5, ""),
    Opinion(teacher_email(23), GUITAR, 5, "Three chords, and my daughter sings along."),
    Opinion(teacher_email(24), GUITAR, 3, "Good lessons, but the changes come too fast for me."),
    Opinion(teacher_email(25), STARS, 4, "Short, and it works even from a balcony in the city."),
    Opinion(teacher_email(26), STARS, 5, "I found Cassiopeia on the first evening."),
    Opinion(teacher_email(27), ASYNC, 5, "The part on cancellation alone is worth the price."),
    Opinion(teacher_email(28), ASYNC, 2, "Assumes more than it says. Read about generators first."),
    Opinion(teacher_email(29), CALLIGRAPHY, 5, "شرح واضح، وكتبت أول سطر في المساء نفسه."),
)


def add_opinion(somebody: Desk, opinion: Opinion) -> None:
    """Let a person enter a course, complete its first lesson and review it, once."""
    with somebody.begin() as work:
        course_id = sheet_course_id(opinion.course)
        if get_my_review(work, GetMyReview(course_id=course_id)).review is not None:
            return
        _study(work, opinion)
        write_review(work, WriteReview(course_id=course_id, stars=opinion.stars, text=opinion.text))


def _study(work: UnitOfWork, opinion: Opinion) -> None:
    """Complete the first lesson; in the demo nobody pays for that."""
    course_id = sheet_course_id(opinion.course)
    access = get_access(work, GetAccess(course_id=course_id))
    if access.state is not AccessState.NONE:
        return
    students = EnrollmentRepository(work.session)
    place = {
        "course_id": course_id,
        "student_id": work.actor.user_id,
        "enrolled_at": work.now,
        "active_at": work.now,
        "order_id": None,
        "revision_id": students.get_standing(course_id, None).newest_revision_id,
    }
    students.add(place)
    first = get_access(work, GetAccess(course_id=course_id)).lesson_id
    if first is not None:
        set_lesson_completion(work, SetLessonCompletion(lesson_id=first, completed=True))
