"""Courses that come in from packages of other systems, and go out as such."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from contracts.base import Command, Message, Query


class ExchangeFormat(StrEnum):
    """How a course is written down for other systems."""

    OLX = "olx"
    COMMON_CARTRIDGE = "common_cartridge"
    CARPENTRIES = "carpentries"


class ExportFormat(StrEnum):
    """What a course can be written as."""

    OLX = "olx"
    COMMON_CARTRIDGE = "common_cartridge"


class ExchangeState(StrEnum):
    """How far an import or export is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Loss(StrEnum):
    """Why something of a course could not be taken over as it was."""

    TOOL = "tool"
    INTERACTIVE = "interactive"
    SCRIPT = "script"
    STYLE = "style"
    PROGRAM = "program"
    SURVEY = "survey"
    PEER = "peer"
    DISCUSSION = "discussion"
    EMBEDDED = "embedded"
    MISSING = "missing"
    FILE_TYPE = "file_type"
    REMOTE = "remote"
    SETTING = "setting"
    ANSWER = "answer"
    HIDDEN = "hidden"
    UNUSED = "unused"
    UNKNOWN = "unknown"
    UNSHOWN = "unshown"


class Finding(Message, frozen=True, kw_only=True):
    """One thing that could not be taken over; `place` names what it stands in, from the top."""

    place: str
    loss: Loss
    what: str


class ExchangeCounts(Message, frozen=True, kw_only=True):
    """What was taken over."""

    modules: int = 0
    topics: int = 0
    lessons: int = 0
    videos: int = 0
    quizzes: int = 0
    questions: int = 0
    captions: int = 0
    files: int = 0


class ExchangeProblem(Message, frozen=True, kw_only=True):
    """Why an import or export came to nothing; `code` is that of the refusal."""

    code: str
    title: str
    detail: str


class CourseImport(Message, frozen=True, kw_only=True):
    """A package on its way into a course; `progress` is in percent."""

    id: UUID
    course_id: UUID
    state: ExchangeState
    progress: int
    file_name: str
    created_at: datetime
    finished_at: datetime | None = None
    format: ExchangeFormat | None = None
    counts: ExchangeCounts | None = None
    findings: list[Finding] = []
    problem: ExchangeProblem | None = None


class CourseExport(Message, frozen=True, kw_only=True):
    """A course as a package; `url` is signed, short-lived and there once it is done."""

    id: UUID
    course_id: UUID
    state: ExchangeState
    progress: int
    format: ExportFormat
    created_at: datetime
    finished_at: datetime | None = None
    file_name: str = ""
    size: int = 0
    url: str | None = None
    findings: list[Finding] = []
    problem: ExchangeProblem | None = None


class ImportCourse(Command[CourseImport], frozen=True, kw_only=True):
    """Fill a course of the caller from a package that was uploaded into it."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    file_id: UUID


class GetCourseImport(Query[CourseImport], frozen=True, kw_only=True):
    """How far an import is, and what came of it."""

    service: ClassVar[str] = "courses"

    course_import_id: UUID


class ListCourseImports(Query[list[CourseImport]], frozen=True, kw_only=True):
    """The newest imports into a course."""

    service: ClassVar[str] = "courses"

    course_id: UUID


class ExportCourse(Command[CourseExport], frozen=True, kw_only=True):
    """Write a course down as a package, answers included; for its teacher and for staff."""

    service: ClassVar[str] = "courses"

    course_id: UUID
    format: ExportFormat


class GetCourseExport(Query[CourseExport], frozen=True, kw_only=True):
    """How far an export is, and where its package is."""

    service: ClassVar[str] = "courses"

    course_export_id: UUID


class ListCourseExports(Query[list[CourseExport]], frozen=True, kw_only=True):
    """The newest exports of a course."""

    service: ClassVar[str] = "courses"

    course_id: UUID
