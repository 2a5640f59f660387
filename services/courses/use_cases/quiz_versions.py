"""What students are asked: a version of a quiz that never changes."""

from collections.abc import Sequence

import msgspec

from contracts.courses.quizzes import QuizSettings, Slot
from contracts.courses.resources import LessonKind
from services.common.work import UnitOfWork
from services.courses.models import Course, Lesson, Question, Quiz, QuizVersion
from services.courses.policies.quizzes import setup
from services.courses.policies.quizzes.questions import full_marks
from services.courses.quiz_definitions import Definition, FrozenQuestion, FrozenSlot, read_content
from services.courses.quiz_words import describe
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.quizzes import (
    QuestionRepository,
    QuizRepository,
    VersionRepository,
)


def freeze_quizzes(work: UnitOfWork, course: Course) -> None:
    """Give students of the next revision every finished quiz as it is now."""
    for lesson in LessonRepository(work.session).list_of_course(course.id):
        if lesson.kind is not LessonKind.QUIZ:
            lesson.quiz_version_id = None
        elif lesson.ready:
            freeze_quiz(work, lesson)
    work.session.flush()


def freeze_quiz(work: UnitOfWork, lesson: Lesson) -> QuizVersion:
    """Make what a quiz asks now what students get; running attempts keep what they have."""
    quiz = QuizRepository(work.session).get_for_update(lesson, work.now)
    version = freeze_copy(work, quiz)
    lesson.quiz_version_id, version.replaced_by = version.id, None
    work.session.flush()
    return version


def freeze_copy(work: UnitOfWork, quiz: Quiz) -> QuizVersion:
    """Freeze what a quiz asks now without giving it to students; the quiz is locked."""
    definition = define(work, quiz)
    setup.ensure_asks(definition.question_count)
    return VersionRepository(work.session).keep(quiz.id, definition, work.now)


def define(work: UnitOfWork, quiz: Quiz) -> Definition:
    """What a quiz asks now."""
    slots = read_slots(quiz)
    questions = QuestionRepository(work.session).list_asked(quiz.course_id, slots)
    return Definition(
        slots=[_frozen_slot(slot, questions) for slot in slots],
        questions={str(one.id): _frozen(one) for one in questions},
    )


def asked_by(work: UnitOfWork, lesson: Lesson) -> str:
    """What a lesson asks now, with its key, in Markdown; nothing unless it is a quiz."""
    quiz = QuizRepository(work.session).find(lesson.id)
    if lesson.kind is not LessonKind.QUIZ or quiz is None:
        return ""
    return describe(define(work, quiz))


def read_slots(quiz: Quiz) -> list[Slot]:
    """The places of a quiz as they are kept."""
    return msgspec.convert(quiz.slots, list[Slot])


def read_settings(quiz: Quiz) -> QuizSettings:
    """The rules of a quiz as they are kept."""
    return msgspec.convert(quiz.settings, QuizSettings, strict=False)


def _frozen_slot(slot: Slot, questions: Sequence[Question]) -> FrozenSlot:
    if slot.question_id is None:
        ids = [one.id for one in questions if one.pool == slot.pool]
        return FrozenSlot(question_ids=ids, draw=slot.draw, points=slot.points)
    found = next(one for one in questions if one.id == slot.question_id)
    points = full_marks(read_content(found.content))
    return FrozenSlot(question_ids=[found.id], draw=1, points=points)


def _frozen(question: Question) -> FrozenQuestion:
    return FrozenQuestion(
        id=question.id,
        content=read_content(question.content),
        prompt_html=question.prompt_html,
        explanation_html=question.explanation_html,
        file_ids=question.file_ids,
    )
