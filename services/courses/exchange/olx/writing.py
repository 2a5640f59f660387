"""Writes a course as OLX: each lesson as a vertical of its own."""

import json
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from contracts.courses.exchange import Loss
from services.courses.exchange.captions import to_srt
from services.courses.exchange.findings import Findings
from services.courses.exchange.olx.asking import write_problem
from services.courses.exchange.packing import Pack, Progress, tar_pack
from services.courses.exchange.pages import Addresses, to_html, with_paths
from services.courses.exchange.sidecar import make_course_sidecar, make_sidecar
from services.courses.exchange.tree import Course, Lesson, LessonSort, Module, Topic

RUN = "academy"
TOP = "course/"
STATIC = "static/"


def write_olx(course: Course, path: Path, findings: Findings, progress: Progress) -> None:
    """The package at *path*, as Studio imports it."""
    with tar_pack(path) as pack:
        _Writer(with_paths(course, STATIC), pack, findings).write(progress)


def url_name(key: str) -> str:
    """A name that OLX takes, the same for the same key."""
    return uuid5(NAMESPACE_URL, key).hex


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
        self._pack.write(f"{TOP}academy/course.json", make_course_sidecar(self._course, words))
        self._text("about/short_description.html", self._course.summary)
        policy = {f"course/{RUN}": {"display_name": self._course.title}}
        self._text(f"policies/{RUN}/policy.json", json.dumps(policy, ensure_ascii=False, indent=2))
        grading = {"GRADER": [], "GRADE_CUTOFFS": {"Pass": 0.5}}
        self._text(f"policies/{RUN}/grading_policy.json", json.dumps(grading, indent=2))

    def _module(self, module: Module) -> None:
        chapter = Element("chapter", display_name=module.title)
        loose = Topic(key=f"{module.key}/loose", title=module.title, lessons=module.lessons)
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
        files: dict[str, bytes] = {}
        if lesson.sort in {LessonSort.VIDEO, LessonSort.YOUTUBE}:
            SubElement(vertical, "video", url_name=name)
            files |= self._video(lesson, name)
        if lesson.body.strip():
            SubElement(vertical, "html", url_name=name)
            files |= self._page(lesson, name)
        for question in lesson.quiz.questions if lesson.quiz else []:
            problem = write_problem(question, self._addresses)
            if problem is None:
                self._findings.add(place, Loss.ANSWER, question.sort.value)
                continue
            own = url_name(f"{lesson.key}/{question.key}")
            SubElement(vertical, "problem", url_name=own)
            files[f"problem/{own}.xml"] = _bytes(problem)
        files[f"vertical/{name}.xml"] = _bytes(vertical)
        for path, content in files.items():
            self._pack.write(f"{TOP}{path}", content)
        saved = make_sidecar(lesson, files)
        self._pack.write(f"{TOP}academy/{name}.json", saved)

    def _page(self, lesson: Lesson, name: str) -> dict[str, bytes]:
        block = Element("html", filename=name, display_name=lesson.title)
        page = to_html(lesson.body, self._addresses)
        return {f"html/{name}.xml": _bytes(block), f"html/{name}.html": page.encode()}

    def _video(self, lesson: Lesson, name: str) -> dict[str, bytes]:
        block = Element("video", url_name=name, display_name=lesson.title)
        files: dict[str, bytes] = {}
        if lesson.sort is LessonSort.YOUTUBE:
            block.set("youtube_id_1_0", lesson.youtube_id)
            block.set("youtube", f"1.00:{lesson.youtube_id}")
        else:
            block.set("youtube_id_1_0", "")
            block.set("html5_sources", json.dumps([f"/{lesson.video}"]))
            SubElement(block, "source", src=f"/{lesson.video}")
        names = {one.language: f"{name}-{one.language}.srt" for one in lesson.captions}
        if names:
            block.set("transcripts", json.dumps(names))
        for caption in lesson.captions:
            SubElement(block, "transcript", language=caption.language, src=names[caption.language])
            files[f"{STATIC}{names[caption.language]}"] = to_srt(caption.text).encode()
        return {f"video/{name}.xml": _bytes(block), **files}

    def _xml(self, path: str, element: Element) -> None:
        self._pack.write(f"{TOP}{path}", _bytes(element))

    def _text(self, path: str, text: str) -> None:
        self._pack.write(f"{TOP}{path}", text.encode())


def _licence(name: str) -> str:
    """`CC BY-SA 4.0` as Open edX writes it."""
    terms, _, version = name.removeprefix("CC ").rpartition(" ")
    return f"creative-commons: ver={version} {terms.replace('-', ' ')}"


def _bytes(element: Element) -> bytes:
    return tostring(element, encoding="unicode").encode()
