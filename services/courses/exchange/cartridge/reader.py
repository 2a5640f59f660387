"""Reads a Common Cartridge: folders of its contents as modules and topics, the rest as lessons."""

import posixpath
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import msgspec

from contracts.courses.errors import YoutubeLinkUnknown
from contracts.courses.exchange import Loss
from services.courses.exchange.assets import Shelf, reference
from services.courses.exchange.cartridge.films import take_films
from services.courses.exchange.cartridge.manifest import Item, Manifest, Resource, read_manifest
from services.courses.exchange.cartridge.questions import read_assessment, read_bank
from services.courses.exchange.findings import Findings
from services.courses.exchange.prose import Surroundings, to_markdown
from services.courses.exchange.sidecar import restore, restore_course
from services.courses.exchange.tree import Course, Lesson, LessonSort, Module, Question, Topic
from services.courses.exchange.xml import child, read_xml, text_at
from services.courses.importing.folder import Folder
from services.courses.video_links import is_video_url
from services.courses.youtube import read_youtube_id

COURSE = "academy/course.json"
MANIFEST = "imsmanifest.xml"
FILE_BASE = re.compile(r"^\$(?:IMS-CC-FILEBASE|IMS_CC_FILEBASE)\$/*")
WEB_RESOURCES = "web_resources/"
PAGES = (".html", ".htm", ".xhtml")
SORTS: tuple[tuple[str, Loss], ...] = (
    ("imsdt", Loss.DISCUSSION),
    ("imsbasiclti", Loss.TOOL),
    ("assignment", Loss.PEER),
)


def read_cartridge(folder: Folder, directory: str, findings: Findings) -> Course:
    """The course in the folder, or in the only folder of its package."""
    return _Reader(folder.below(directory), findings).read()


