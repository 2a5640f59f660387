"""Copies hold all that was written, and nothing that students did."""

from uuid import UUID, uuid4

import pytest
from msgspec import to_builtins
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.courses.certificate_rules import (
    CertificateRule,
    GetCourseCertificate,
    SetCertificateRule,
)
from contracts.courses.media import ListCaptions, PutCaptions, VideoState
from contracts.courses.questions import ListQuestions, QuestionType
from contracts.courses.quizzes import GetQuizDraft, QuizSettings, Slot
from contracts.courses.resources import CourseDraft
from contracts.courses.tree import DuplicateCourse, DuplicateLesson
from contracts.courses.writing import ListCourseFiles
from services.common.storage import FileStore
from services.courses import models
from tests.factories.courses import add_course, add_file, lesson_ids
from tests.factories.quizzes import add_question, add_quiz, question
from tests.integration.courses.conftest import Ask
from tests.integration.courses.quizzing import teacher_of

pytestmark = pytest.mark.postgres

SINGLE, DRAWN = question(QuestionType.SINGLE), question(QuestionType.NUMBER, pool="Numbers")
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello\n"


def first_lesson(draft: CourseDraft) -> UUID:
    found: UUID = draft.outline[0].lessons[0].id
    return found


def test_what_students_sent_in_is_no_file_of_the_course(
    ask: Ask, session: Session, files: FileStore
) -> None:
    course = add_course(session)
    own = add_file(session, course)
    answer = add_file(session, course, attempt_id=uuid4(), name="my answer.png")
    for file in (own, answer):
        files.write(file.id, b"png")

    copied = ask(DuplicateCourse(course_id=course.id), teacher_of(course))

    listed = ask(ListCourseFiles(course_id=course.id), teacher_of(course))
    assert [one.id for one in listed] == [own.id]
    kept = session.scalars(select(models.CourseFile).filter_by(course_id=copied.id))
    assert [one.name for one in kept] == ["figure.png"]


def test_a_copy_has_no_students_and_no_stars(ask: Ask, session: Session) -> None:
    course = add_course(
        session, student_count=3, rating_count=2, rating_total=9, rating_stars=[0, 0, 0, 1, 1]
    )

    copied = ask(DuplicateCourse(course_id=course.id), teacher_of(course))

    row = session.get_one(models.Course, copied.id)
    assert (row.student_count, row.rating_count, row.rating_total) == (0, 0, 0)
    assert row.rating_stars == [0] * 5


def test_a_copied_course_has_quizzes_and_a_bank_of_its_own(ask: Ask, session: Session) -> None:
    course, lesson_id = add_quiz(session, [SINGLE], QuizSettings(pass_percent=70))
    figure = add_file(session, course)
    shown = {"prompt_html": f'<img src="file:{figure.id}">', "file_ids": [figure.id]}
    add_question(session, course, DRAWN, **shown)
    quiz = session.get_one(models.Quiz, lesson_id)
    quiz.slots = [*quiz.slots, to_builtins(Slot(id="pool", pool="Numbers"))]
    session.commit()
    teacher = teacher_of(course)

    copied = ask(DuplicateCourse(course_id=course.id), teacher)

    draft = ask(GetQuizDraft(lesson_id=first_lesson(copied)), teacher)
    assert (draft.question_count, draft.settings.pass_percent) == (2, 70)
    assert (draft.published_number, draft.attempt_count) == (None, 0)
    bank = ask(ListQuestions(course_id=copied.id), teacher).items
    first = ask(ListQuestions(course_id=course.id), teacher).items
    assert [one.content for one in bank] == [one.content for one in first]
    assert not {one.id for one in bank} & {one.id for one in first}
    assert draft.slots[0].question_id in {one.id for one in bank}
    (drawn,) = (session.get_one(models.Question, one.id) for one in bank if one.content.pool)
    assert drawn.file_ids != [figure.id]
    assert str(drawn.file_ids[0]) in drawn.prompt_html


def test_a_copied_quiz_asks_the_same_questions(ask: Ask, session: Session) -> None:
    course, lesson_id = add_quiz(session, [SINGLE], QuizSettings(pass_percent=70))
    teacher = teacher_of(course)

    draft = ask(DuplicateLesson(lesson_id=lesson_id), teacher)

    (_, copied) = draft.outline[0].lessons
    first, second = (ask(GetQuizDraft(lesson_id=one), teacher) for one in (lesson_id, copied.id))
    assert (second.questions, second.settings) == (first.questions, first.settings)
    assert second.published_number is None
    assert len(ask(ListQuestions(course_id=course.id), teacher).items) == 1


@pytest.mark.parametrize("whole", [True, False])
def test_captions_come_along(ask: Ask, session: Session, files: FileStore, *, whole: bool) -> None:
    course = add_course(session)
    lesson_id, teacher = UUID(lesson_ids(course)[0]), teacher_of(course)
    captions = PutCaptions(lesson_id=lesson_id, language="en", label="English", content=VTT)
    (first,) = ask(captions, teacher)

    copy = DuplicateCourse(course_id=course.id) if whole else DuplicateLesson(lesson_id=lesson_id)
    copied = ask(copy, teacher).outline[0].lessons[-1].id

    (own,) = ask(ListCaptions(lesson_id=copied), teacher)
    assert (own.language, own.label) == ("en", "English")
    assert own.id != first.id
    assert files.read(own.id) == VTT.encode()


def test_the_rule_of_certificates_comes_along(ask: Ask, session: Session) -> None:
    course = add_course(session)
    teacher, rule = teacher_of(course), CertificateRule(lessons_percent=80)
    ask(SetCertificateRule(course_id=course.id, rule=rule), teacher)

    copied = ask(DuplicateCourse(course_id=course.id), teacher)

    assert ask(GetCourseCertificate(course_id=copied.id), teacher).rule == rule


def test_a_copied_video_is_prepared_anew(ask: Ask, session: Session, files: FileStore) -> None:
    course = add_course(session)
    film = add_file(session, course, media_type="video/mp4", name="film.mp4")
    files.write(film.id, b"a film")

    copied = ask(DuplicateCourse(course_id=course.id), teacher_of(course))

    own = session.scalars(select(models.CourseFile).filter_by(course_id=copied.id)).one()
    assert session.get_one(models.MediaJob, own.id).state is VideoState.WAITING
