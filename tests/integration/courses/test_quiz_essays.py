"""Answers that teachers grade by hand: texts that wait for them, and files."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.courses.attempts import (
    Answer,
    FinishAttempt,
    GetAttempt,
    SaveAnswer,
    StartAnswerUpload,
    StartAttempt,
)
from contracts.courses.authoring import FinishUpload
from contracts.courses.errors import (
    AttemptFinished,
    AttemptNotFound,
    AttemptRunning,
    FileTypeRefused,
    GradeInvalid,
)
from contracts.courses.events import QuizAttemptGraded
from contracts.courses.grading import GetGradedAttempt, GradeAnswer, ListWaitingAttempts
from contracts.courses.questions import AnswerForm, QuestionType
from contracts.privacy import ErasureRequested
from contracts.types import Actor
from services.common.storage import FileStore
from services.courses import models
from services.courses.policies.uploads import ANSWER_FILES
from tests.factories.courses import make_actor
from tests.factories.quizzes import RUBRIC, question
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask, ensure_refused
from tests.integration.courses.quizzing import taken, teacher_of

pytestmark = pytest.mark.postgres

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)

SINGLE = question(QuestionType.SINGLE)
ESSAY = question(QuestionType.ESSAY, rubric=RUBRIC, answer_form=AnswerForm.EITHER)


def question_of(attempt: Any, kind: QuestionType) -> UUID:
    found: UUID = next(one.id for one in attempt.questions if one.type is kind)
    return found


def hand_in_essay(ask: Ask, attempt: Any, student: Actor) -> Any:
    """Write the essay of an attempt and finish it; the attempt as it is then."""
    essay = question_of(attempt, QuestionType.ESSAY)
    answer = Answer(text="Once upon a time")
    ask(SaveAnswer(attempt_id=attempt.id, question_id=essay, seq=1, answer=answer), student)
    return ask(FinishAttempt(attempt_id=attempt.id), student)


def test_an_essay_waits_in_the_queue_for_its_teacher(ask: Ask, session: Session) -> None:
    course, lesson_id, student = taken(session, [ESSAY, SINGLE])
    teacher = teacher_of(course)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    essay = question_of(attempt, QuestionType.ESSAY)
    grade = GradeAnswer(attempt_id=attempt.id, question_id=essay, levels={"style": "weak"})
    with pytest.raises(AttemptRunning):
        ask(grade, teacher)

    done = hand_in_essay(ask, attempt, student)

    assert (done.result.ungraded, done.result.percent) == (1, None)
    waiting = ask(ListWaitingAttempts(), teacher).items
    assert [(one.attempt_id, one.ungraded) for one in waiting] == [(attempt.id, 1)]
    with pytest.raises(GradeInvalid):
        ask(replace(grade, levels={}), teacher)


def test_a_graded_essay_leaves_the_queue_and_completes_the_result(
    ask: Ask, session: Session
) -> None:
    course, lesson_id, student = taken(session, [ESSAY, SINGLE])
    teacher = teacher_of(course)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    hand_in_essay(ask, attempt, student)
    essay = question_of(attempt, QuestionType.ESSAY)
    grade = GradeAnswer(attempt_id=attempt.id, question_id=essay, levels={"style": "weak"})

    ask(replace(grade, comment="Nearly."), teacher)

    assert ask(ListWaitingAttempts(), teacher).items == []
    told = ask(GetAttempt(attempt_id=attempt.id), student)
    assert (told.result.score, told.result.max_score) == (0.5, 3)
    of_essay = next(one for one in told.feedback if one.question_id == essay)
    assert (of_essay.comment, of_essay.levels) == ("Nearly.", {"style": "weak"})
    (announced,) = events(session, models.bookkeeping, QuizAttemptGraded)
    assert (announced.student_id, announced.lesson_id) == (student.user_id, lesson_id)
    ask(replace(grade, levels={"style": "good"}), teacher)
    assert len(events(session, models.bookkeeping, QuizAttemptGraded)) == 1


def picture(attempt: Any) -> StartAnswerUpload:
    """The wish to answer the essay of an attempt with a picture."""
    return StartAnswerUpload(
        attempt_id=attempt.id,
        question_id=question_of(attempt, QuestionType.ESSAY),
        name="p.png",
        size=len(PNG),
        media_type="image/png",
    )


def send_picture(ask: Ask, files: FileStore, attempt: Any, student: Actor) -> UUID:
    """Upload a picture for the essay of an attempt; its id."""
    upload = ask(picture(attempt), student)
    files.write(upload.id, PNG)
    sent = FinishUpload(upload_id=upload.id, size=len(PNG), sha256="0" * 64, media_type="image/png")
    file_id: UUID = ask(sent, student).id
    return file_id


def answer_with(ask: Ask, attempt: Any, student: Actor, *file_ids: UUID) -> Any:
    """Answer the essay of an attempt with files; what was kept of that."""
    essay = question_of(attempt, QuestionType.ESSAY)
    answer = Answer(file_ids=list(file_ids))
    return ask(SaveAnswer(attempt_id=attempt.id, question_id=essay, seq=1, answer=answer), student)


def test_files_of_answers_are_pictures_or_pdfs(ask: Ask, session: Session) -> None:
    _course, lesson_id, student = taken(session, [ESSAY, SINGLE])
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    wish = picture(attempt)

    ensure_refused(
        ask,
        student,
        (FileTypeRefused,),
        replace(wish, media_type="image/svg+xml"),
        replace(wish, media_type="text/html"),
        replace(wish, question_id=question_of(attempt, QuestionType.SINGLE)),
    )
    ensure_refused(ask, make_actor(), (AttemptNotFound,), wish)


def test_files_on_their_way_take_room_and_come_before_the_end(
    ask: Ask, session: Session, files: FileStore
) -> None:
    _course, lesson_id, student = taken(session, [ESSAY, SINGLE])
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    uploads = [ask(picture(attempt), student) for _ in range(ANSWER_FILES)]

    ensure_refused(ask, student, (FileTypeRefused,), picture(attempt))
    ask(FinishAttempt(attempt_id=attempt.id), student)

    files.write(uploads[0].id, PNG)
    late = FinishUpload(
        upload_id=uploads[0].id, size=len(PNG), sha256="0" * 64, media_type="image/png"
    )
    ensure_refused(ask, student, (AttemptFinished,), late)


def test_an_answer_keeps_its_students_own_files_and_shows_them_to_the_teacher(
    ask: Ask, session: Session, files: FileStore
) -> None:
    course, lesson_id, student = taken(session, [ESSAY, SINGLE])
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    file_id = send_picture(ask, files, attempt, student)

    kept = answer_with(ask, attempt, student, file_id, uuid4())

    assert [one.id for one in kept.files] == [file_id]
    ask(FinishAttempt(attempt_id=attempt.id), student)
    graded = ask(GetGradedAttempt(attempt_id=attempt.id), teacher_of(course))
    essay = question_of(attempt, QuestionType.ESSAY)
    shown = next(one for one in graded.answers if one.question.id == essay)
    assert shown.stored is not None
    assert [one.name for one in shown.stored.files] == ["p.png"]


def test_files_of_answers_go_with_whoever_is_erased(
    ask: Ask, session: Session, files: FileStore, tell: Callable[..., None]
) -> None:
    _course, lesson_id, student = taken(session, [ESSAY, SINGLE])
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    file_id = send_picture(ask, files, attempt, student)
    answer_with(ask, attempt, student, file_id)
    ask(FinishAttempt(attempt_id=attempt.id), student)

    wish = ErasureRequested(erasure_id=uuid4(), user_id=student.user_id, pseudonym="Gone")
    tell("erase_user", wish)

    assert files.read(file_id) is None
    for table in (models.QuizAttempt, models.QuizAnswer, models.QuizResult, models.CourseFile):
        assert session.scalar(select(func.count()).select_from(table)) == 0
