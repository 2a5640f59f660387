"""Reads an OLX course: chapters, sequentials and verticals as modules, topics and lessons."""

import re
from xml.etree.ElementTree import Element

import msgspec

from contracts.courses.exchange import Loss
from contracts.courses.resources import Licence
from services.courses.exchange.assets import Shelf
from services.courses.exchange.findings import Findings
from services.courses.exchange.olx.rules import limited, timed
from services.courses.exchange.olx.source import OlxSource
from services.courses.exchange.olx.units import read_unit
from services.courses.exchange.prose import Surroundings, plain_text, to_markdown
from services.courses.exchange.sidecar import loose_of, restore, restore_bank, restore_course
from services.courses.exchange.tree import Course, Lesson, Module, Topic
from services.courses.importing.folder import Folder

JUMP = re.compile(r"(?:^|/)jump_to(?:_id)?/(?:.*@)?([\w.-]+)(#[\w.-]+)?$|^([0-9a-f]{32})$")
LONGEST_TITLE, LONGEST_SUMMARY = 200, 300
SIDECARS = "academy/"
GRADING = "policies/{name}/grading_policy.json"
CREATIVE_COMMONS = re.compile(r"^creative-commons:(?:\s*ver=(?P<version>[\d.]+))?(?P<terms>.*)$")


def read_olx(folder: Folder, root: str, findings: Findings) -> Course:
    """The course below *root*, as far as it can be taken over."""
    return _Reader(OlxSource(folder, root, findings), findings).read()


class _Reader:
    """Walks from the course down, and remembers which lesson each block became."""

    def __init__(self, source: OlxSource, findings: Findings) -> None:
        self._source = source
        self._findings = findings
        self._shelf = Shelf(source.folder, f"{source.root}static/", findings)
        self._became: dict[str, str] = {}
        self._loose = loose_of(source.folder, self._beside("course"))

    def read(self) -> Course:
        """The whole course; links between lessons are led to where the lessons are now."""
        element, name = self._source.course()
        title = element.get("display_name") or name
        modules = [self._module(chapter) for chapter in self._blocks(element, "chapter", ())]
        around = self._around(())
        modules = _with_links(modules, self._became, self._findings)
        summary = plain_text(self._source.text("about/short_description.html") or "")
        overview = self._source.text("about/overview.html") or ""
        cover = self._cover(element)
        read = Course(
            key=f"{element.get('org', '')}/{element.get('course', '')}/{name}",
            title=title[:LONGEST_TITLE],
            language=(element.get("language") or "en")[:35],
            summary=_cut(summary),
            description=to_markdown(overview, around.at("about/overview.html")),
            licence=_licence(element.get("license", "")),
            cover=cover,
            modules=modules,
            bank=restore_bank(
                self._source.folder, self._beside("bank"), self._shelf, self._source.root
            ),
            assets=self._shelf.assets,
        )
        course = restore_course(
            self._source.folder, self._beside("course"), read, self._shelf, self._source.root
        )
        self._report_the_rest(name)
        return course

    def _module(self, chapter: Element) -> Module:
        name, title = chapter.get("url_name", ""), _title(chapter)
        topics = [
            self._topic(sequential, (title,))
            for sequential in self._blocks(chapter, "sequential", (title,))
        ]
        self._lead(name, [lesson for topic in topics for lesson in topic.lessons])
        module = Module(key=f"chapter/{name}", title=title, topics=topics)
        return self._with_loose(module)

    def _with_loose(self, module: Module) -> Module:
        """Lessons that stood before all topics when this academy wrote the course stand there."""
        first = module.topics[0] if module.topics else None
        if first is None or first.title != module.title or first.key not in self._loose:
            return module
        replace = msgspec.structs.replace
        return replace(module, lessons=first.lessons, topics=module.topics[1:])

    def _topic(self, sequential: Element, place: tuple[str, ...]) -> Topic:
        name, title = sequential.get("url_name", ""), _title(sequential)
        lessons: list[Lesson] = []
        for vertical in self._blocks(sequential, "vertical", (*place, title)):
            around = self._around((*place, title, _title(vertical)))
            unit = self._saved(vertical) or self._read(vertical, around)
            for block in (vertical, *vertical):
                self._lead(block.get("url_name", ""), unit)
            lessons += [timed(lesson, sequential, around) for lesson in unit]
        self._lead(name, lessons)
        lessons = limited(lessons, sequential, self._around((*place, title)))
        return Topic(key=f"sequential/{name}", title=title, lessons=lessons)

    def _read(self, vertical: Element, around: Surroundings) -> list[Lesson]:
        unit = read_unit(vertical, self._source, around)
        return [timed(lesson, vertical, around) for lesson in unit]

    def _saved(self, vertical: Element) -> list[Lesson]:
        """The lesson that this academy wrote as the vertical, unless it was edited since."""
        path = self._beside(vertical.get("url_name", ""))
        saved = restore(self._source.folder, path, self._shelf, self._source.root)
        return [saved] if saved is not None else []

    def _beside(self, name: str) -> str:
        """Where this academy writes what Open edX cannot hold."""
        return f"{self._source.root}{SIDECARS}{name}.json"

    def _lead(self, name: str, lessons: list[Lesson]) -> None:
        """Links to a block lead to the first lesson that it became, or to its own video."""
        if name and lessons:
            own = [one for one in lessons if one.key.endswith(f"/{name}")]
            self._became.setdefault(name, (own or lessons)[0].key)

    def _blocks(self, parent: Element, kind: str, place: tuple[str, ...]) -> list[Element]:
        """Blocks of a kind; others at that height are reported, hidden ones left out."""
        found = []
        for pointer in parent:
            block = self._source.resolve(pointer, place)
            if block is None or not isinstance(block.tag, str):
                continue
            if block.get("visible_to_staff_only", "").lower() == "true":
                self._findings.add((*place, _title(block)), Loss.HIDDEN, kind)
            elif block.tag == kind:
                found.append(block)
            elif block.tag not in {"wiki", "grading", "xblock_asides"}:
                self._findings.add((*place, _title(block)), Loss.UNKNOWN, block.tag)
        return found

    def _around(self, place: tuple[str, ...]) -> Surroundings:
        return Surroundings(place, self._shelf, self._findings, _jump)

    def _cover(self, element: Element) -> str:
        path = self._shelf.find(element.get("course_image", ""))
        media_type = self._source.folder.media_type(path) if path else None
        if not path or media_type not in {"image/png", "image/jpeg", "image/webp", "image/gif"}:
            return ""
        return self._shelf.take(path, ("course_image",)) or ""

    def _report_the_rest(self, name: str) -> None:
        if self._source.text(GRADING.format(name=name)):
            self._findings.add((), Loss.SETTING, "grading_policy.json")
        for path in self._source.folder.list_files(f"{self._source.root}tabs"):
            self._findings.add((), Loss.UNKNOWN, path)
        self._shelf.report_unused("static")


