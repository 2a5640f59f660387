"""XML of strangers: without document types, entities or endless depth."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from contracts.courses.errors import PackageXmlRefused
from services.courses.importing.folder import Folder

DEEPEST, MOST_ELEMENTS = 60, 50_000


class BoundedBuilder(TreeBuilder):
    """Builds a tree that is neither too deep nor too large."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._elements = 0

    def start(self, tag: Any, attrs: Any) -> Any:
        """Open an element."""
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST or self._elements > MOST_ELEMENTS:
            raise PackageXmlRefused("The XML is too deep or has too many elements.")
        return super().start(tag, attrs)

    def end(self, tag: Any) -> Any:
        """Close an element."""
        self._depth -= 1
        return super().end(tag)


def parse_xml(text: str, name: str) -> Element:
    """The root of a document; raises `PackageXmlRefused` naming the file."""
    parser = DefusedXMLParser(target=BoundedBuilder(), forbid_dtd=True)
    try:
        parser.feed(text.encode())
        root: Element = parser.close()
    except DefusedXmlException:
        raise PackageXmlRefused(f"{name} declares a document type or entities.") from None
    except (ParseError, ValueError):
        raise PackageXmlRefused(f"{name} is no well-formed XML.") from None
    except PackageXmlRefused as refusal:
        raise PackageXmlRefused(f"{name}: {refusal.detail}") from None
    return root


def read_xml(folder: Folder, path: str) -> Element:
    """The root of a file of the package."""
    return parse_xml(folder.read_text(path), path)


def local(element: Element) -> str:
    """Name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """Children of that name, whatever their namespace."""
    return (child for child in element if local(child) == name)


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of names."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def text_at(element: Element | None, *path: str) -> str:
    """The text at the end of a path of names, or nothing."""
    found = child(element, *path)
    return "".join(found.itertext()).strip() if found is not None else ""
