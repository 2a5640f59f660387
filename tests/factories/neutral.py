"""A course without a format that holds something of everything."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from contracts.courses.outline import ReleaseAfter
from contracts.courses.questions import AnswerForm, Partial, QuestionType
from contracts.courses.quizzes import GradingMethod
from contracts.courses.resources import Licence
from services.courses.exchange.tree import (
    Asset,
    Caption,
    Choice,
    Course,
    Criterion,
    Lesson,
    LessonSort,
    Level,
    Module,
    Pair,
    Question,
    Quiz,
    Slot,
    Topic,
)
from tests.factories.packages import PNG

LICENCE = Licence(
    name="CC BY 4.0",
    url="https://creativecommons.org/licenses/by/4.0/",
    credit="",
    credit_url="",
)
VTT = "WEBVTT\n\n00:00:01.000 --> 00:01:30.500\nListen.\n"
ELSEWHERE = "https://films.example.org/knots.mp4?part=1&of=2"
CAPTION = Caption(language="en", text=VTT, label="English")

PLAIN_QUESTIONS = [
    Question(
        key="q1",
        sort=QuestionType.SINGLE,
        prompt="Which is **thick**?",
        points=2.0,
        explanation="Low is thick.",
        choices=[Choice(text="E", correct=True, feedback="Yes."), Choice(text="B & *C*")],
    ),
    Question(
        key="q2",
        sort=QuestionType.MULTIPLE,
        prompt="Which?",
        choices=[Choice(text="A", correct=True), Choice(text="B", correct=True), Choice(text="Z")],
    ),
    Question(key="q3", sort=QuestionType.TRUE_FALSE, prompt="So?", truth=False),
    Question(
        key="q4",
        sort=QuestionType.TEXT,
        prompt="Name?",
        accepted=["Oud", "Lute"],
        ignore_case=False,
        ignore_accents=False,
        ignore_spaces=False,
    ),
    Question(key="q5", sort=QuestionType.ESSAY, prompt="Tell."),
]
"""What other systems can ask just so."""

FURTHER_QUESTIONS = [
    Question(
        key="q6", sort=QuestionType.NUMBER, prompt="Pitch?", number=440.0, tolerance=0.5, points=3.0
    ),
    Question(key="q7", sort=QuestionType.ORDERING, prompt="Sort.", items=["a", "b", "c"]),
    Question(
        key="q8",
        sort=QuestionType.MATCHING,
        prompt="Match.",
        pairs=[Pair(left="1", right="one"), Pair(left="2", right="two")],
        distractors=["three"],
        partial=Partial.BY_PART,
    ),
]


RUBRIC = [
    Criterion(title="Tone", levels=[Level(title="Fine", points=2.0), Level(title="No", points=0)])
]


def peculiar_questions(directory: str) -> list[Question]:
    """Questions with what no other system says."""
    counted = Question(
        key="p1",
        sort=QuestionType.MULTIPLE,
        prompt=f"Which? ![A neck](asset:{directory}neck.png)",
        explanation="[Read](lesson:article)",
        penalty=0.5,
        partial=Partial.BY_PART,
        pool="Strings",
        choices=[Choice(text="A", correct=True), Choice(text="B")],
    )
    named: dict[str, Any] = {"prompt": "Name?", "accepted": ["Oud"], "fuzzy": True, "points": 4.0}
    played: dict[str, Any] = {"answer_form": AnswerForm.FILE, "rubric": RUBRIC}
    return [
        counted,
        Question(key="p2", sort=QuestionType.TEXT, **named),
        Question(key="p3", sort=QuestionType.ESSAY, prompt="Play.", **played),
        Question(key="p4", sort=QuestionType.TRUE_FALSE, prompt="One?", pool="Strings"),
        Question(key="p5", sort=QuestionType.TRUE_FALSE, prompt="Two?", pool="Strings"),
    ]


def peculiar_quiz(directory: str) -> Quiz:
    """A quiz that draws from a pool, by rules of its own."""
    return Quiz(
        questions=peculiar_questions(directory),
        slots=[
            Slot(question="p2", points=4.0),
            Slot(pool="Strings", draw=2, points=3.0),
            Slot(question="p3"),
        ],
        settings={
            "attempts_allowed": 3,
            "closes_at": "2099-05-01T12:00:00Z",
            "grading_method": GradingMethod.LAST.value,
            "pass_percent": 60,
            "shuffle_options": False,
        },
    )


def some_lessons(directory: str, questions: list[Question]) -> list[Lesson]:
    """One lesson of each sort."""
    body = f"# Text\n\n![A neck](asset:{directory}neck.png)\n\n[Next](lesson:tube)\n\n$E_2$ {{x}}\n"
    return [
        Lesson(key="article", title="Strings & more", body=body, minutes=4, preview=True),
        Lesson(
            key="film",
            title="By ear",
            sort=LessonSort.VIDEO,
            video=f"{directory}ear.mp4",
            captions=[CAPTION],
        ),
        Lesson(key="tube", title="A song", sort=LessonSort.YOUTUBE, youtube_id="AOUEsgFrYeg"),
        Lesson(key="quiz", title="Check", sort=LessonSort.QUIZ, quiz=Quiz(questions=questions)),
    ]


def late_lessons(directory: str) -> list[Lesson]:
    """Lessons that open later, and a quiz that is not like those of others."""
    arabic = Caption(language="ar", text=VTT, label="العربية", is_default=True)
    waiting = Lesson(
        key="late",
        title="Later",
        body="Later.\n",
        minutes=2,
        preview=False,
        release_after=ReleaseAfter.PREVIOUS_MODULE,
        release_after_days=3,
        requires=["article", "quiz"],
    )
    dated = Lesson(
        key="second film",
        title="Again",
        sort=LessonSort.VIDEO,
        body="Look.\n",
        video=f"{directory}ear.mp4",
        captions=[CAPTION, arabic],
        release_at=datetime(2030, 1, 2, 3, tzinfo=UTC),
    )
    body = f"Take your time. ![A neck](asset:{directory}neck.png)\n"
    linked = Lesson(key="linked", title="Elsewhere", sort=LessonSort.LINK, video_url=ELSEWHERE)
    exam: dict[str, Any] = {"body": body, "minutes": 30, "quiz": peculiar_quiz(directory)}
    quiz = Lesson(key="exam", title="Exam", sort=LessonSort.QUIZ, **exam)
    return [waiting, dated, linked, quiz]


def some_assets(root: Path, directory: str) -> dict[str, Asset]:
    """A picture and a film, where the format puts files."""
    root.mkdir()
    assets = {}
    for name, media_type, content in (
        ("neck.png", "image/png", PNG),
        ("ear.mp4", "video/mp4", b"film"),
    ):
        (root / name).write_bytes(content)
        path = f"{directory}{name}"
        assets[path] = Asset(path=path, name=name, media_type=media_type, place=root / name)
    return assets


def neutral_course(root: Path, directory: str, questions: list[Question]) -> Course:
    """A course with something of everything."""
    lessons = some_lessons(directory, questions)
    stock = Question(key="b1", sort=QuestionType.NUMBER, prompt="Later?", number=7.0, pool="Stock")
    return Course(
        key="academy/1",
        title="Guitar <1>",
        summary="Tune.",
        description="All *about* it.",
        licence=LICENCE,
        cover=f"{directory}neck.png",
        modules=[
            Module(
                key="m1",
                title="Basics",
                lessons=lessons[:1],
                topics=[
                    Topic(key="t1", title="Tuning", lessons=lessons[1:]),
                    Topic(key="t2", title="Nothing yet", lessons=[]),
                ],
            ),
            Module(
                key="m2",
                title="Further",
                topics=[Topic(key="t3", title="On", lessons=late_lessons(directory))],
            ),
            Module(key="m3", title="To be written"),
        ],
        bank=[stock],
        assets=some_assets(root, directory),
    )
