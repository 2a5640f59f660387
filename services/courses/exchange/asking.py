"""Puts the questions and rules of quizzes into the database, and changes nothing that is there."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid5

import msgspec

from contracts.courses import quizzes
from services.common.work import UnitOfWork
from services.courses import models
from services.courses.exchange.questions import to_content, with_known_ids
from services.courses.exchange.tree import Question, Quiz, slots_of
from services.courses.markdown import Render
from services.courses.quiz_definitions import read_content
from services.courses.repository.quizzes import QuestionRepository, QuizRepository
from services.courses.use_cases.quiz_questions import new_part_id, write_question
from services.courses.use_cases.quiz_setup import count_asked, set_rules
from services.courses.use_cases.quiz_versions import read_settings, read_slots


class Bank:
    """The question bank of a course that is being imported."""

    def __init__(
        self, work: UnitOfWork, course_id: UUID, render: Render, led: Callable[[str], str]
    ) -> None:
        self._work = work
        self._course_id = course_id
        self._render = render
        self._led = led
        self._questions = QuestionRepository(work.session)
        self._rows = {row.id: row for row in self._questions.list_of_course(course_id)}
        self._kept: dict[tuple[str, bytes], UUID] = {}

    @property
    def kept(self) -> list[UUID]:
        """Ids of what the import has put into the bank."""
        return list(dict.fromkeys(self._kept.values()))

    def keep(self, owner: str, question: Question) -> UUID:
        """The id of a question; one that several quizzes ask stands in the bank once."""
        content = to_content(question, self._led)
        mark = question.key, msgspec.json.encode(content)
        if mark not in self._kept:
            question_id = question_id_of(self._course_id, owner, question.key)
            row = self._rows.get(question_id) or self._new_row(question_id)
            before = read_content(row.content) if row.content else None
            content = with_known_ids(content, before)
            if content != before:
                write_question(self._work, self._render, row, content)
            if before is None:
                self._questions.add(row)
            self._kept[mark] = question_id
        return self._kept[mark]

    def _new_row(self, question_id: UUID) -> models.Question:
        """The moments tell in which order the package has the questions."""
        moment = self._work.now + timedelta(microseconds=len(self._kept))
        return models.Question(id=question_id, course_id=self._course_id, created_at=moment)


def keep_quiz(work: UnitOfWork, bank: Bank, lesson: models.Lesson, key: str, quiz: Quiz) -> None:
    """Let a lesson ask what the package says, by the rules that it speaks of."""
    ids = {question.key: bank.keep(key, question) for question in quiz.questions}
    row = QuizRepository(work.session).get_for_update(lesson, work.now)
    before = read_slots(row)
    slots = [
        quizzes.Slot(question_id=ids[slot.question])
        if slot.question
        else quizzes.Slot(pool=slot.pool, draw=slot.draw, points=slot.points)
        for slot in slots_of(quiz)
    ]
    slots = [_with_id(slot, before) for slot in slots]
    if slots != before:
        row.slots, row.changed_at = msgspec.to_builtins(slots), work.now
    lesson.question_count = count_asked(slots)
    work.session.flush()
    _keep_rules(work, lesson, read_settings(row), quiz)


def take_questions_away(work: UnitOfWork, course_id: UUID, gone: set[UUID]) -> None:
    """Questions that no package has any more, unless a quiz asks or may draw them."""
    slots = [
        slot
        for _, quiz in QuizRepository(work.session).list_of_course(course_id)
        for slot in read_slots(quiz)
    ]
    asked = {slot.question_id for slot in slots}
    pools = {slot.pool for slot in slots if slot.question_id is None}
    questions = QuestionRepository(work.session)
    for row in questions.list_by_id(course_id, gone - asked):
        if row.pool not in pools:
            questions.remove(row)


def question_id_of(course_id: UUID, owner: str, key: str) -> UUID:
    """Id of the question of that key in a lesson: the same at every import."""
    return uuid5(course_id, f"question:{owner}:{key}")


def _keep_rules(
    work: UnitOfWork, lesson: models.Lesson, before: quizzes.QuizSettings, quiz: Quiz
) -> None:
    said = msgspec.convert(quiz.settings, quizzes.QuizSettings, strict=False)
    rules = msgspec.structs.replace(before, **{name: getattr(said, name) for name in quiz.settings})
    if rules != before:
        set_rules(work, lesson, rules)


def _with_id(slot: quizzes.Slot, before: list[quizzes.Slot]) -> quizzes.Slot:
    """The slot with the id that it had."""
    wanted = slot.question_id, slot.pool
    known = [one.id for one in before if (one.question_id, one.pool) == wanted]
    return msgspec.structs.replace(slot, id=known[0] if known else new_part_id())
