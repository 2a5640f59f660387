"""Markdown as the HTML of other systems, with addresses as they are in the package."""

import re
from collections.abc import Callable
from html import escape
from typing import NamedTuple
from urllib.parse import quote, unquote
from uuid import NAMESPACE_URL, uuid5

import msgspec

from services.courses.exchange.moving import ADDRESS, moved_lesson, moved_question, moved_text
from services.courses.exchange.tree import Course, lessons_of, with_lessons
from services.courses.markdown import render

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
    lessons = {lesson.key: moved_lesson(lesson, paths) for lesson in lessons_of(course)}
    return replace(
        with_lessons(course, lessons),
        assets={paths[one.path]: replace(one, path=paths[one.path]) for one in assets},
        bank=[moved_question(one, paths) for one in course.bank],
        cover=paths.get(course.cover, ""),
        description=moved_text(course.description, paths),
    )
