"""Markdown as the HTML of other systems, with addresses as they are in the package."""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple
from urllib.parse import quote, unquote
from uuid import NAMESPACE_URL, uuid5

import msgspec

from services.courses.exchange.assets import SCHEME
from services.courses.exchange.tree import (
    Course,
    Lesson,
    Question,
    lessons_of,
    with_lessons,
)
from services.courses.markdown import render

ADDRESS = re.compile(r"(?<=\()(?P<scheme>asset|lesson):(?P<name>[^()\s]*)(?=\))")
WRITTEN = re.compile(r'(?<==")(?:file:(?P<file>[0-9a-f-]{36})|/learn/_/(?P<lesson>[^"#]*))')
UNSAFE = re.compile(r"[^\w.-]+")


class Addresses(NamedTuple):
    """How a format names files and lessons on its pages."""

    file: Callable[[str], str]
    lesson: Callable[[str], str]


def to_html(text: str, addresses: Addresses) -> str:
    """A fragment of HTML; addresses pass the renderer in forms that it lets through."""
    files: dict[str, str] = {}

    def before(found: re.Match[str]) -> str:
        name = unquote(found["name"])
        if found["scheme"] == "lesson":
            return f"/learn/_/{quote(name, safe='')}"
        marker = str(uuid5(NAMESPACE_URL, name))
        files[marker] = name
        return f"file:{marker}"

    def after(found: re.Match[str]) -> str:
        if found["file"]:
            return escape(addresses.file(files.get(found["file"], "")))
        return escape(addresses.lesson(unquote(found["lesson"])))

    return WRITTEN.sub(after, render(ADDRESS.sub(before, text)).html)


def with_paths(course: Course, directory: str) -> Course:
    """The course with its files under names of their own in a directory of the package."""
    paths: dict[str, str] = {}
    assets = list(course.assets.values())
    for path, asset in course.assets.items():
        name = UNSAFE.sub("_", asset.name) or "file"
        taken = f"{directory}{name}" in paths.values() or name.startswith(".")
        mark = f"{uuid5(NAMESPACE_URL, path).hex[:8]}_" if taken else ""
        paths[path] = f"{directory}{mark}{name.lstrip('.')}"
    replace = msgspec.structs.replace
    lessons = {lesson.key: _moved_lesson(lesson, paths) for lesson in lessons_of(course)}
    return replace(
        with_lessons(course, lessons),
        assets={paths[one.path]: replace(one, path=paths[one.path]) for one in assets},
        cover=paths.get(course.cover, ""),
        description=_moved(course.description, paths),
    )


def _moved_lesson(lesson: Lesson, paths: Mapping[str, str]) -> Lesson:
    """A lesson whose texts name files by other paths."""
    quiz = lesson.quiz
    replace = msgspec.structs.replace
    if quiz is not None:
        questions = [_moved_question(one, paths) for one in quiz.questions]
        quiz = replace(quiz, questions=questions)
    video = paths.get(lesson.video, "")
    return replace(lesson, body=_moved(lesson.body, paths), video=video, quiz=quiz)


def _moved_question(question: Question, paths: Mapping[str, str]) -> Question:
    choices = [
        msgspec.structs.replace(
            one, text=_moved(one.text, paths), feedback=_moved(one.feedback, paths)
        )
        for one in question.choices
    ]
    return msgspec.structs.replace(
        question,
        prompt=_moved(question.prompt, paths),
        explanation=_moved(question.explanation, paths),
        hints=[_moved(hint, paths) for hint in question.hints],
        choices=choices,
    )


def _moved(text: str, paths: Mapping[str, str]) -> str:
    def lead(found: re.Match[str]) -> str:
        name = unquote(found["name"])
        if found["scheme"] == "lesson" or name not in paths:
            return found[0]
        return f"{SCHEME}{quote(paths[name])}"

    return ADDRESS.sub(lead, text)
