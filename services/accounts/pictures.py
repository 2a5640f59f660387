"""Where people's pictures lie, and their addresses."""

from pathlib import Path
from uuid import UUID

from contracts.signed_urls import FileTicket, sign
from services.common.storage import FileStore

MEDIA_TYPE = "image/webp"
"""What the gateway turns every picture into."""


class Pictures:
    """Pictures whose addresses do not end: whoever sees the person sees the picture."""

    def __init__(self, files_dir: str, signing_key: str) -> None:
        self._store = FileStore(Path(files_dir))
        self._key = signing_key.encode()

    def address(self, file_id: UUID | None) -> str | None:
        """Address of a picture, or None for a person without one."""
        if file_id is None:
            return None
        return sign(FileTicket(file_id=file_id, name="picture", media_type=MEDIA_TYPE), self._key)

    def read(self, file_id: UUID | None) -> bytes | None:
        """The bytes of a picture, if there is one."""
        return self._store.read(file_id) if file_id else None

    def remove(self, file_id: UUID) -> None:
        """Delete the bytes of a picture."""
        self._store.remove(file_id)
