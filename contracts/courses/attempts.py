"""What students do with quizzes: look at the rules, attempt, answer, finish."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Message, Query
from contracts.courses.authoring import FileName, MediaType
from contracts.courses.questions import AnswerForm, Criterion, PartId, QuestionType, TextPart
from contracts.courses.quizzes import FeedbackTiming, GradingMethod
from contracts.courses.resources import CourseFile, Upload

AnswerText = Annotated[str, Meta(max_length=50_000)]


class QuizStatus(StrEnum):
    """What a student can do with a quiz now."""

    READY = "ready"
    IN_PROGRESS = "in_progress"
    NOT_PUBLISHED = "not_published"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    WAITING = "waiting"
    USED_UP = "used_up"


class AttemptState(StrEnum):
    """Whether an attempt still takes answers."""

    IN_PROGRESS = "in_progress"
    FINISHED = "finished"


class Verdict(StrEnum):
    """How an answer did."""

    RIGHT = "right"
    PARTIAL = "partial"
    WRONG = "wrong"
    UNANSWERED = "unanswered"
    UNGRADED = "ungraded"


class Answer(Message, frozen=True, kw_only=True):
    """An answer; which field holds it depends on the type of the question."""

    choices: Annotated[list[PartId], Meta(max_length=20)] = []
    truth: bool | None = None
    text: AnswerText = ""
    order: Annotated[list[PartId], Meta(max_length=20)] = []
    pairs: Annotated[dict[PartId, PartId], Meta(max_length=20)] = {}
    file_ids: Annotated[list[UUID], Meta(max_length=5)] = []


class AskedQuestion(Message, frozen=True, kw_only=True):
    """A question as a student sees it: its parts in the order of the attempt, never its key."""

    id: UUID
    type: QuestionType
    prompt_html: str
    points: float
    options: list[TextPart]
    items: list[TextPart]
    lefts: list[TextPart]
    rights: list[TextPart]
    answer_form: AnswerForm
    rubric: list[Criterion]


class StoredAnswer(Message, frozen=True, kw_only=True):
    """What the server holds for a question: of several writes the one with the highest `seq`."""

    question_id: UUID
    seq: int
    answer: Answer
    flagged: bool
    saved_at: datetime
    checked: bool
    files: list[CourseFile]


class AnswerKey(Message, frozen=True, kw_only=True):
    """What would have been right."""

    choices: list[str]
    truth: bool | None
    accepted: list[str]
    order: list[str]
    pairs: dict[str, str]


class QuestionFeedback(Message, frozen=True, kw_only=True):
    """What a student may know about their answer; null is what they may not know."""

    question_id: UUID
    verdict: Verdict | None
    score: float | None
    key: AnswerKey | None
    explanation_html: str | None
    option_explanations: dict[str, str]
    comment: str
    levels: dict[str, str]


class AttemptResult(Message, frozen=True, kw_only=True):
    """How an attempt did; without a score as long as that is not told or not known."""

    score: float | None
    max_score: float
    percent: float | None
    passed: bool | None
    ungraded: int


class AttemptSummary(Message, frozen=True, kw_only=True):
    """An attempt in a list."""

    id: UUID
    number: int
    state: AttemptState
    started_at: datetime
    finished_at: datetime | None
    result: AttemptResult


class Attempt(Message, frozen=True, kw_only=True):
    """A student's own attempt; `server_time` lets their clock count down to `deadline_at`."""

    id: UUID
    lesson_id: UUID
    course_id: UUID
    title: str
    number: int
    preview: bool
    state: AttemptState
    started_at: datetime
    deadline_at: datetime | None
    accepted_until: datetime | None
    finished_at: datetime | None
    by_deadline: bool
    server_time: datetime
    one_by_one: bool
    checks: bool
    questions: list[AskedQuestion]
    answers: list[StoredAnswer]
    result: AttemptResult
    feedback: list[QuestionFeedback]
    feedback_at: datetime | None


class Quiz(Message, frozen=True, kw_only=True):
    """The rules of a quiz as they hold for the caller, and what they have done."""

    lesson_id: UUID
    course_id: UUID
    title: str
    preview: bool
    status: QuizStatus
    available_at: datetime | None
    question_count: int
    max_score: float
    opens_at: datetime | None
    closes_at: datetime | None
    time_limit_minutes: int | None
    attempts_allowed: int | None
    attempts_used: int
    delay_minutes: int
    grading_method: GradingMethod
    pass_percent: int | None
    feedback_timing: FeedbackTiming
    extended: bool
    percent: float | None
    passed: bool | None
    attempts: list[AttemptSummary]


class GetQuiz(Query[Quiz], frozen=True, kw_only=True):
    """The rules of a quiz and the caller's attempts."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID


class StartAttempt(Command[Attempt], frozen=True, kw_only=True):
    """Begin an attempt, or go on with the one that runs."""

    service: ClassVar[str] = "courses"

    lesson_id: UUID


class GetAttempt(Query[Attempt], frozen=True, kw_only=True):
    """One of the caller's attempts with what they have answered."""

    service: ClassVar[str] = "courses"

    attempt_id: UUID


class SaveAnswer(Command[StoredAnswer], frozen=True, kw_only=True):
    """Keep an answer; one with a lower `seq` than the stored one changes nothing."""

    service: ClassVar[str] = "courses"

    attempt_id: UUID
    question_id: UUID
    seq: Annotated[int, Meta(ge=1, le=2**53)]
    answer: Answer
    flagged: bool = False


class CheckAnswer(Command[QuestionFeedback], frozen=True, kw_only=True):
    """Give an answer for good and learn at once how it did, where the quiz allows that."""

    service: ClassVar[str] = "courses"

    attempt_id: UUID
    question_id: UUID


class FinishAttempt(Command[Attempt], frozen=True, kw_only=True):
    """Hand an attempt in; a finished one stays as it is."""

    service: ClassVar[str] = "courses"

    attempt_id: UUID


class StartAnswerUpload(Command[Upload], frozen=True, kw_only=True):
    """Ask to add a picture or a PDF to an answer."""

    service: ClassVar[str] = "courses"

    attempt_id: UUID
    question_id: UUID
    name: FileName
    size: Annotated[int, Meta(ge=1, le=20_000_000)]
    media_type: MediaType
