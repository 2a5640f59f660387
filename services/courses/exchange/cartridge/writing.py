"""Writes a course as a Common Cartridge 1.3."""

from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from contracts.courses.exchange import Loss
from services.courses.exchange.beyond import unsaid_of_question, unsaid_of_quiz
from services.courses.exchange.cartridge.asking import LIKENED, SAID, write_assessment, write_bank
from services.courses.exchange.cartridge.listing import Listing
from services.courses.exchange.cartridge.rules import WRITTEN
from services.courses.exchange.findings import Findings
from services.courses.exchange.naming import url_name
from services.courses.exchange.packing import Pack, Progress, zip_pack
from services.courses.exchange.pages import Addresses, to_html, with_paths
from services.courses.exchange.sidecar import make_course_sidecar, make_sidecar
from services.courses.exchange.tree import Course, Lesson, LessonSort, Quiz, lessons_of

COURSE = "academy/course.json"
BANK = "quizzes/bank.xml"
FILES = "web_resources/"
WEB_LINK = "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"
VERSION = "imscc_xmlv1p3"
ASSESSMENT = f"imsqti_xmlv1p2/{VERSION}/assessment"
QUESTION_BANK = f"imsqti_xmlv1p2/{VERSION}/question-bank"
LINKED = frozenset({LessonSort.YOUTUBE, LessonSort.LINK})
EXTRA = f"associatedcontent/{VERSION}/learning-application-resource"


def write_cartridge(course: Course, path: Path, findings: Findings, progress: Progress) -> None:
    """The package at *path*."""
    with zip_pack(path) as pack:
        _Writer(with_paths(course, FILES), pack, findings).write(progress)


class _Writer:
    """Writes pages, links and assessments, and lists them."""

    def __init__(self, course: Course, pack: Pack, findings: Findings) -> None:
        self._course = course
        self._pack = pack
        self._findings = findings
        self._listing = Listing(course)
        self._hrefs = {one.key: _href(one) for one in lessons_of(course)}
        self._addresses = Addresses(file=lambda path: f"../{path}", lesson=self._lesson_address)

    def write(self, progress: Progress) -> None:
        """Everything; files come last, since they take longest."""
        for module in self._course.modules:
            folder = self._listing.folder(None, module.key, module.title)
            for lesson in module.lessons:
                self._lesson(lesson, folder, (module.title,))
            for topic in module.topics:
                inner = self._listing.folder(folder, topic.key, topic.title)
                for lesson in topic.lessons:
                    self._lesson(lesson, inner, (module.title, topic.title))
        self._bank()
        self._pack.write(COURSE, make_course_sidecar(self._course, {}))
        self._listing.resource("extra_course", EXTRA, [COURSE])
        assets = list(self._course.assets.values())
        for asset in assets:
            self._listing.resource(f"file_{url_name(asset.path)}", "webcontent", [asset.path])
        self._pack.write("imsmanifest.xml", _bytes(self._listing.manifest()))
        for number, asset in enumerate(assets):
            self._pack.copy(asset.path, asset.place, asset.media_type)
            progress(50 + 50 * number // len(assets))

    def _bank(self) -> None:
        if self._course.bank:
            root = write_bank(self._course.bank, "bank", self._addresses)
            self._pack.write(BANK, _bytes(root))
            self._listing.resource("question_bank", QUESTION_BANK, [BANK])

    def _lesson_address(self, key: str) -> str:
        return f"../{self._hrefs[key]}" if key in self._hrefs else ""

    def _lesson(self, lesson: Lesson, folder: Element, place: tuple[str, ...]) -> None:
        here = (*place, lesson.title)
        href, identifier = _href(lesson), f"res_{url_name(lesson.key)}"
        files = self._files(lesson, href, here)
        for path, content in files.items():
            self._pack.write(path, content)
        extra = [] if lesson.quiz else [self._sidecar(lesson, files)]
        kind = {LessonSort.QUIZ: ASSESSMENT, **dict.fromkeys(LINKED, "imswl_xmlv1p3")}
        self._listing.resource(identifier, kind.get(lesson.sort, "webcontent"), list(files), extra)
        self._listing.line(folder, lesson.key, lesson.title, identifier)

    def _files(self, lesson: Lesson, href: str, place: tuple[str, ...]) -> dict[str, bytes]:
        """The files of a lesson; the first is the one that is opened."""
        if lesson.quiz is not None:
            self._report(lesson.quiz, place)
            return {href: _bytes(write_assessment(lesson, url_name(lesson.key), self._addresses))}
        if lesson.sort in LINKED:
            if lesson.body.strip():
                self._findings.add(place, Loss.SETTING, "text")
            return {href: _bytes(_web_link(lesson))}
        captions = {
            f"{FILES}{url_name(lesson.key)}-{one.language}.vtt": one.text.encode()
            for one in lesson.captions
        }
        return {href: self._page(lesson, list(captions)).encode(), **captions}

    def _report(self, quiz: Quiz, place: tuple[str, ...]) -> None:
        """Tell what others will not see of a quiz."""
        for question in quiz.questions:
            if question.sort in LIKENED:
                self._findings.add(place, Loss.ANSWER, question.sort.value)
            self._lost(place, unsaid_of_question(question, SAID))
        self._lost(place, unsaid_of_quiz(quiz, WRITTEN))
        for slot in quiz.slots:
            self._lost(place, f"{slot.pool}: {slot.draw}" if not slot.question else "")

    def _lost(self, place: tuple[str, ...], names: str) -> None:
        if names:
            self._findings.add(place, Loss.SETTING, names)

    def _page(self, lesson: Lesson, captions: list[str]) -> str:
        tracks = "".join(
            f'<track kind="captions" srclang="{caption.language}" src="../{escape(path)}">'
            for caption, path in zip(lesson.captions, captions, strict=True)
        )
        title = escape(lesson.title)
        film = f'<video controls title="{title}" src="../{escape(lesson.video)}">{tracks}</video>'
        return (
            f'<!DOCTYPE html>\n<html lang="{self._course.language}"><head><meta charset="utf-8">'
            f"<title>{title}</title></head><body>{film if lesson.video else ''}"
            f"{to_html(lesson.body, self._addresses)}</body></html>\n"
        )

    def _sidecar(self, lesson: Lesson, files: dict[str, bytes]) -> str:
        """What a page cannot say of a lesson; never of a quiz, whose answers are nobody's page."""
        name = url_name(lesson.key)
        path = f"academy/{name}/academy.json"
        self._pack.write(path, make_sidecar(lesson, files))
        self._listing.resource(f"extra_{name}", EXTRA, [path])
        return f"extra_{name}"


def _href(lesson: Lesson) -> str:
    name = url_name(lesson.key)
    if lesson.sort is LessonSort.QUIZ:
        return f"quizzes/{name}.xml"
    return f"links/{name}.xml" if lesson.sort in LINKED else f"pages/{name}.html"


def _web_link(lesson: Lesson) -> Element:
    root = Element("webLink", xmlns=WEB_LINK)
    SubElement(root, "title").text = lesson.title
    youtube = f"https://www.youtube.com/watch?v={lesson.youtube_id}"
    href = lesson.video_url if lesson.sort is LessonSort.LINK else youtube
    SubElement(root, "url", href=href, target="_blank")
    return root


def _bytes(element: Element) -> bytes:
    text = tostring(element, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()