def _jump(address: str) -> str | None:
    """Links by a block's name; where the block went is known only when all are read."""
    found = JUMP.search(address)
    return f"lesson:olx/{found[1] or found[3]}{found[2] or ''}" if found else None


LINK = re.compile(r"\[(?P<words>(?:[^\[\]]|\\\[|\\\])*)\]\(lesson:olx/(?P<name>[\w.-]+)[^)]*\)")


def _with_links(modules: list[Module], became: dict[str, str], findings: Findings) -> list[Module]:
    """Links between lessons by the keys of the lessons; a dead one leaves its words."""

    def lead(found: re.Match[str], place: tuple[str, ...]) -> str:
        key = became.get(found["name"])
        if key is None:
            findings.add(place, Loss.MISSING, f"jump_to_id/{found['name']}")
            return found["words"]
        return f"[{found['words']}](lesson:{key})"

    def led(lesson: Lesson, place: tuple[str, ...]) -> Lesson:
        here = (*place, lesson.title)
        body = LINK.sub(lambda found: lead(found, here), lesson.body)
        return msgspec.structs.replace(lesson, body=body)

    replace = msgspec.structs.replace
    return [
        replace(
            module,
            topics=[
                replace(
                    topic, lessons=[led(one, (module.title, topic.title)) for one in topic.lessons]
                )
                for topic in module.topics
            ],
        )
        for module in modules
    ]


def _title(block: Element) -> str:
    return (block.get("display_name") or block.get("url_name") or str(block.tag))[:LONGEST_TITLE]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SUMMARY else f"{text[: LONGEST_SUMMARY - 2]} …"


def _licence(written: str) -> Licence | None:
    found = CREATIVE_COMMONS.match(written)
    if found is None:
        return None
    terms, version = "-".join(found["terms"].split()), found["version"] or "4.0"
    return Licence(
        name=f"CC {terms} {version}",
        url=f"https://creativecommons.org/licenses/{terms.lower()}/{version}/",
        credit="",
        credit_url="",
    )
