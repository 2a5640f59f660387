"""Topics, quizzes and captions come in, stay what they are at the next import, and go out whole."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.courses.authoring import CreateCourse, GetCourseDraft, GetLessonDraft
from contracts.courses.exchange import Loss
from contracts.courses.media import ListCaptions
from contracts.courses.questions import ListQuestions, QuestionType
from contracts.courses.quizzes import (
    GetQuizDraft,
    QuizDraft,
    QuizSettings,
    SetQuizSlots,
    Slot,
    UpdateQuizSettings,
)
from contracts.courses.resources import CourseDraft, LessonKind, LessonSummary
from contracts.types import Actor, Price, Role
from services.common.storage import FileStore
from services.courses import models
from tests.factories.courses import make_actor
from tests.factories.packages import OLX, tar_of
from tests.integration.courses.conftest import Ask
from tests.integration.courses.packing import Carrier
from tests.integration.courses.trees import Built

pytestmark = pytest.mark.postgres

FREE = Price(amount=0, currency="EUR")


@pytest.fixture
def teacher() -> Actor:
    return make_actor(Role.TEACHER)


@pytest.fixture
def carrier(
    ask: Ask, session: Session, service_for: Callable[..., Any], files: FileStore
) -> Carrier:
    return Carrier(ask, session, service_for, files)


@pytest.fixture
def course_id(ask: Ask, teacher: Actor) -> UUID:
    """An empty draft."""
    return new_course(ask, teacher)


@pytest.fixture
def bring(carrier: Carrier, course_id: UUID, teacher: Actor, tmp_path: Path) -> Callable[..., Any]:
    """Imports the small OLX course, some files of which are others."""

    def send(**files: str | bytes) -> Any:
        named = {name.replace("__", "/"): content for name, content in files.items()}
        renamed = {name.replace("_xml", ".xml"): named[name] for name in named}
        package = tar_of({**OLX, **renamed}, tmp_path / "guitar.tar.gz")
        return carrier.bring(package, course_id, teacher)

    return send


def new_course(ask: Ask, teacher: Actor) -> UUID:
    return ask(CreateCourse(title="Empty", category="design", price=FREE), teacher).id


def draft_of(ask: Ask, course_id: UUID, teacher: Actor) -> CourseDraft:
    return ask(GetCourseDraft(course_id=course_id), teacher)


def lessons_of(draft: CourseDraft) -> dict[str, LessonSummary]:
    return {lesson.title: lesson for module in draft.outline for lesson in module.lessons}


def quiz_of(ask: Ask, course_id: UUID, teacher: Actor, title: str = "Strings: Quiz") -> QuizDraft:
    lesson = lessons_of(draft_of(ask, course_id, teacher))[title]
    return ask(GetQuizDraft(lesson_id=lesson.id), teacher)


def everything(session: Session) -> dict[str, list[Any]]:
    """Every row of what a course consists of."""
    kinds = models.Module, models.Topic, models.Lesson, models.Quiz, models.Question, models.Caption
    session.expire_all()
    return {
        kind.__tablename__: [
            {column.name: getattr(row, column.key) for column in kind.__table__.columns}
            for row in session.scalars(select(kind).order_by(kind.id))
        ]
        for kind in kinds
    }


def test_lessons_stand_in_the_topics_of_the_package(
    ask: Ask, teacher: Actor, bring: Any, course_id: UUID
) -> None:
    bring()

    (module,) = draft_of(ask, course_id, teacher).outline
    (topic,) = module.topics
    assert (module.title, topic.title) == ("Basics", "Tuning")
    assert {lesson.topic_id for lesson in module.lessons} == {topic.id}


def test_a_quiz_asks_what_the_package_asks(
    ask: Ask, teacher: Actor, bring: Any, course_id: UUID
) -> None:
    bring()

    quiz = quiz_of(ask, course_id, teacher)
    thick, pitch = sorted(quiz.questions, key=lambda one: one.content.type != "single")
    assert [slot.question_id for slot in quiz.slots] == [thick.id, pitch.id]
    assert thick.content.prompt == "Which is thick?"
    assert [(one.text, one.correct, one.explanation) for one in thick.content.options] == [
        ("E", True, "Yes."),
        ("B", False, ""),
    ]
    assert "Low is thick." in thick.explanation_html
    assert "Look." in thick.explanation_html
    assert (pitch.content.number, pitch.content.tolerance) == (440.0, 1.0)
    assert (quiz.settings.shuffle_options, quiz.question_count) == (False, 2)


def test_captions_come_with_their_film(
    ask: Ask, teacher: Actor, bring: Any, course_id: UUID
) -> None:
    bring()

    film = lessons_of(draft_of(ask, course_id, teacher))["Tuning by ear"]
    (english,) = ask(ListCaptions(lesson_id=film.id), teacher)
    assert (english.language, english.label, english.is_default) == ("en", "English", False)


def test_the_report_counts_what_is_kept_and_tells_what_is_not(bring: Any) -> None:
    done = bring()

    assert done.counts is not None
    assert (done.counts.topics, done.counts.quizzes, done.counts.captions) == (1, 1, 1)
    losses = {finding.loss for finding in done.findings}
    assert Loss.TOOL in losses
    assert Loss.UNSHOWN not in losses


def test_the_same_package_again_changes_nothing_at_all(session: Session, bring: Any) -> None:
    bring()
    before = everything(session)

    bring()

    assert everything(session) == before


def test_only_what_has_changed_gets_a_new_version(
    ask: Ask, teacher: Actor, bring: Any, course_id: UUID
) -> None:
    def versions() -> dict[str, int]:
        lessons = lessons_of(draft_of(ask, course_id, teacher))
        shown = (ask(GetLessonDraft(lesson_id=one.id), teacher) for one in lessons.values())
        return {lesson.title: lesson.version for lesson in shown}

    bring()
    before = versions()
    quiz = quiz_of(ask, course_id, teacher)

    bring(
        html__h2_xml='<html filename="h2"/>',
        **{"html/h2.html": "<p>New.</p>"},
        problem__p2_xml=str(OLX["problem/p2.xml"]).replace("Which pitch?", "What pitch?"),
    )

    after = versions()
    assert after == before | {"More": before["More"] + 1}
    again = quiz_of(ask, course_id, teacher)
    assert [slot.id for slot in again.slots] == [slot.id for slot in quiz.slots]
    assert {one.id for one in again.questions} == {one.id for one in quiz.questions}
    assert {one.content.prompt for one in again.questions} == {"Which is thick?", "What pitch?"}


def test_what_the_teacher_put_between_stays_where_it_is(
    ask: Ask, teacher: Actor, bring: Any, course_id: UUID, session: Session
) -> None:
    bring()
    module = draft_of(ask, course_id, teacher).outline[0]
    built = Built(ask, teacher)
    built.ids |= {"Basics": module.id, "Tuning": module.topics[0].id}
    built.add("Own", "Basics", "Tuning")
    own = session.get_one(models.Lesson, built.ids["Own"])
    own.position = 2
    second = session.scalars(select(models.Lesson).where(models.Lesson.title == "Tuning by ear"))
    second.one().position = 99
    session.commit()
    titles = list(lessons_of(draft_of(ask, course_id, teacher)))
    assert titles[:2] == ["Strings", "Own"]

    bring(html__h1_xml='<html filename="h1" display_name="Text"/>')

    again = list(lessons_of(draft_of(ask, course_id, teacher)))
    assert again == ["Strings", "Own", "Tuning by ear", "A song", "Strings: Quiz", "More"]


def test_what_the_package_no_longer_has_goes(
    ask: Ask, teacher: Actor, bring: Any, course_id: UUID, session: Session, files: FileStore
) -> None:
    more = (
        '<chapter display_name="Basics"><sequential url_name="s1"/><sequential url_name="s2"/>'
        "</chapter>"
    )
    extra = (
        '<sequential display_name="Extra"><vertical url_name="v9"><problem url_name="p9">'
        "<multiplechoiceresponse><label>Extra?</label><choicegroup>"
        '<choice correct="true">True</choice><choice correct="false">False</choice>'
        "</choicegroup></multiplechoiceresponse></problem></vertical></sequential>"
    )
    bring(chapter__c1_xml=more, sequential__s2_xml=extra)
    assert [one.title for one in draft_of(ask, course_id, teacher).outline[0].topics] == [
        "Tuning",
        "Extra",
    ]
    caption_id = session.scalars(select(models.Caption.id)).one()

    bring(vertical__v1_xml='<vertical display_name="Strings"><problem url_name="p1"/></vertical>')

    (module,) = draft_of(ask, course_id, teacher).outline
    assert [topic.title for topic in module.topics] == ["Tuning"]
    assert [lesson.title for lesson in module.lessons] == ["Strings", "More"]
    bank = ask(ListQuestions(course_id=course_id), teacher).items
    assert [one.content.prompt for one in bank] == ["Which is thick?"]
    assert files.read(caption_id) is None


def test_a_question_that_a_quiz_of_the_teacher_asks_stays(
    ask: Ask, teacher: Actor, bring: Any, course_id: UUID, session: Session
) -> None:
    bring()
    pitch = next(
        one
        for one in quiz_of(ask, course_id, teacher).questions
        if one.content.type is QuestionType.NUMBER
    )
    built = Built(ask, teacher)
    built.ids["Basics"] = draft_of(ask, course_id, teacher).outline[0].id
    built.add("Own quiz", "Basics", kind=LessonKind.QUIZ)
    ask(SetQuizSlots(lesson_id=built.ids["Own quiz"], slots=[Slot(question_id=pitch.id)]), teacher)

    bring(vertical__v1_xml='<vertical display_name="Strings"><problem url_name="p1"/></vertical>')

    own = quiz_of(ask, course_id, teacher, "Own quiz")
    assert [one.content.prompt for one in own.questions] == ["Which pitch?"]
    assert session.get(models.Question, pitch.id) is not None


def test_rules_of_the_teacher_stay_where_the_package_says_nothing(
    ask: Ask, teacher: Actor, bring: Any, course_id: UUID
) -> None:
    bring()
    quiz = quiz_of(ask, course_id, teacher)
    rules = QuizSettings(pass_percent=70, shuffle_options=True, attempts_allowed=5)
    ask(UpdateQuizSettings(lesson_id=quiz.lesson_id, settings=rules), teacher)
    once = str(OLX["problem/p1.xml"]).replace("<problem ", '<problem max_attempts="2" ')
    twice = str(OLX["problem/p2.xml"]).replace("<problem>", '<problem max_attempts="2">')

    bring(problem__p1_xml=once, problem__p2_xml=twice)

    settings = quiz_of(ask, course_id, teacher).settings
    assert (settings.pass_percent, settings.attempts_allowed) == (70, 2)
    assert settings.shuffle_options is False


def test_a_pool_of_a_library_is_drawn_from(
    ask: Ask, teacher: Actor, bring: Any, course_id: UUID
) -> None:
    bring(
        vertical__v1_xml='<vertical display_name="Strings"><library_content max_count="1"'
        ' display_name="Notes" url_name="lib"><problem url_name="p1"/><problem url_name="p2"/>'
        "</library_content></vertical>"
    )

    quiz = quiz_of(ask, course_id, teacher, "Strings")
    assert [(slot.pool, slot.draw) for slot in quiz.slots] == [("Notes (lib)", 1)]
    assert (quiz.question_count, [pool.question_count for pool in quiz.pools]) == (1, [2])


def test_a_question_that_two_quizzes_ask_stands_in_the_bank_once(
    ask: Ask, teacher: Actor, bring: Any, course_id: UUID
) -> None:
    bring(vertical__v2_xml='<vertical display_name="More"><problem url_name="p1"/></vertical>')

    assert len(ask(ListQuestions(course_id=course_id), teacher).items) == 2
    shared = quiz_of(ask, course_id, teacher, "More").slots[0].question_id
    assert shared in {slot.question_id for slot in quiz_of(ask, course_id, teacher).slots}
