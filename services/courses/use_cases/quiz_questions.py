"""What teachers do with the question bank of a course."""

import secrets
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from msgspec import to_builtins
from msgspec.structs import replace

from contracts.courses.questions import (
    AddQuestion,
    ListQuestions,
    QuestionContent,
    RemoveQuestion,
    UpdateQuestion,
)
from contracts.courses.questions import Question as ShownQuestion
from contracts.types import Page
from services.common.database import new_id
from services.common.work import UnitOfWork
from services.courses.links import FileLinks, referenced_files, with_addresses
from services.courses.markdown import Render
from services.courses.models import Course, Question
from services.courses.policies import editing
from services.courses.policies.quizzes import questions as rules
from services.courses.quiz_definitions import read_content
from services.courses.repository.courses import CourseRepository
from services.courses.repository.files import FileRepository
from services.courses.repository.quizzes import QuestionRepository, QuizRepository
from services.courses.use_cases.drafts import refresh_outline
from services.courses.use_cases.quiz_versions import read_slots


def list_questions(
    work: UnitOfWork, links: FileLinks, request: ListQuestions
) -> Page[ShownQuestion]:
    """The bank of a course."""
    editing.ensure_sees_draft(work.actor, CourseRepository(work.session).get(request.course_id))
    found, following = QuestionRepository(work.session).list_page(request)
    return Page(items=show_questions(work, links, request.course_id, found), next=following)


def add_question(
    work: UnitOfWork, links: FileLinks, render: Render, request: AddQuestion
) -> ShownQuestion:
    """Put a question into the bank."""
    course = CourseRepository(work.session).get_for_update(request.course_id)
    editing.ensure_may_edit(work.actor, course)
    question = Question(id=new_id(), course_id=course.id, created_at=work.now)
    write_question(work, render, question, request.content)
    QuestionRepository(work.session).add(question)
    if _is_asked(work, course, question):
        refresh_outline(work, course)
    return show_questions(work, links, course.id, [question])[0]


def update_question(
    work: UnitOfWork, links: FileLinks, render: Render, request: UpdateQuestion
) -> ShownQuestion:
    """Write a question anew; a pool that a quiz draws from does not become too small by it."""
    question = QuestionRepository(work.session).get(request.question_id)
    course = CourseRepository(work.session).get_for_update(question.course_id)
    editing.ensure_may_edit(work.actor, course)
    if question.pool != request.content.pool:
        _ensure_pool_stays(work, course, question)
    was_asked = _is_asked(work, course, question)
    write_question(work, render, question, request.content)
    work.session.flush()
    if was_asked or _is_asked(work, course, question):
        refresh_outline(work, course)
    return show_questions(work, links, course.id, [question])[0]


def remove_question(work: UnitOfWork, request: RemoveQuestion) -> None:
    """Take a question out of the bank that no quiz asks or needs."""
    question = QuestionRepository(work.session).get(request.question_id)
    course = CourseRepository(work.session).get_for_update(question.course_id)
    editing.ensure_may_edit(work.actor, course)
    quizzes = QuizRepository(work.session).list_of_course(course.id)
    rules.ensure_unused([title for title, quiz in quizzes if _asks(read_slots(quiz), question.id)])
    _ensure_pool_stays(work, course, question)
    was_asked = _is_asked(work, course, question)
    QuestionRepository(work.session).remove(question)
    if was_asked:
        refresh_outline(work, course)


def show_questions(
    work: UnitOfWork, links: FileLinks, course_id: UUID, questions: Sequence[Question]
) -> list[ShownQuestion]:
    """Questions with addresses of their pictures."""
    ids = [file_id for question in questions for file_id in question.file_ids]
    stored = FileRepository(work.session).list_of_course(course_id, ids)
    files = [links.file(file, work.now) for file in stored]
    return [
        ShownQuestion(
            id=one.id,
            course_id=one.course_id,
            content=read_content(one.content),
            prompt_html=with_addresses(one.prompt_html, files),
            explanation_html=with_addresses(one.explanation_html, files),
        )
        for one in questions
    ]


def new_part_id() -> str:
    """An id that says nothing about what it stands for."""
    return secrets.token_hex(6)


def write_question(
    work: UnitOfWork, render: Render, question: Question, content: QuestionContent
) -> None:
    """Keep a question as it is written, and what students see of it."""
    rules.ensure_valid(content)
    known = _ids_of(read_content(question.content)) if question.content else set()
    content = with_ids(content, known)
    question.type, question.pool = content.type, content.pool
    question.prompt, question.content = content.prompt, to_builtins(content)
    question.prompt_html = render(content.prompt).html
    question.explanation_html = render(content.explanation).html
    html = question.prompt_html + question.explanation_html
    question.file_ids, question.changed_at = referenced_files(html), work.now


def with_ids(content: QuestionContent, known: Collection[str]) -> QuestionContent:
    """The content with ids for all its parts: those it had before, and new ones for the rest.

    Ids are random and never the writer's own, since students see them.
    """
    left = Counter(known)

    def kept(id_: str) -> str:
        left[id_] -= 1
        return id_ if left[id_] == 0 else new_part_id()

    def with_id(part: Any, **more: Any) -> Any:
        return replace(part, id=kept(part.id), **more)

    return replace(
        content,
        pool=content.pool.strip(),
        options=[with_id(one) for one in content.options],
        items=[with_id(one) for one in content.items],
        pairs=[with_id(one, right_id=kept(one.right_id)) for one in content.pairs],
        distractors=[with_id(one) for one in content.distractors],
        rubric=[
            with_id(one, levels=[with_id(level) for level in one.levels]) for one in content.rubric
        ],
    )


def _ids_of(content: QuestionContent) -> set[str]:
    return {
        *(option.id for option in content.options),
        *(part.id for part in (*content.items, *content.distractors)),
        *(id_ for pair in content.pairs for id_ in (pair.id, pair.right_id)),
        *(criterion.id for criterion in content.rubric),
        *(level.id for criterion in content.rubric for level in criterion.levels),
    }


def _ensure_pool_stays(work: UnitOfWork, course: Course, question: Question) -> None:
    """Every quiz that draws from the question's pool finds enough others there."""
    if not question.pool:
        return
    for title, quiz in QuizRepository(work.session).list_of_course(course.id):
        slots = read_slots(quiz)
        draws = sum(one.draw for one in slots if _draws(one, question.pool))
        fixed = [slot.question_id for slot in slots if slot.question_id is not None]
        if draws and question.id not in fixed:
            besides = [*fixed, question.id]
            pools = QuestionRepository(work.session).count_pools(course.id, besides)
            rules.ensure_pool_suffices(question.pool, pools[question.pool], {title: draws})


def _is_asked(work: UnitOfWork, course: Course, question: Question) -> bool:
    """Whether what students are asked changes with the question."""
    slots = [
        slot
        for _, quiz in QuizRepository(work.session).list_of_course(course.id)
        for slot in read_slots(quiz)
    ]
    return _asks(slots, question.id) or any(_draws(slot, question.pool) for slot in slots)


def _draws(slot: Any, pool: str) -> bool:
    return slot.question_id is None and slot.pool == pool and pool != ""


def _asks(slots: Sequence[Any], question_id: UUID) -> bool:
    return any(slot.question_id == question_id for slot in slots)
