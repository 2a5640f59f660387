"""A whole course goes out of one database row by row, and comes into another course the same."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from contracts.courses.authoring import GetLessonDraft, UpdateLesson
from contracts.courses.exchange import ExchangeState, ExportFormat, Loss
from contracts.courses.media import ListCaptions, PutCaptions
from contracts.courses.outline import ReleaseAfter
from contracts.courses.questions import AddQuestion, ListQuestions, QuestionType
from contracts.courses.quizzes import (
    GradingMethod,
    QuizSettings,
    SetQuizSlots,
    Slot,
    UpdateQuizSettings,
)
from contracts.courses.resources import LessonKind
from contracts.types import Actor, Role
from services.common.storage import FileStore
from services.courses.exchange.questions import from_content
from tests.factories.courses import make_actor
from tests.factories.neutral import ELSEWHERE, VTT
from tests.factories.quizzes import question
from tests.integration.courses.conftest import Ask
from tests.integration.courses.packing import Carrier
from tests.integration.courses.test_exchange_content import (
    draft_of,
    lessons_of,
    new_course,
    quiz_of,
)
from tests.integration.courses.trees import Built, picture

pytestmark = pytest.mark.postgres

SPANISH = "1\n00:00:01,000 --> 00:00:02,000\nHola.\n"


@pytest.fixture
def teacher() -> Actor:
    return make_actor(Role.TEACHER)


@pytest.fixture
def carrier(
    ask: Ask, session: Session, service_for: Callable[..., Any], files: FileStore
) -> Carrier:
    return Carrier(ask, session, service_for, files)


class Whole:
    """A course with two topics, a quiz of each type of question, a pool and captions."""

    def __init__(self, ask: Ask, teacher: Actor) -> None:
        self._ask, self._teacher = ask, teacher
        self.built = Built(ask, teacher)
        self.id = self.built.id
        self.built.add("exam", "One", "Late", kind=LessonKind.QUIZ)
        self.built.add(
            "song",
            "Two",
            kind=LessonKind.YOUTUBE,
            youtube_url="https://www.youtube.com/watch?v=AOUEsgFrYeg",
        )
        self.built.add("film", "Two", kind=LessonKind.LINK, video_url=ELSEWHERE)
        self._write_exam()
        self._write_captions()
        later = UpdateLesson(
            lesson_id=self.built.ids["e"],
            requires=[self.built.ids["a"]],
            preview=True,
            release_after_days=3,
            release_after=ReleaseAfter.PREVIOUS_MODULE,
        )
        self._ask(later, teacher)

    def _write_exam(self) -> None:
        fixed = [self._add(question(one, points=2.5, explanation="Why.")) for one in QuestionType]
        for prompt in ("One?", "Two?", "Three?"):
            pooled = question(QuestionType.TRUE_FALSE, prompt=prompt, pool="Knots", penalty=0.5)
            self._add(pooled)
        self._add(question(QuestionType.TEXT, prompt="In stock?", fuzzy=True))
        slots = [*(Slot(question_id=id_) for id_ in fixed), Slot(pool="Knots", draw=2, points=4.0)]
        rules = QuizSettings(
            attempts_allowed=2,
            time_limit_minutes=20,
            grading_method=GradingMethod.AVERAGE,
            pass_percent=60,
            shuffle_questions=True,
        )
        exam = self.built.ids["exam"]
        self._ask(SetQuizSlots(lesson_id=exam, slots=slots), self._teacher)
        self._ask(UpdateQuizSettings(lesson_id=exam, settings=rules), self._teacher)

    def _add(self, content: Any) -> UUID:
        return self._ask(AddQuestion(course_id=self.id, content=content), self._teacher).id

    def _write_captions(self) -> None:
        song = self.built.ids["song"]
        for language, label, content in (("en", "English", VTT), ("es", "Español", SPANISH)):
            words = {"language": language, "label": label, "content": content}
            self._ask(
                PutCaptions(lesson_id=song, **words, is_default=language == "es"), self._teacher
            )


def contents(ask: Ask, course_id: UUID, teacher: Actor) -> Any:
    """What a course holds, without the ids that only this course has."""
    draft = draft_of(ask, course_id, teacher)
    lessons = lessons_of(draft)
    exam = quiz_of(ask, course_id, teacher, "exam")
    prompts: dict[UUID | None, str] = {one.id: one.content.prompt for one in exam.questions}
    bank = ask(ListQuestions(course_id=course_id), teacher).items
    captions = ask(ListCaptions(lesson_id=lessons["song"].id), teacher)
    last = ask(GetLessonDraft(lesson_id=lessons["e"].id), teacher)
    film = ask(GetLessonDraft(lesson_id=lessons["film"].id), teacher)
    titles = {lesson.id: title for title, lesson in lessons.items()}
    return {
        "tree": picture(draft),
        "slots": [
            (prompts.get(one.question_id), one.pool, one.draw, one.points) for one in exam.slots
        ],
        "settings": exam.settings,
        "score": exam.max_score,
        "bank": sorted((from_content("", one.content, str) for one in bank), key=str),
        "film": (film.kind, film.video_url),
        "captions": [(one.language, one.label, one.is_default) for one in captions],
        "release": (last.release_after_days, last.release_after, last.preview),
        "requires": [titles[one] for one in last.requires],
    }


@pytest.mark.parametrize("form", list(ExportFormat))
def test_a_whole_course_goes_out_and_comes_into_another(
    ask: Ask, teacher: Actor, carrier: Carrier, files: FileStore, form: ExportFormat, tmp_path: Path
) -> None:
    whole = Whole(ask, teacher)
    made = carrier.take(whole.id, form, teacher)
    assert made.state is ExchangeState.DONE
    ending = ".tar.gz" if form is ExportFormat.OLX else ".imscc"
    package = tmp_path / f"knots{ending}"
    package.write_bytes(files.read(made.id) or b"")

    other = new_course(ask, teacher)
    done = carrier.bring(package, other, teacher)

    assert done.state is ExchangeState.DONE
    there = contents(ask, other, teacher)
    assert there == contents(ask, whole.id, teacher)
    assert there["film"] == (LessonKind.LINK, ELSEWHERE)


def test_an_export_tells_what_others_will_not_see(
    ask: Ask, teacher: Actor, carrier: Carrier
) -> None:
    whole = Whole(ask, teacher)

    made = carrier.take(whole.id, ExportFormat.OLX, teacher)

    kept = [one.what for one in made.findings if one.loss is Loss.UNSHOWN]
    assert kept == ["ordering", "matching", "question bank (1)"]
