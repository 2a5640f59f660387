"""Signed addresses of course files, alone and inside stored HTML."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from contracts.courses.resources import CourseFile
from contracts.media_addresses import MediaTicket, sign_media
from contracts.signed_urls import FileTicket, UploadTicket, sign, sign_upload

LASTS_SECONDS = 3600
ROUNDED_SECONDS = 900
CAPTIONS_TYPE = "text/vtt"

FILE_REFERENCE = re.compile(r'(?<==")file:(?P<id>[0-9a-f-]{36})(?=")')


class StoredFile(Protocol):
    """What an address is made of."""

    id: UUID
    name: str
    media_type: str
    size: int


class AnnouncedFile(Protocol):
    """What the address of an upload is made of."""

    id: UUID
    media_type: str
    size: int


class FileLinks:
    """Makes the addresses by which the gateway serves files."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def cover(self, file_id: UUID | None, media_type: str | None) -> str | None:
        """Address of a course's cover, which anybody may see for good."""
        if file_id is None or media_type is None:
            return None
        ticket = FileTicket(file_id=file_id, name="cover", media_type=media_type)
        return sign(ticket, self._key)

    def upload(self, announced: AnnouncedFile, until: datetime) -> str:
        """Address to send the bytes of an announced file to."""
        ticket = UploadTicket(
            upload_id=announced.id,
            max_bytes=announced.size,
            expires_at=int(until.timestamp()),
            media_type=announced.media_type,
        )
        return sign_upload(ticket, self._key)

    def media(self, ticket: MediaTicket) -> str:
        """Prefix of everything that belongs to a video."""
        return sign_media(ticket, self._key)

    def captions(self, caption_id: UUID, language: str, now: datetime) -> str:
        """Address of captions, as the `<track>` of a video loads them."""
        name = f"captions.{language}.vtt"
        ticket = FileTicket(
            file_id=caption_id, name=name, media_type=CAPTIONS_TYPE, expires_at=_end(now)
        )
        return sign(ticket, self._key)

    def file(self, stored: StoredFile, now: datetime) -> CourseFile:
        """A file with an address for less than an hour.

        The end is rounded, so that for some minutes the address and what browsers cache stay alike.
        """
        ticket = FileTicket(
            file_id=stored.id,
            name=stored.name,
            media_type=stored.media_type,
            expires_at=_end(now),
        )
        return CourseFile(
            id=stored.id,
            name=stored.name,
            media_type=stored.media_type,
            size=stored.size,
            url=sign(ticket, self._key),
        )


def _end(now: datetime) -> int:
    return int(now.timestamp()) // ROUNDED_SECONDS * ROUNDED_SECONDS + LASTS_SECONDS


def referenced_files(html: str) -> list[UUID]:
    """Ids of the files that stored HTML refers to, each once, in order."""
    return list(dict.fromkeys(UUID(found["id"]) for found in FILE_REFERENCE.finditer(html)))


def with_addresses(html: str, files: Iterable[CourseFile]) -> str:
    """Stored HTML with `file:<id>` replaced by addresses; unknown files lose theirs."""
    addresses = {str(file.id): file.url.replace("&", "&amp;") for file in files}
    return FILE_REFERENCE.sub(lambda found: addresses.get(found["id"], ""), html)
