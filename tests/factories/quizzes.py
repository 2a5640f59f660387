"""Questions of every type, and quizzes that ask them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from msgspec import to_builtins
from sqlalchemy.orm import Session

from contracts.courses.attempts import Answer
from contracts.courses.questions import (
    Criterion,
    Option,
    Pair,
    QuestionContent,
    QuestionType,
    RubricLevel,
    TextPart,
)
from contracts.courses.quizzes import QuizSettings, Slot
from contracts.courses.resources import LessonKind
from services.common.database import new_id
from services.courses import models
from services.courses.policies.quizzes.questions import full_marks
from services.courses.quiz_definitions import (
    Definition,
    FrozenQuestion,
    FrozenSlot,
    digest_of,
    read_content,
)
from tests.factories.courses import NOW, add_course, keep_revision

OPTIONS = [
    Option(id="a", text="Red", correct=True, explanation="Long waves."),
    Option(id="b", text="Green"),
    Option(id="c", text="Blue"),
    Option(id="d", text="Violet"),
]
RUBRIC = [
    Criterion(
        id="style",
        title="Style",
        levels=[
            RubricLevel(id="good", title="Good", points=2),
            RubricLevel(id="weak", title="Weak", points=0.5),
        ],
    )
]


def question(type_: QuestionType, **changes: Any) -> QuestionContent:
    """A question of a type, right as the test of its grading expects it."""
    fields: dict[QuestionType, dict[str, Any]] = {
        QuestionType.SINGLE: {"options": OPTIONS},
        QuestionType.MULTIPLE: {
            "options": [
                Option(id="a", text="2", correct=True),
                Option(id="b", text="3", correct=True),
                Option(id="c", text="4"),
                Option(id="d", text="6"),
            ]
        },
        QuestionType.TRUE_FALSE: {"truth": True},
        QuestionType.TEXT: {"accepted": ["Café au lait", "latte"]},
        QuestionType.NUMBER: {"number": 3.14, "tolerance": 0.01},
        QuestionType.ORDERING: {"items": [TextPart(id=one, text=one.upper()) for one in "abcd"]},
        QuestionType.MATCHING: {
            "pairs": [
                Pair(id="1", left="Paris", right_id="x", right="France"),
                Pair(id="2", left="Rome", right_id="y", right="Italy"),
            ],
            "distractors": [TextPart(id="z", text="Spain")],
        },
        QuestionType.ESSAY: {},
    }
    return QuestionContent(
        **{"type": type_, "prompt": f"A {type_} question", **fields[type_], **changes}
    )


RIGHT_ANSWERS = {
    QuestionType.SINGLE: Answer(choices=["a"]),
    QuestionType.MULTIPLE: Answer(choices=["a", "b"]),
    QuestionType.TRUE_FALSE: Answer(truth=True),
    QuestionType.TEXT: Answer(text=" CAFE  AU LAIT "),
    QuestionType.NUMBER: Answer(text="3,14"),
    QuestionType.ORDERING: Answer(order=["a", "b", "c", "d"]),
    QuestionType.MATCHING: Answer(pairs={"1": "x", "2": "y"}),
}


def frozen(content: QuestionContent, **changes: Any) -> FrozenQuestion:
    """A question of a published quiz."""
    fields: dict[str, Any] = {
        "id": uuid4(),
        "content": content,
        "prompt_html": "<p>?</p>",
        "explanation_html": "",
    }
    return FrozenQuestion(**{**fields, **changes})


def define(*questions: FrozenQuestion, pools: Sequence[tuple[int, Sequence[Any]]] = ()) -> Any:
    """A definition that asks some questions, and draws from pools of others."""
    fixed = [
        FrozenSlot(question_ids=[one.id], draw=1, points=full_marks(one.content))
        for one in questions
    ]
    drawn = [
        FrozenSlot(question_ids=[one.id for one in pool], draw=draw, points=2)
        for draw, pool in pools
    ]
    every = [*questions, *(one for _, pool in pools for one in pool)]
    return Definition(slots=[*fixed, *drawn], questions={str(one.id): one for one in every})


def add_question(
    session: Session, course: models.Course, content: QuestionContent, **changes: Any
) -> models.Question:
    """Store a question in the bank of a course."""
    fields: dict[str, Any] = {
        "id": new_id(),
        "course_id": course.id,
        "type": content.type,
        "pool": content.pool,
        "prompt": content.prompt,
        "content": to_builtins(content),
        "prompt_html": f"<p>{content.prompt}</p>",
        "explanation_html": "<p>Because.</p>",
        "file_ids": [],
        "created_at": NOW,
        "changed_at": NOW,
    }
    stored = models.Question(**{**fields, **changes})
    session.add(stored)
    session.commit()
    return stored


def add_quiz(
    session: Session,
    contents: Sequence[QuestionContent],
    settings: QuizSettings | None = None,
    **changes: Any,
) -> tuple[models.Course, UUID]:
    """Store a published course with one quiz that asks the questions; the quiz is published."""
    lesson = {"kind": LessonKind.QUIZ, "title": "A quiz", "question_count": len(contents)}
    course = add_course(session, lessons=[lesson], **changes)
    lesson_id = UUID(course.outline[0]["lessons"][0]["id"])
    questions = [add_question(session, course, content) for content in contents]
    slots = [Slot(id=str(one.id)[:8], question_id=one.id) for one in questions]
    quiz = models.Quiz(
        id=lesson_id,
        course_id=course.id,
        settings=to_builtins(settings or QuizSettings()),
        slots=to_builtins(slots),
        changed_at=NOW,
    )
    session.add(quiz)
    session.flush()
    version = _add_version(session, lesson_id, questions)
    session.get_one(models.Lesson, lesson_id).quiz_version_id = version.id
    if course.revision_id is not None:
        keep_revision(session, course)
    session.commit()
    return course, lesson_id


def _add_version(
    session: Session, lesson_id: UUID, questions: Sequence[models.Question]
) -> models.QuizVersion:
    asked = [
        frozen(
            read_content(one.content),
            id=one.id,
            prompt_html=one.prompt_html,
            explanation_html=one.explanation_html,
        )
        for one in questions
    ]
    definition = define(*asked)
    version = models.QuizVersion(
        id=new_id(),
        lesson_id=lesson_id,
        number=1,
        definition=to_builtins(definition),
        digest=digest_of(definition),
        question_count=definition.question_count,
        max_score=definition.max_score,
        created_at=NOW,
    )
    session.add(version)
    session.flush()
    return version
