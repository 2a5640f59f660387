"""Questions: what is asked, what counts as right, and the bank a course keeps them in."""

from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Message, Query
from contracts.types import Cursor, Page, PageSize, SearchText

Points = Annotated[float, Meta(ge=0, le=1000)]
PartId = Annotated[str, Meta(max_length=40)]
PartText = Annotated[str, Meta(max_length=2000)]
Prompt = Annotated[str, Meta(max_length=20_000)]
PoolName = Annotated[str, Meta(max_length=80)]


class QuestionType(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    TEXT = "text"
    NUMBER = "number"
    ORDERING = "ordering"
    MATCHING = "matching"
    ESSAY = "essay"


class Partial(StrEnum):
    """What an answer earns that is right only in part."""

    ALL_OR_NOTHING = "all_or_nothing"
    BY_PART = "by_part"
    BY_NEIGHBOR = "by_neighbor"


class ToleranceKind(StrEnum):
    """What a tolerance is measured in: the number's own unit, or percent of it."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"


class AnswerForm(StrEnum):
    """What an essay question takes."""

    TEXT = "text"
    FILE = "file"
    EITHER = "either"


class Option(Message, frozen=True, kw_only=True):
    """One choice; without an id it is new."""

    id: PartId = ""
    text: PartText
    correct: bool = False
    explanation: PartText = ""


class TextPart(Message, frozen=True, kw_only=True):
    """A text that is put into order, matched or chosen."""

    id: PartId = ""
    text: PartText


class Pair(Message, frozen=True, kw_only=True):
    """Two texts that belong together; each side has an id, so that neither tells the other."""

    id: PartId = ""
    left: PartText
    right_id: PartId = ""
    right: PartText


class RubricLevel(Message, frozen=True, kw_only=True):
    """How well a criterion can be met, and what that earns."""

    id: PartId = ""
    title: PartText
    points: Points


class Criterion(Message, frozen=True, kw_only=True):
    """One thing that a teacher looks at in an essay."""

    id: PartId = ""
    title: PartText
    levels: list[RubricLevel]


class QuestionContent(Message, frozen=True, kw_only=True):
    """A question as its teacher writes it; fields that its type does not use stay empty."""

    type: QuestionType
    prompt: Prompt
    points: Points = 1
    penalty: Points = 0
    explanation: Prompt = ""
    pool: PoolName = ""
    partial: Partial = Partial.ALL_OR_NOTHING
    options: Annotated[list[Option], Meta(max_length=20)] = []
    truth: bool = True
    accepted: Annotated[list[PartText], Meta(max_length=30)] = []
    ignore_case: bool = True
    ignore_accents: bool = True
    ignore_spaces: bool = True
    fuzzy: bool = False
    number: float | None = None
    tolerance: Annotated[float, Meta(ge=0, le=1e12)] = 0
    tolerance_kind: ToleranceKind = ToleranceKind.ABSOLUTE
    items: Annotated[list[TextPart], Meta(max_length=20)] = []
    pairs: Annotated[list[Pair], Meta(max_length=20)] = []
    distractors: Annotated[list[TextPart], Meta(max_length=20)] = []
    answer_form: AnswerForm = AnswerForm.TEXT
    rubric: Annotated[list[Criterion], Meta(max_length=12)] = []


class Question(Message, frozen=True, kw_only=True):
    """A question of a course's bank with its key, for its teacher and those who review."""

    id: UUID
    course_id: UUID
    content: QuestionContent
    prompt_html: str
    explanation_html: str


class ListQuestions(Query[Page[Question]], frozen=True, kw_only=True):
    """The question bank of a course, newest first; of one pool when named."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    pool: PoolName | None = None
    search: SearchText = ""
    after: Cursor | None = None
    limit: PageSize = 50


class AddQuestion(Command[Question], frozen=True, kw_only=True):
    """Put a question into the bank of a course."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    content: QuestionContent


class UpdateQuestion(Command[Question], frozen=True, kw_only=True):
    """Write a question anew; what students see changes with the next publication or regrade."""

    service: ClassVar[str] = "courses"

    question_id: UUID
    content: QuestionContent


class RemoveQuestion(Command[None], frozen=True, kw_only=True):
    """Take a question that no quiz asks out of the bank."""

    service: ClassVar[str] = "courses"

    question_id: UUID
