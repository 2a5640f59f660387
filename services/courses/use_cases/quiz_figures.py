"""How the questions of a quiz did."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from contracts.courses.analysis import (
    GetQuizFigures,
    GivenAnswer,
    QuestionFigures,
    QuizFigures,
)
from contracts.courses.attempts import Verdict
from contracts.courses.questions import QuestionContent, QuestionType
from services.common.work import UnitOfWork
from services.courses.links import FileLinks, with_addresses
from services.courses.policies import editing
from services.courses.quiz_definitions import FrozenQuestion, read_definition
from services.courses.repository.courses import CourseRepository
from services.courses.repository.files import FileRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.quiz_figures import QuizFigureRepository

ENOUGH = 5
"""People that a correlation needs at least, before it says anything."""
_KEYED_TEXTS = {QuestionType.TEXT, QuestionType.NUMBER}
"""Written answers that many give alike; an essay is its writer's own."""


def get_quiz_figures(work: UnitOfWork, links: FileLinks, request: GetQuizFigures) -> QuizFigures:
    """How a quiz and each of its questions did, for who sees its students."""
    lesson = LessonRepository(work.session).get(request.lesson_id)
    editing.ensure_sees_students(work.actor, CourseRepository(work.session).get(lesson.course_id))
    figures = QuizFigureRepository(work.session, lesson.id)
    overall = figures.overall()
    asked = {question.id: question for question in _questions(figures)}
    counts = {row.question_id: row for row in figures.list_questions()}
    answers = _Answers(figures, asked.values())
    files = _files(work, links, lesson.course_id, asked)
    return QuizFigures(
        lesson_id=lesson.id,
        attempt_count=overall.attempts,
        mean_percent=overall.mean,
        questions=[
            QuestionFigures(
                question_id=id_,
                type=question.content.type,
                prompt_html=with_addresses(question.prompt_html, files),
                answers=answers.of(question),
                **_counted(counts[id_]),
            )
            for id_, question in asked.items()
            if id_ in counts
        ],
    )


class _Answers:
    """What was answered, by question."""

    def __init__(self, figures: QuizFigureRepository, asked: Iterable[FrozenQuestion]) -> None:
        self._chosen = {(row.question_id, row.given): row.count for row in figures.list_choices()}
        self._texts: dict[UUID, list[Any]] = {}
        keyed = [question.id for question in asked if question.content.type in _KEYED_TEXTS]
        for row in figures.list_texts(keyed):
            self._texts.setdefault(row.question_id, []).append(row)

    def of(self, question: FrozenQuestion) -> list[GivenAnswer]:
        """All choices, or what was written most."""
        if question.content.type in _KEYED_TEXTS:
            return [
                GivenAnswer(text=row.given, correct=row.verdict is Verdict.RIGHT, count=row.count)
                for row in self._texts.get(question.id, [])
            ]
        return [
            GivenAnswer(text=text, correct=right, count=self._chosen.get((question.id, key), 0))
            for key, text, right in _choices(question.content)
        ]


def _choices(content: QuestionContent) -> Iterator[tuple[str, str, bool]]:
    """What could be chosen: how answers name it, its words, and whether it is right."""
    if content.type is QuestionType.TRUE_FALSE:
        yield "true", "true", content.truth
        yield "false", "false", not content.truth
    for option in content.options:
        yield option.id, option.text, option.correct


def _questions(figures: QuizFigureRepository) -> Iterator[FrozenQuestion]:
    """Every question that was asked as it was asked last, those of the newest version first."""
    known = set[UUID]()
    for version in figures.list_versions():
        definition = read_definition(version.definition)
        for id_ in (id_ for slot in definition.slots for id_ in slot.question_ids):
            if id_ not in known:
                known.add(id_)
                yield definition.question(id_)


def _files(
    work: UnitOfWork, links: FileLinks, course_id: UUID, asked: dict[UUID, FrozenQuestion]
) -> list[Any]:
    ids = [file_id for question in asked.values() for file_id in question.file_ids]
    stored = FileRepository(work.session).list_of_course(course_id, ids)
    return [links.file(file, work.now) for file in stored]


def _counted(row: Any) -> dict[str, Any]:
    """What the database has counted for a question."""
    return {
        "asked_count": row.asked,
        "unanswered_count": row.asked - row.answered,
        "facility": row.facility,
        "discrimination": row.discrimination if row.asked >= ENOUGH else None,
    }
