"""A vertical of Open edX as lessons: its text, then its videos, then one quiz."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

import msgspec

from contracts.courses.exchange import Loss
from services.courses.exchange.olx.markup import inner_html
from services.courses.exchange.olx.problems import read_problem
from services.courses.exchange.olx.rules import read_rules
from services.courses.exchange.olx.source import OlxSource
from services.courses.exchange.olx.videos import read_video
from services.courses.exchange.prose import Surroundings, to_markdown
from services.courses.exchange.tree import Lesson, LessonSort, Question, Quiz, Slot

LOSSES = {
    **dict.fromkeys(("lti", "lti_consumer", "scorm", "google-document", "google-calendar"), "tool"),
    **dict.fromkeys(("poll", "survey", "poll_question", "word_cloud"), "survey"),
    **dict.fromkeys(("openassessment", "combinedopenended", "peergrading"), "peer"),
    **dict.fromkeys(("edx_sga", "staffgradedxblock", "submit-and-compare"), "peer"),
    **dict.fromkeys(("discussion", "discussion-forum"), "discussion"),
    **dict.fromkeys(("drag-and-drop-v2", "done", "annotatable", "recommender"), "interactive"),
    **dict.fromkeys(("image-explorer", "h5pxblock", "adventure"), "interactive"),
}
WRAPPERS = {"vertical", "wrapper", "sequential", "conditional", "split_test", "randomize"}
LIBRARIES = {"library_content", "itembank"}
CONDITIONS = {"conditional", "split_test", "randomize"}
DEEPEST = 8
LONGEST_TITLE = 60


class Found(NamedTuple):
    """What stands in a vertical so far."""

    texts: list[str]
    videos: list[Lesson]
    questions: list[Question]
    slots: list[Slot]
    problems: list[Element]
    titles: list[str]


def read_unit(vertical: Element, source: OlxSource, around: Surroundings) -> list[Lesson]:
    """The lessons of a vertical, in the order of study."""
    found = Found([], [], [], [], [], [])
    _collect(vertical, source, around, found)
    return list(_lessons(vertical, found, around.place[-1]))


def _lessons(vertical: Element, found: Found, title: str) -> Iterator[Lesson]:
    name = vertical.get("url_name", "")
    body = "\n\n".join(filter(None, found.texts))
    if body:
        yield Lesson(key=f"vertical/{name}", title=title, body=f"{body}\n")
    yield from found.videos
    if found.questions:
        only = found.titles[0] if len(found.titles) == 1 else ""
        called = (only or f"{title}: Quiz") if body or found.videos else title
        drawn = any(slot.pool for slot in found.slots)
        quiz = Quiz(
            questions=found.questions,
            slots=found.slots if drawn else [],
            settings=read_rules(found.problems),
        )
        yield Lesson(key=f"quiz/{name}", title=called, sort=LessonSort.QUIZ, quiz=quiz)


def _collect(
    parent: Element, source: OlxSource, around: Surroundings, found: Found, depth: int = 0
) -> None:
    """Walk through blocks; those that only hold others are looked into."""
    for pointer in parent:
        block = source.resolve(pointer, around.place)
        if block is None or not isinstance(block.tag, str):
            continue
        here = around.at(block.get("display_name") or block.tag)
        if block.get("visible_to_staff_only", "").lower() == "true":
            here.lost(Loss.HIDDEN, block.tag)
        elif block.tag in LIBRARIES:
            _draw(block, source, here, found)
        elif block.tag in WRAPPERS and depth < DEEPEST:
            if block.tag in CONDITIONS:
                here.lost(Loss.SETTING, block.tag)
            _collect(block, source, here, found, depth + 1)
        else:
            _take(block, source, here, found)


def _take(block: Element, source: OlxSource, around: Surroundings, found: Found) -> None:
    """One block that holds something itself."""
    if block.get("group_access", "{}") not in {"{}", "null", ""}:
        around.lost(Loss.SETTING, "group_access")
    if block.tag == "html":
        found.texts.append(_text(block, source, around))
    elif block.tag == "video":
        lesson = read_video(block, source, around)
        found.videos.extend([lesson] if lesson else [])
    elif block.tag == "problem":
        questions = read_problem(block, around)
        found.questions.extend(questions)
        found.slots.extend(Slot(question=one.key, points=one.points) for one in questions)
        found.problems.append(block)
        found.titles.extend([block.get("display_name", "")] if questions else [])
    else:
        around.lost(Loss(LOSSES.get(block.tag, "unknown")), block.tag)


def _text(block: Element, source: OlxSource, around: Surroundings) -> str:
    """The page that a text block names, else what stands in it."""
    name = block.get("filename")
    if name is None:
        return to_markdown(inner_html(block), around)
    page = source.text(f"html/{name.replace(':', '/')}.html")
    if page is None:
        around.lost(Loss.MISSING, f"html/{name}.html")
        return ""
    return to_markdown(page, around)


def _draw(block: Element, source: OlxSource, around: Surroundings, found: Found) -> None:
    """Problems of a library, some of which are drawn: a pool of questions."""
    pool = _name_of_pool(block)
    inside = Found([], [], [], [], [], [])
    _collect(block, source, around, inside, DEEPEST - 1)
    pooled = [msgspec.structs.replace(question, pool=pool) for question in inside.questions]
    found.questions.extend(pooled)
    found.problems.extend(inside.problems)
    found.texts.extend(inside.texts)
    found.videos.extend(inside.videos)
    found.titles.extend([block.get("display_name", "")] if pooled else [])
    count = block.get("max_count", "")
    draw = int(count) if count.isdecimal() and 0 < int(count) < len(pooled) else len(pooled)
    if pooled:
        points = max(question.points for question in pooled)
        found.slots.append(Slot(pool=pool, draw=draw, points=points))


def _name_of_pool(block: Element) -> str:
    """The title that it has, and a mark that tells it from others of the same title."""
    name = block.get("url_name", "")
    title = block.get("display_name", "")[:LONGEST_TITLE].strip()
    return f"{title} ({name[:8]})" if title else name[:LONGEST_TITLE]
