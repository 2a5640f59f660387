"""What a quiz asks, frozen, and what one attempt was given of it."""

import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from contracts.base import Message
from contracts.courses.attempts import Answer
from contracts.courses.questions import QuestionContent


class FrozenQuestion(Message, frozen=True, kw_only=True):
    """A question with its key, as it was when the quiz was published."""

    id: UUID
    content: QuestionContent
    prompt_html: str
    explanation_html: str
    file_ids: list[UUID] = []


class FrozenSlot(Message, frozen=True, kw_only=True):
    """A place in a quiz: so many of these questions, each for the same points."""

    question_ids: list[UUID]
    draw: int
    points: float


class Definition(Message, frozen=True, kw_only=True):
    """Everything an attempt is made of."""

    slots: list[FrozenSlot]
    questions: dict[str, FrozenQuestion]

    @property
    def question_count(self) -> int:
        """How many questions one attempt holds."""
        return sum(slot.draw for slot in self.slots)

    @property
    def max_score(self) -> float:
        """What one attempt can earn."""
        return sum(slot.draw * slot.points for slot in self.slots)

    def question(self, question_id: UUID) -> FrozenQuestion:
        """The question with that id."""
        return self.questions[str(question_id)]


class Placed(Message, frozen=True, kw_only=True):
    """A question of an attempt with the order of its parts."""

    question_id: UUID
    points: float
    options: list[str]
    items: list[str]
    lefts: list[str]
    rights: list[str]


Layout = Sequence[Placed]


def read_content(stored: Any) -> QuestionContent:
    """A question as it is kept in its bank."""
    return msgspec.convert(stored, QuestionContent)


def read_definition(stored: Any) -> Definition:
    """A definition as it is kept in a version."""
    return msgspec.convert(stored, Definition)


def answer_of(row: Any) -> Answer | None:
    """An answer as it is kept, or None where there is none."""
    return None if row is None else msgspec.convert(row.answer, Answer, strict=False)


def read_layout(stored: Any) -> list[Placed]:
    """A layout as it is kept in an attempt."""
    return msgspec.convert(stored, list[Placed])


def points_of(attempt: Any, question_id: UUID) -> float:
    """What a question of an attempt is worth."""
    asked = read_layout(attempt.layout)
    return next(one.points for one in asked if one.question_id == question_id)


def digest_of(definition: Definition) -> str:
    """The same for two definitions that say the same."""
    raw = msgspec.json.encode(definition, order="deterministic")
    return hashlib.sha256(raw).hexdigest()
