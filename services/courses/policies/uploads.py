"""Rules of the files that teachers upload."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from contracts.courses.errors import FileInUse, FileTypeRefused, UploadIncomplete, UploadNotFound
from contracts.courses.questions import AnswerForm, QuestionContent, QuestionType
from contracts.types import Actor

UPLOAD_LASTS = timedelta(hours=24)

VIDEO_TYPES = {"video/mp4", "video/webm"}
PICTURE_TYPES = {"image/png", "image/jpeg", "image/webp", "image/gif"}
PACKAGE_TYPES = {"application/zip", "application/gzip"}
DOCUMENT_TYPES = {"application/pdf", "text/csv", "text/plain"}
UPLOAD_LIMITS = {
    **dict.fromkeys(VIDEO_TYPES, 5_000_000_000),
    **dict.fromkeys(PICTURE_TYPES, 20_000_000),
    **dict.fromkeys(DOCUMENT_TYPES, 200_000_000),
    **dict.fromkeys(PACKAGE_TYPES, 2_000_000_000),
}
"""Most bytes per type that teachers upload; SVG and HTML can run scripts, so they are not here."""

ANSWER_TYPES = PICTURE_TYPES | {"application/pdf"}
ANSWER_LIMIT = 20_000_000
ANSWER_FILES = 20
"""What students add to answers: raster pictures and PDFs, so many in one attempt."""


class AnnouncedUpload(Protocol):
    """What rules look at in an upload."""

    person_id: UUID
    media_type: str
    size: int
    started_at: datetime


def upload_limit(media_type: str) -> int:
    """Most bytes of a file of that type; raises `FileTypeRefused` for other types."""
    if media_type not in UPLOAD_LIMITS:
        raise FileTypeRefused("Upload a video (MP4, WebM), a picture, a PDF, a CSV, text or a ZIP.")
    return UPLOAD_LIMITS[media_type]


def ensure_fits(size: int, limit: int) -> None:
    """Every type has its largest size."""
    if size > limit:
        raise FileTypeRefused(f"Files of that kind have at most {limit // 1_000_000} MB.")


def ensure_video(media_type: str) -> None:
    """A video lesson plays a video."""
    if media_type not in VIDEO_TYPES:
        raise FileTypeRefused("Choose an MP4 or WebM video for the lesson.")


def ensure_picture(media_type: str) -> None:
    """A cover is a picture."""
    if media_type not in PICTURE_TYPES:
        raise FileTypeRefused("Choose a picture for the cover.")


def ensure_answer_file(content: QuestionContent, media_type: str) -> None:
    """Only what cannot run scripts, and only where the question asks for it."""
    if content.type is not QuestionType.ESSAY or content.answer_form is AnswerForm.TEXT:
        raise FileTypeRefused("This question takes no files.")
    if media_type not in ANSWER_TYPES:
        raise FileTypeRefused("Add a picture (PNG, JPEG, WebP, GIF) or a PDF.")


def ensure_room(held: int) -> None:
    """An attempt is no place to store things."""
    if held >= ANSWER_FILES:
        raise FileTypeRefused(f"An attempt holds at most {ANSWER_FILES} files.")


def ensure_package(media_type: str) -> None:
    """A course is imported from an archive."""
    if media_type not in PACKAGE_TYPES:
        raise FileTypeRefused("Choose a .tar.gz, .zip or .imscc package.")


def ensure_unused(lesson_titles: Sequence[str], *, shown: bool, published: bool) -> None:
    """What somebody sees stays; the refusal names where."""
    if lesson_titles:
        named = ", ".join(f"“{title}”" for title in lesson_titles)
        raise FileInUse(f"Take it out of {named} first.")
    if shown:
        raise FileInUse("The page of the course shows it. Take it out there first.")
    if published:
        raise FileInUse("Students see it in what is published, so it stays.")


def ensure_same_upload(
    actor: Actor, upload: AnnouncedUpload, size: int, media_type: str, now: datetime
) -> None:
    """What arrived is what the same person announced within a day."""
    if upload.person_id != actor.user_id or now - upload.started_at > UPLOAD_LASTS:
        raise UploadNotFound("The upload is unknown or too old. Start it again.")
    if upload.size != size:
        raise UploadIncomplete(f"{size} of {upload.size} bytes arrived. Send the file again.")
    if upload.media_type != media_type:
        raise FileTypeRefused(f"The file was announced as {upload.media_type}.")
