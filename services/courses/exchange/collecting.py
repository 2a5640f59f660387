"""A course of the database as a course without a format."""

import re
from collections.abc import Iterable
from urllib.parse import quote
from uuid import UUID

import msgspec

from contracts.courses.resources import LessonKind, Licence
from services.common.storage import FileStore
from services.courses import models
from services.courses.exchange.assets import SCHEME
from services.courses.exchange.tree import Asset, Course, Lesson, LessonSort, Module

FILE = re.compile(r"(?<=\()file:(?P<id>[0-9a-f-]{36})(?=[)\s])")
SORTS = {
    LessonKind.ARTICLE: LessonSort.ARTICLE,
    LessonKind.VIDEO: LessonSort.VIDEO,
    LessonKind.YOUTUBE: LessonSort.YOUTUBE,
}


class Collector:
    """Gathers what a course consists of, with the files that it still has."""

    def __init__(
        self, course: models.Course, files: Iterable[models.CourseFile], store: FileStore
    ) -> None:
        self._course = course
        self._learn = re.compile(rf"(?<=\()/learn/{course.id}/(?P<id>[0-9a-f-]{{36}})(?=[)#\s])")
        present = [file for file in files if store.path(file.id).is_file()]
        self._files = {file.id: self._asset(file, store) for file in present}
        self._needed: dict[str, Asset] = {}

    def collect(
        self,
        face: models.Course | models.WorkingCopy,
        modules: Iterable[models.Module],
        lessons: Iterable[models.Lesson],
    ) -> Course:
        """The course as its teacher last wrote it."""
        listed = list(lessons)
        tree = [
            Module(
                key=module.id.hex,
                title=module.title,
                lessons=[self._lesson(one) for one in listed if one.module_id == module.id],
            )
            for module in modules
        ]
        return Course(
            key=f"academy/{self._course.id.hex}",
            title=face.title,
            language=face.language,
            summary=face.summary,
            description=self._text(face.description),
            licence=msgspec.convert(self._course.licence, Licence | None),
            cover=self._need(face.cover_file_id),
            modules=tree,
            assets=self._needed,
        )

    def _lesson(self, lesson: models.Lesson) -> Lesson:
        return Lesson(
            key=lesson.id.hex,
            title=lesson.title,
            sort=SORTS[lesson.kind],
            body=self._text(lesson.body),
            youtube_id=lesson.youtube_id or "",
            video=self._need(lesson.video_file_id),
            minutes=lesson.duration_minutes,
            preview=lesson.preview,
            release_at=lesson.release_at,
        )

    def _text(self, text: str) -> str:
        """The text with files by path and lessons by key; what is gone stays as it is written."""

        def file(found: re.Match[str]) -> str:
            path = self._need(UUID(found["id"]))
            return f"{SCHEME}{quote(path)}" if path else found[0]

        def lesson(found: re.Match[str]) -> str:
            return f"lesson:{UUID(found['id']).hex}"

        return self._learn.sub(lesson, FILE.sub(file, text))

    def _need(self, file_id: UUID | None) -> str:
        asset = self._files.get(file_id) if file_id else None
        if asset is None:
            return ""
        self._needed[asset.path] = asset
        return asset.path

    def _asset(self, file: models.CourseFile, store: FileStore) -> Asset:
        path = f"{file.id.hex}/{file.name}"
        return Asset(
            path=path, name=file.name, media_type=file.media_type, place=store.path(file.id)
        )
