"""Texts whose files lie somewhere else now."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote

import msgspec

from services.courses.exchange.assets import SCHEME
from services.courses.exchange.tree import Lesson, Question

ADDRESS = re.compile(r"(?:(?<=\()|(?<=\]: ))(?P<scheme>asset|lesson):(?P<name>[^()\s]*)(?=[)\s]|$)")


def moved_lesson(lesson: Lesson, paths: Mapping[str, str]) -> Lesson:
    """A lesson whose texts name files by other paths."""
    quiz = lesson.quiz
    replace = msgspec.structs.replace
    if quiz is not None:
        questions = [moved_question(one, paths) for one in quiz.questions]
        quiz = replace(quiz, questions=questions)
    video = paths.get(lesson.video, "")
    return replace(lesson, body=moved_text(lesson.body, paths), video=video, quiz=quiz)


def moved_question(question: Question, paths: Mapping[str, str]) -> Question:
    """A question whose texts name files by other paths."""
    return msgspec.structs.replace(
        question,
        prompt=moved_text(question.prompt, paths),
        explanation=moved_text(question.explanation, paths),
        hints=[moved_text(hint, paths) for hint in question.hints],
    )


def assets_in(texts: Iterable[str]) -> set[str]:
    """Paths of the files that texts name."""
    found = (address for text in texts for address in ADDRESS.finditer(text))
    return {unquote(one["name"]) for one in found if one["scheme"] == "asset"}


def moved_text(text: str, paths: Mapping[str, str]) -> str:
    """A text that names files by other paths."""

    def lead(found: re.Match[str]) -> str:
        name = unquote(found["name"])
        if found["scheme"] == "lesson" or name not in paths:
            return found[0]
        return f"{SCHEME}{quote(paths[name])}"

    return ADDRESS.sub(lead, text)
