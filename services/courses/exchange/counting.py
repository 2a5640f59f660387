"""How much a course holds, and how long it takes."""

import math
import re

from contracts.courses.exchange import ExchangeCounts
from services.courses.exchange.tree import Course, Lesson, LessonSort, lessons_of, slots_of

WORDS_A_MINUTE = 180
FILMS = frozenset({LessonSort.VIDEO, LessonSort.YOUTUBE, LessonSort.LINK})


def count(tree: Course) -> ExchangeCounts:
    """What a course consists of."""
    lessons = lessons_of(tree)
    quizzes = [lesson.quiz for lesson in lessons if lesson.quiz is not None]
    return ExchangeCounts(
        modules=len(tree.modules),
        topics=sum(len(module.topics) for module in tree.modules),
        lessons=len(lessons),
        videos=sum(one.sort in FILMS for one in lessons),
        quizzes=len(quizzes),
        questions=sum(len(quiz.questions) for quiz in quizzes) + len(tree.bank),
        captions=sum(len(lesson.captions) for lesson in lessons),
        files=len(tree.assets),
    )


def minutes_of(lesson: Lesson) -> int:
    """How long a lesson takes, as far as it does not say so itself."""
    if lesson.minutes:
        return lesson.minutes
    if lesson.quiz is not None:
        return sum(slot.draw for slot in slots_of(lesson.quiz))
    if lesson.captions:
        return _minutes_of_film(lesson.captions[0].text)
    return math.ceil(len(lesson.body.split()) / WORDS_A_MINUTE)


def _minutes_of_film(vtt: str) -> int:
    ends = re.findall(r"--> (\d+):(\d\d):(\d\d)", vtt)
    hours, minutes, seconds = ends[-1] if ends else (0, 0, 0)
    return math.ceil(int(hours) * 60 + int(minutes) + int(seconds) / 60)
