"""The manifest of a cartridge: its metadata, its resources, and the tree of its items."""

import posixpath
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from services.courses.exchange.xml import child, children, local, read_xml, text_at
from services.courses.importing.folder import Folder


class Resource(NamedTuple):
    """A file of the cartridge, or several, under one identifier."""

    identifier: str
    type: str
    href: str
    files: tuple[str, ...]
    dependencies: tuple[str, ...]


class Item(NamedTuple):
    """A line of the table of contents."""

    identifier: str
    title: str
    reference: str
    resource: Resource | None
    items: tuple["Item", ...]

    @property
    def is_heading(self) -> bool:
        """Whether it neither holds nor opens anything."""
        return not self.reference and not self.items

    @property
    def is_folder(self) -> bool:
        """Whether it only holds other lines."""
        return self.resource is None and bool(self.items)


class Manifest(NamedTuple):
    """What the manifest says."""

    title: str
    language: str
    description: str
    rights: str
    resources: dict[str, Resource]
    items: tuple[Item, ...]


def read_manifest(folder: Folder, path: str) -> Manifest:
    """The whole manifest; raises `PackageXmlRefused`."""
    root = read_xml(folder, path)
    base = root.get("{http://www.w3.org/XML/1998/namespace}base", "")
    resources = {
        one.get("identifier", ""): _resource(one, base)
        for group in children(root, "resources")
        for one in children(group, "resource")
    }
    general = child(root, "metadata", "lom", "general")
    return Manifest(
        title=_words(general, "title"),
        language=text_at(general, "language"),
        description=_words(general, "description"),
        rights=_words(child(root, "metadata", "lom", "rights"), "description"),
        resources=resources,
        items=_top(root, resources),
    )


def _words(element: Element | None, name: str) -> str:
    """The text of a field, without the languages that it may be written in besides."""
    return text_at(element, name, "string") or text_at(element, name, "langstring")


def _resource(element: Element, base: str) -> Resource:
    def path(one: Element) -> str:
        return posixpath.normpath(posixpath.join(base, unquote(one.get("href", "")))).lstrip("/")

    files = tuple(path(one) for one in children(element, "file"))
    first = files[0] if files else ""
    return Resource(
        identifier=element.get("identifier", ""),
        type=element.get("type", ""),
        href=path(element) if element.get("href") else first,
        files=files,
        dependencies=tuple(one.get("identifierref", "") for one in children(element, "dependency")),
    )


def _top(root: Element, resources: dict[str, Resource]) -> tuple[Item, ...]:
    """The items below the one that stands for the course itself."""
    organization = child(root, "organizations", "organization")
    items = _items(organization, resources) if organization is not None else ()
    if len(items) == 1 and items[0].resource is None and items[0].items:
        return items[0].items
    return items


def _items(parent: Element, resources: dict[str, Resource]) -> tuple[Item, ...]:
    return tuple(
        Item(
            identifier=one.get("identifier", ""),
            title=text_at(one, "title"),
            reference=one.get("identifierref", ""),
            resource=resources.get(one.get("identifierref", "")),
            items=_items(one, resources),
        )
        for one in parent
        if local(one) == "item"
    )
