"""Writes a course as OLX: each lesson as a vertical of its own."""

import json
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from contracts.courses.exchange import Loss
from services.courses.exchange.beyond import settings_of
from services.courses.exchange.captions import to_srt
from services.courses.exchange.counting import FILMS
from services.courses.exchange.findings import Findings
from services.courses.exchange.naming import url_name
from services.courses.exchange.olx.quizzes import QuizWriter, element_bytes
from services.courses.exchange.olx.rules import write_times
from services.courses.exchange.packing import Pack, Progress, tar_pack
from services.courses.exchange.pages import Addresses, to_html, with_paths
from services.courses.exchange.sidecar import make_bank, make_course_sidecar, make_sidecar
from services.courses.exchange.tree import Course, Lesson, LessonSort, Module, Quiz, Topic

RUN = "academy"
TOP = "course/"
STATIC = "static/"


def write_olx(course: Course, path: Path, findings: Findings, progress: Progress) -> None:
    """The package at *path*, as Studio imports it."""
    with tar_pack(path) as pack:
        _Writer(with_paths(course, STATIC), pack, findings).write(progress)


class _Writer:
    """Writes files below the folder of the course."""

    def __init__(self, course: Course, pack: Pack, findings: Findings) -> None:
        self._course = course
        self._pack = pack
        self._findings = findings
        self._addresses = Addresses(
            file=lambda path: f"/{path}",
            lesson=lambda key: f"/jump_to_id/{url_name(key)}",
        )

    def write(self, progress: Progress) -> None:
        """Everything; files come last, since they take longest."""
        course = Element("course", display_name=self._course.title, language=self._course.language)
        if self._course.cover:
            course.set("course_image", self._course.cover.removeprefix(STATIC))
        if self._course.licence and self._course.licence.name.startswith("CC "):
            course.set("license", _licence(self._course.licence.name))
        for module in self._course.modules:
            SubElement(course, "chapter", url_name=url_name(module.key))
            self._module(module)
        self._xml("course.xml", Element("course", url_name=RUN, org="Academy", course=self._name()))
        self._xml(f"course/{RUN}.xml", course)
        self._about()
        assets = list(self._course.assets.values())
        for number, asset in enumerate(assets):
            self._pack.copy(f"{TOP}{asset.path}", asset.place, asset.media_type)
            progress(50 + 50 * number // len(assets))

    def _name(self) -> str:
        return f"C{url_name(self._course.key)[:8]}"

    def _about(self) -> None:
        overview = to_html(self._course.description, self._addresses)
        self._text("about/overview.html", overview)
        words = {"about/overview.html": overview.encode()}
        loose = [_loose(module) for module in self._course.modules if module.lessons]
        keys = [f"sequential/{url_name(topic.key)}" for topic in loose]
        sidecar = make_course_sidecar(self._course, words, keys)
        self._pack.write(f"{TOP}academy/course.json", sidecar)
        self._bank()
        self._text("about/short_description.html", self._course.summary)
        policy = {f"course/{RUN}": {"display_name": self._course.title}}
        self._text(f"policies/{RUN}/policy.json", json.dumps(policy, ensure_ascii=False, indent=2))
        grading = {"GRADER": [], "GRADE_CUTOFFS": {"Pass": 0.5}}
        self._text(f"policies/{RUN}/grading_policy.json", json.dumps(grading, indent=2))

    def _bank(self) -> None:
        """Questions that no quiz asks are for this academy alone."""
        if self._course.bank:
            self._pack.write(f"{TOP}academy/bank.json", make_bank(self._course.bank))
            self._findings.add((), Loss.UNSHOWN, f"question bank ({len(self._course.bank)})")

    def _module(self, module: Module) -> None:
        chapter = Element("chapter", display_name=module.title)
        loose = _loose(module)
        for topic in [*([loose] if loose.lessons else []), *module.topics]:
            SubElement(chapter, "sequential", url_name=url_name(topic.key))
            self._topic(topic, (module.title,))
        self._xml(f"chapter/{url_name(module.key)}.xml", chapter)

    def _topic(self, topic: Topic, place: tuple[str, ...]) -> None:
        sequential = Element("sequential", display_name=topic.title)
        for lesson in topic.lessons:
            SubElement(sequential, "vertical", url_name=url_name(lesson.key))
            self._lesson(lesson, (*place, topic.title, lesson.title))
        self._xml(f"sequential/{url_name(topic.key)}.xml", sequential)

    def _lesson(self, lesson: Lesson, place: tuple[str, ...]) -> None:
        """The vertical, its blocks, and what OLX cannot say of them."""
        name = url_name(lesson.key)
        vertical = Element("vertical", display_name=lesson.title)
        write_times(vertical, lesson, settings_of(lesson.quiz or Quiz(questions=[])))
        files: dict[str, bytes] = {}
        if lesson.sort in FILMS:
            SubElement(vertical, "video", url_name=name)
            files |= self._video(lesson, name)
        if lesson.body.strip():
            SubElement(vertical, "html", url_name=name)
            files |= self._page(lesson, name)
        if lesson.quiz is not None:
            files |= QuizWriter(lesson, self._addresses, self._findings, place).write(vertical)
        files[f"vertical/{name}.xml"] = element_bytes(vertical)
        for path, content in files.items():
            self._pack.write(f"{TOP}{path}", content)
        saved = make_sidecar(lesson, files)
        self._pack.write(f"{TOP}academy/{name}.json", saved)

    def _page(self, lesson: Lesson, name: str) -> dict[str, bytes]:
        block = Element("html", filename=name, display_name=lesson.title)
        page = to_html(lesson.body, self._addresses)
        return {f"html/{name}.xml": element_bytes(block), f"html/{name}.html": page.encode()}

    def _video(self, lesson: Lesson, name: str) -> dict[str, bytes]:
        block = Element("video", url_name=name, display_name=lesson.title)
        files: dict[str, bytes] = {}
        if lesson.sort is LessonSort.YOUTUBE:
            block.set("youtube_id_1_0", lesson.youtube_id)
            block.set("youtube", f"1.00:{lesson.youtube_id}")
        else:
            source = lesson.video_url if lesson.sort is LessonSort.LINK else f"/{lesson.video}"
            block.set("youtube_id_1_0", "")
            block.set("html5_sources", json.dumps([source]))
            SubElement(block, "source", src=source)
        names = {one.language: f"{name}-{one.language}.srt" for one in lesson.captions}
        if names:
            block.set("transcripts", json.dumps(names))
        for caption in lesson.captions:
            SubElement(block, "transcript", language=caption.language, src=names[caption.language])
            files[f"{STATIC}{names[caption.language]}"] = to_srt(caption.text).encode()
        return {f"video/{name}.xml": element_bytes(block), **files}

    def _xml(self, path: str, element: Element) -> None:
        self._pack.write(f"{TOP}{path}", element_bytes(element))

    def _text(self, path: str, text: str) -> None:
        self._pack.write(f"{TOP}{path}", text.encode())


def _loose(module: Module) -> Topic:
    """Lessons without a topic as one that is called like their module."""
    return Topic(key=f"{module.key}/loose", title=module.title, lessons=module.lessons)


def _licence(name: str) -> str:
    """`CC BY-SA 4.0` as Open edX writes it."""
    terms, _, version = name.removeprefix("CC ").rpartition(" ")
    return f"creative-commons: ver={version} {terms.replace('-', ' ')}"
