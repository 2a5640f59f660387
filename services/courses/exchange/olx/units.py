"""A vertical of Open edX as lessons: its text, then its videos, then one quiz."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

import msgspec

from contracts.courses.exchange import Loss
from services.courses.exchange.olx.markup import inner_html
from services.courses.exchange.olx.problems import read_problem
from services.courses.exchange.olx.source import OlxSource
from services.courses.exchange.olx.videos import read_video
from services.courses.exchange.prose import Surroundings, to_markdown
from services.courses.exchange.tree import Lesson, LessonSort, Question, Quiz

LOSSES = {
    **dict.fromkeys(("lti", "lti_consumer", "scorm", "google-document", "google-calendar"), "tool"),
    **dict.fromkeys(("poll", "survey", "poll_question", "word_cloud"), "survey"),
    **dict.fromkeys(("openassessment", "combinedopenended", "peergrading"), "peer"),
    **dict.fromkeys(("edx_sga", "staffgradedxblock", "submit-and-compare"), "peer"),
    **dict.fromkeys(("discussion", "discussion-forum"), "discussion"),
    **dict.fromkeys(("drag-and-drop-v2", "done", "annotatable", "recommender"), "interactive"),
    **dict.fromkeys(("image-explorer", "h5pxblock", "adventure", "itembank"), "interactive"),
}
WRAPPERS = {"vertical", "wrapper", "sequential", "conditional", "split_test", "randomize"}
CONDITIONS = {"conditional", "split_test", "randomize"}
DEEPEST = 8


class Found(NamedTuple):
    """What stands in a vertical so far."""

    texts: list[str]
    videos: list[Lesson]
    questions: list[Question]
    draws: dict[str, int]
    titles: list[str]


def read_unit(vertical: Element, source: OlxSource, around: Surroundings) -> list[Lesson]:
    """The lessons of a vertical, in the order of study."""
    found = Found([], [], [], {}, [])
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
        quiz = Quiz(questions=found.questions, draws=found.draws)
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
        elif block.tag == "library_content":
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
    pool = block.get("url_name", "")[:80]
    inside = Found([], [], [], {}, [])
    _collect(block, source, around, inside, DEEPEST - 1)
    pooled = [_in_pool(question, pool) for question in inside.questions]
    found.questions.extend(pooled)
    found.texts.extend(inside.texts)
    found.videos.extend(inside.videos)
    found.titles.extend(inside.titles)
    count = block.get("max_count", "")
    if pooled and count.isdecimal() and 0 < int(count) < len(pooled):
        found.draws[pool] = int(count)
    around.lost(Loss.SETTING, f"library_content {count}/{len(pooled)}")


def _in_pool(question: Question, pool: str) -> Question:
    return msgspec.structs.replace(question, pool=pool)
