"""What a format cannot say of a quiz: it is kept for this academy, and reported."""

from collections.abc import Collection, Iterator

import msgspec

from contracts.courses.questions import QuestionType
from contracts.courses.quizzes import QuizSettings
from services.courses.exchange.tree import Question, Quiz

EXACT = {"ignore_accents": False, "ignore_spaces": False}
"""How other systems compare texts."""

OF_TEXTS = {*EXACT, "ignore_case", "fuzzy"}


def unsaid_of_question(question: Question, said: Collection[str]) -> str:
    """Names of what the question says and the format cannot."""
    return ", ".join(_unsaid(question, {*said, "key", "sort", "prompt"}))


def unsaid_of_quiz(quiz: Quiz, said: Collection[str]) -> str:
    """Names of the rules that are not the usual ones and that the format does not know."""
    settings, usual = settings_of(quiz), QuizSettings()
    names = [name for name in QuizSettings.__struct_fields__ if name not in said]
    return ", ".join(name for name in names if getattr(settings, name) != getattr(usual, name))


def settings_of(quiz: Quiz) -> QuizSettings:
    """The rules, with the usual ones where the quiz says nothing."""
    return msgspec.convert(quiz.settings, QuizSettings, strict=False)


def _unsaid(question: Question, said: Collection[str]) -> Iterator[str]:
    usual = Question(key="", sort=question.sort, prompt="")
    is_text = question.sort is QuestionType.TEXT
    for name in Question.__struct_fields__:
        if name in said or (name in OF_TEXTS and not is_text):
            continue
        if getattr(question, name) != EXACT.get(name, getattr(usual, name)):
            yield name
