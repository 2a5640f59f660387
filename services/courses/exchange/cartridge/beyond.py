"""What the cartridge's profile of QTI does not know, kept in fields of its metadata.

The fields stand in the assessment, which holds the answers anyway, and nowhere else. They count
only as long as what they stand beside is what it was: who edits a question elsewhere gets what they
have edited.
"""

import hashlib
from collections.abc import Collection, Iterator
from typing import TypeVar
from xml.etree.ElementTree import Element

import msgspec

from contracts.base import Message
from services.courses.exchange.decoding import decoded
from services.courses.exchange.tree import Lesson, Question
from services.courses.exchange.xml import local, text_at

QUESTION, LESSON = "academy_question", "academy_lesson"
KeptT = TypeVar("KeptT", Question, Lesson)


class Kept(Message, frozen=True, kw_only=True):
    """Something as the academy has it, and the digest of what stood beside it."""

    digest: str
    content: msgspec.Raw


def keep(element: Element, content: Question | Lesson, without: Collection[str] = ()) -> str:
    """The text of a field that belongs to an element."""
    raw = msgspec.Raw(msgspec.json.encode(content))
    return msgspec.json.encode(Kept(digest=_digest(element, without), content=raw)).decode()


def restore(
    text: str, element: Element, kind: type[KeptT], without: Collection[str] = ()
) -> KeptT | None:
    """What was kept, when nobody has touched what it stands beside."""
    kept = decoded(text, Kept)
    if kept is None or kept.digest != _digest(element, without):
        return None
    return decoded(kept.content, kind)


def key_of(text: str) -> str:
    """The key of a question that was kept, edited since or not."""
    kept = decoded(text, Kept)
    question = decoded(kept.content, Question) if kept else None
    return question.key if question else ""


def _digest(element: Element, without: Collection[str]) -> str:
    words = "\0".join(_words(element, {*without}))
    return hashlib.sha256(words.encode()).hexdigest()


def _words(element: Element, without: set[str]) -> Iterator[str]:
    """Names, attributes and texts of an element, whatever space stands between them."""
    if local(element) in without or _is_field(element):
        return
    yield local(element)
    yield from (f"{name}={value}" for name, value in sorted(element.attrib.items()))
    yield "\n".join((element.text or "").splitlines()).strip()
    for child in element:
        yield from _words(child, without)


def _is_field(element: Element) -> bool:
    return text_at(element, "fieldlabel") in {QUESTION, LESSON}
