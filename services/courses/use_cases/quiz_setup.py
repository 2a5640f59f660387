"""What teachers do with quizzes: rules, and what is asked."""

from typing import Any
from uuid import UUID

from msgspec import to_builtins
from msgspec.structs import replace

from contracts.courses.quizzes import (
    GetQuizDraft,
    Pool,
    QuizDraft,
    QuizSettings,
    SetQuizSlots,
    Slot,
    UpdateQuizSettings,
)
from services.common.work import UnitOfWork
from services.courses.links import FileLinks
from services.courses.models import Course, Lesson, Quiz
from services.courses.policies import editing
from services.courses.policies.quizzes import entry, setup
from services.courses.quiz_definitions import digest_of
from services.courses.repository.attempts import AttemptRepository
from services.courses.repository.courses import CourseRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.quiz_results import OverrideRepository, ResultRepository
from services.courses.repository.quizzes import (
    QuestionRepository,
    QuizRepository,
    VersionRepository,
)
from services.courses.use_cases.drafts import refresh_outline
from services.courses.use_cases.quiz_questions import new_part_id, show_questions
from services.courses.use_cases.quiz_results import keep_results
from services.courses.use_cases.quiz_versions import define, read_settings, read_slots

GRADED_BY = ("grading_method", "pass_percent")


def get_quiz_draft(work: UnitOfWork, links: FileLinks, request: GetQuizDraft) -> QuizDraft:
    """A quiz as its teacher edits it and others review it."""
    lesson = LessonRepository(work.session).get(request.lesson_id)
    editing.ensure_sees_draft(work.actor, CourseRepository(work.session).get(lesson.course_id))
    return show_quiz_draft(work, links, lesson)


def update_quiz_settings(
    work: UnitOfWork, links: FileLinks, request: UpdateQuizSettings
) -> QuizDraft:
    """Set the rules, which hold at once; whoever attempts now loses no time by it."""
    lesson = LessonRepository(work.session).get(request.lesson_id)
    editing.ensure_teaches(work.actor, CourseRepository(work.session).get(lesson.course_id))
    setup.ensure_settings_agree(request.settings)
    set_rules(work, lesson, request.settings)
    return show_quiz_draft(work, links, lesson)


def set_rules(work: UnitOfWork, lesson: Lesson, settings: QuizSettings) -> None:
    """Let rules that agree hold from now on."""
    quiz = QuizRepository(work.session).get_for_update(lesson, work.now)
    before = read_settings(quiz)
    quiz.settings, quiz.changed_at = to_builtins(settings), work.now
    work.session.flush()
    _let_running_go_on(work, quiz, settings)
    if any(getattr(before, name) != getattr(settings, name) for name in GRADED_BY):
        keep_results(work, quiz, ResultRepository(work.session).list_students(quiz.id))
    _audit(work, lesson, before, settings)


def set_quiz_slots(work: UnitOfWork, links: FileLinks, request: SetQuizSlots) -> QuizDraft:
    """Say what is asked; students get it with the next publication."""
    lesson = LessonRepository(work.session).get(request.lesson_id)
    course = CourseRepository(work.session).get_for_update(lesson.course_id)
    editing.ensure_may_edit(work.actor, course)
    quiz = QuizRepository(work.session).get_for_update(lesson, work.now)
    questions = QuestionRepository(work.session)
    asked = [slot.question_id for slot in request.slots if slot.question_id is not None]
    setup.ensure_slots_exist(
        request.slots,
        questions.list_known(course.id, asked),
        questions.count_pools(course.id, besides=asked),
    )
    slots = [replace(slot, id=slot.id or new_part_id()) for slot in request.slots]
    quiz.slots, quiz.changed_at = to_builtins(slots), work.now
    _count(work, course, lesson, slots)
    return show_quiz_draft(work, links, lesson)


def show_quiz_draft(work: UnitOfWork, links: FileLinks, lesson: Lesson) -> QuizDraft:
    """A quiz with its questions, and whether students get it as it stands here."""
    quiz = QuizRepository(work.session).find(lesson.id) or empty_quiz(lesson)
    definition, questions = define(work, quiz), QuestionRepository(work.session)
    versions = VersionRepository(work.session)
    asked = questions.list_asked(quiz.course_id, read_slots(quiz))
    published = versions.find_current(lesson.quiz_version_id)
    return QuizDraft(
        lesson_id=lesson.id,
        course_id=lesson.course_id,
        title=lesson.title,
        settings=read_settings(quiz),
        slots=read_slots(quiz),
        questions=show_questions(work, links, quiz.course_id, asked),
        pools=[
            Pool(name=name, question_count=count)
            for name, count in questions.count_pools(lesson.course_id).items()
        ],
        question_count=definition.question_count,
        max_score=definition.max_score,
        published_number=published.number if published else None,
        changed=published is None or published.digest != digest_of(definition),
        attempt_count=AttemptRepository(work.session).count(lesson.id),
    )


def empty_quiz(lesson: Any) -> Quiz:
    """A quiz about which nothing was said yet; it is not stored."""
    return Quiz(id=lesson.id, course_id=lesson.course_id, settings={}, slots=[])


def _count(work: UnitOfWork, course: Course, lesson: Lesson, slots: list[Slot]) -> None:
    """Keep beside the lesson how much it asks; students see it with the next revision."""
    lesson.question_count = count_asked(slots)
    lesson.ready = editing.is_complete(lesson)
    work.session.flush()
    refresh_outline(work, course)


def count_asked(slots: list[Slot]) -> int:
    """How many questions an attempt holds."""
    return sum(slot.draw if slot.question_id is None else 1 for slot in slots)


def _let_running_go_on(work: UnitOfWork, quiz: Quiz, settings: QuizSettings) -> None:
    for attempt in AttemptRepository(work.session).list_running(quiz.id):
        extend(work, settings, attempt)


def extend(work: UnitOfWork, settings: QuizSettings, attempt: Any) -> None:
    """Move the end of a running attempt to where the rules have it now, if that is later."""
    granted = OverrideRepository(work.session).find(attempt.lesson_id, attempt.student_id)
    allowed = entry.allowance(settings, granted)
    end = entry.deadline(allowed, attempt.started_at)
    attempt.deadline_at = entry.later(attempt.deadline_at, end)
    attempt.due_at = entry.later(attempt.due_at, entry.due(settings, attempt.deadline_at))
    work.session.flush()


def _audit(work: UnitOfWork, lesson: Lesson, before: QuizSettings, after: QuizSettings) -> None:
    """Rules that change after somebody has attempted the quiz are worth explaining."""
    old, new = to_builtins(before), to_builtins(after)
    changed = [name for name in new if old[name] != new[name]]
    if not changed or not AttemptRepository(work.session).count(lesson.id):
        return
    work.audit(
        "courses.quiz.rules_changed",
        target_type="quiz",
        target_id=lesson.id,
        target_label=lesson.title,
        before={name: old[name] for name in changed},
        after={name: new[name] for name in changed},
    )


def quiz_of(work: UnitOfWork, lesson_id: UUID) -> tuple[Lesson, Quiz]:
    """A quiz that the caller teaches, with its lesson."""
    lesson = LessonRepository(work.session).get(lesson_id)
    editing.ensure_teaches(work.actor, CourseRepository(work.session).get(lesson.course_id))
    return lesson, QuizRepository(work.session).get_for_update(lesson, work.now)
