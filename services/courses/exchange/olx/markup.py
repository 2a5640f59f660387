"""Elements of OLX as the HTML that they hold."""

import copy
from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring


def inner_html(element: Element) -> str:
    """What stands inside of an element, as HTML."""
    parts = [element.text or ""]
    parts += [tostring(child, encoding="unicode", method="html") for child in element]
    return "".join([_escaped(parts[0]), *parts[1:]])


def without(element: Element, names: Iterable[str]) -> Element:
    """A copy without the elements of those names; what follows them stays."""
    bare = copy.deepcopy(element)
    _strip(bare, set(names))
    return bare


def _strip(element: Element, names: set[str]) -> None:
    before: Element | None = None
    for child in list(element):
        if child.tag in names:
            _keep_tail(element, before, child.tail or "")
            element.remove(child)
        else:
            _strip(child, names)
            before = child


def _keep_tail(parent: Element, before: Element | None, tail: str) -> None:
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
