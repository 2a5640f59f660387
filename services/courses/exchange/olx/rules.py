"""When lessons open and close in Open edX, and what its problems say of how a quiz goes."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element

import msgspec

from contracts.courses.exchange import Loss
from contracts.courses.quizzes import QuizSettings
from services.courses.exchange.prose import Surroundings
from services.courses.exchange.tree import Lesson, Quiz

NEVER = "never"
WRITTEN = {"attempts_allowed", "delay_minutes", "closes_at", "shuffle_options"}
"""What the problems of a quiz and its unit say in Open edX, too."""

MOST = 1000


def read_rules(problems: Sequence[Element]) -> dict[str, Any]:
    """What problems that stand together say of their quiz; where they differ, the mildest."""
    groups = [group for problem in problems for group in problem.iter("choicegroup")]
    rules: dict[str, Any] = {
        "shuffle_options": any(group.get("shuffle", "").lower() == "true" for group in groups)
    }
    attempts = [_number(problem.get("max_attempts", "")) for problem in problems]
    if attempts and all(attempts):
        rules["attempts_allowed"] = min(max(attempts), MOST)
    waits = [_number(problem.get("submission_wait_seconds", "")) for problem in problems]
    if any(waits):
        rules["delay_minutes"] = min(math.ceil(max(waits) / 60), MOST)
    if all(problem.get("showanswer") == NEVER for problem in problems):
        rules |= {"show_answers": False, "show_explanations": False}
    return rules


def write_rules(problem: Element, settings: QuizSettings) -> None:
    """Let a problem say what its quiz says."""
    if settings.attempts_allowed:
        problem.set("max_attempts", str(settings.attempts_allowed))
    if settings.delay_minutes:
        problem.set("submission_wait_seconds", str(settings.delay_minutes * 60))
    if not settings.show_answers:
        problem.set("showanswer", NEVER)
    if settings.shuffle_options:
        for group in problem.iter("choicegroup"):
            group.set("shuffle", "true")


def write_times(block: Element, lesson: Lesson, settings: QuizSettings) -> None:
    """Let a block say when its lesson opens and its quiz closes."""
    if lesson.release_at is not None:
        block.set("start", lesson.release_at.isoformat())
    if lesson.quiz is not None and settings.closes_at is not None:
        block.set("due", settings.closes_at.isoformat())


def timed(lesson: Lesson, block: Element, around: Surroundings) -> Lesson:
    """The lesson as it opens and closes with a block; what has closed already stays open here."""
    start, due = _moment(block, "start"), _moment(block, "due")
    if start is not None:
        lesson = msgspec.structs.replace(lesson, release_at=start)
    if due is None or lesson.quiz is None:
        return lesson
    if due <= datetime.now(UTC):
        around.lost(Loss.SETTING, f"due {block.get('due')}")
        return lesson
    return _ruled(lesson, closes_at=due.isoformat())


def limited(lessons: Sequence[Lesson], block: Element, around: Surroundings) -> list[Lesson]:
    """The lessons of a timed sequence: its only quiz has the limit."""
    minutes = _number(block.get("default_time_limit_minutes", ""))
    if block.get("is_time_limited", "").lower() != "true" or not minutes:
        return list(lessons)
    quizzes = [lesson.key for lesson in lessons if lesson.quiz is not None]
    if len(quizzes) != 1:
        around.lost(Loss.SETTING, f"default_time_limit_minutes {minutes}")
        return list(lessons)
    return [
        _ruled(one, time_limit_minutes=minutes) if one.key in quizzes else one for one in lessons
    ]


def _ruled(lesson: Lesson, **rules: Any) -> Lesson:
    quiz = lesson.quiz or Quiz(questions=[])
    ruled = msgspec.structs.replace(quiz, settings=quiz.settings | rules)
    return msgspec.structs.replace(lesson, quiz=ruled)


def _moment(block: Element, name: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(block.get(name, "").strip('"'))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < len("1000000000") else 0