class _Reader:
    """Walks through the contents."""

    def __init__(self, folder: Folder, findings: Findings) -> None:
        self._folder = folder
        self._findings = findings
        self._shelf = Shelf(folder, "", findings)
        self._manifest: Manifest = read_manifest(folder, MANIFEST)
        self._pages = {one.href: one.identifier for one in self._manifest.resources.values()}
        self._used = {one.identifier for one in _resources(self._manifest.items)}

    def read(self) -> Course:
        """The whole course."""
        manifest = self._manifest
        modules = list(self._modules(manifest.items))
        read = Course(
            key=f"cartridge/{manifest.title}",
            title=manifest.title,
            language=manifest.language or "en",
            description=manifest.description,
            modules=modules,
            bank=self._bank(),
            assets=self._shelf.assets,
        )
        course = restore_course(self._folder, COURSE, read, self._shelf)
        self._report_the_rest()
        return course

    def _modules(self, items: tuple[Item, ...]) -> Iterator[Module]:
        """Folders are modules; lines that stand alone form one called like the course."""
        loose: list[Lesson] = []
        for item in items:
            if item.is_folder or item.is_heading:
                yield self._module(item)
            else:
                loose += self._lessons(item, (self._manifest.title,))
        if loose:
            yield Module(key="item/", title=self._manifest.title, lessons=loose)

    def _module(self, folder: Item) -> Module:
        """Folders in it are topics; so are headings, with the lines that follow."""
        loose: list[Lesson] = []
        topics: list[Topic] = []
        row = loose
        for item in folder.items:
            if item.is_folder or item.is_heading:
                topics.append(self._topic(item, (folder.title, item.title)))
                row = topics[-1].lessons if item.is_heading else loose
            else:
                row += self._lessons(item, (folder.title,))
        key = f"item/{folder.identifier}"
        return Module(key=key, title=folder.title, lessons=loose, topics=topics)

    def _topic(self, item: Item, place: tuple[str, ...]) -> Topic:
        inside = [one for below in item.items for one in self._lessons(below, place)]
        return Topic(key=f"item/{item.identifier}", title=item.title, lessons=inside)

    def _lessons(self, item: Item, place: tuple[str, ...]) -> list[Lesson]:
        """The lessons of a line and of those below it, which are deeper than topics."""
        here = (*place, item.title)
        if item.reference and item.resource is None:
            self._findings.add(here, Loss.MISSING, item.reference)
        found = self._of_resource(item, item.resource, here) if item.resource else []
        return found + [one for below in item.items for one in self._lessons(below, here)]

    def _of_resource(self, item: Item, resource: Resource, place: tuple[str, ...]) -> list[Lesson]:
        around = self._around(resource, place)
        base = Lesson(key=f"resource/{resource.identifier}", title=item.title)
        saved = restore(self._folder, self._sidecar(resource), self._shelf)
        if saved is not None:
            return [_with(saved, title=item.title or saved.title)]
        if "/assessment" in resource.type:
            return self._quiz(base, resource, around)
        if resource.type.startswith("imswl"):
            return self._web_link(base, resource, around)
        if resource.type == "webcontent" or resource.type.startswith("associatedcontent"):
            return self._content(base, resource, around)
        if "question-bank" in resource.type:
            return []
        losses = [loss for start, loss in SORTS if start in resource.type]
        around.lost(losses[0] if losses else Loss.UNKNOWN, resource.type)
        return []

    def _sidecar(self, resource: Resource) -> str:
        """Where this academy keeps what the format cannot hold."""
        for identifier in resource.dependencies:
            found = self._manifest.resources.get(identifier)
            if found is not None and found.href.endswith("academy.json"):
                return found.href
        return ""

    def _quiz(self, base: Lesson, resource: Resource, around: Surroundings) -> list[Lesson]:
        root = self._xml(resource, around)
        quiz = read_assessment(root, base, around) if root is not None else None
        return [_with(quiz, title=base.title or quiz.title)] if quiz else []

    def _bank(self) -> list[Question]:
        """Questions beside the contents, for quizzes to come."""
        found: list[Question] = []
        for one in self._manifest.resources.values():
            around = self._around(one, (one.identifier,))
            root = self._xml(one, around) if "question-bank" in one.type else None
            found += read_bank(root, one.identifier, around) if root is not None else []
        return found

    def _web_link(self, base: Lesson, resource: Resource, around: Surroundings) -> list[Lesson]:
        root = self._xml(resource, around)
        url = child(root, "url")
        address = (url.get("href", "") if url is not None else "").strip()
        title = base.title or text_at(root, "title")
        if is_video_url(address):
            return [_with(base, title=title, sort=LessonSort.LINK, video_url=address)]
        try:
            youtube_id = read_youtube_id(address)
        except YoutubeLinkUnknown:
            body = to_markdown(f'<a href="{address}">{title or address}</a>', around)
            return [_with(base, title=title, body=f"{body}\n")]
        return [_with(base, title=title, sort=LessonSort.YOUTUBE, youtube_id=youtube_id)]

    def _content(self, base: Lesson, resource: Resource, around: Surroundings) -> list[Lesson]:
        """A page with the films in it, a film, or a page that gives a file out."""
        if not resource.href.lower().endswith(PAGES):
            path = self._shelf.take(resource.href, around.place)
            if path is None:
                return []
            if self._shelf.assets[path].media_type.startswith("video/"):
                return [_with(base, sort=LessonSort.VIDEO, video=path)]
            name = posixpath.basename(path)
            return [_with(base, body=f"[{name}]({reference(path)})\n")]
        if not self._folder.find(resource.href):
            around.lost(Loss.MISSING, resource.href)
            return []
        page, films = take_films(self._folder.read_text(resource.href), base, around, self._folder)
        body = to_markdown(page, around)
        return [*([_with(base, body=f"{body}\n")] if body else []), *films]

    def _xml(self, resource: Resource, around: Surroundings) -> Element | None:
        if not self._folder.find(resource.href):
            around.lost(Loss.MISSING, resource.href)
            return None
        return read_xml(self._folder, resource.href)

    def _around(self, resource: Resource, place: tuple[str, ...]) -> Surroundings:
        directory = posixpath.dirname(resource.href)

        def locate(address: str) -> str:
            return _located(directory, address)

        return Surroundings(place, self._shelf, self._findings, self._linker(locate), locate)

    def _linker(self, locate: Callable[[str], str]) -> Callable[[str], str | None]:
        """Leads links to pages of the cartridge to the lessons made of them."""

        def link(address: str) -> str | None:
            if urlsplit(address).scheme or not address:
                return None
            identifier = self._pages.get(locate(address))
            return f"lesson:resource/{identifier}" if identifier in self._used else None

        return link

    def _report_the_rest(self) -> None:
        self._shelf.report_unused("")


def _located(directory: str, address: str) -> str:
    """The path that an address on a page in a directory means."""
    path = unquote(urlsplit(address).path)
    if FILE_BASE.match(path):
        return posixpath.normpath(WEB_RESOURCES + FILE_BASE.sub("", path))
    return posixpath.normpath(posixpath.join(directory, path)).lstrip("/")


def _resources(items: tuple[Item, ...]) -> Iterator[Resource]:
    for item in items:
        if item.resource is not None:
            yield item.resource
        yield from _resources(item.items)


def _with(lesson: Lesson, **values: object) -> Lesson:
    changed: Lesson = msgspec.structs.replace(lesson, **values)
    return changed
