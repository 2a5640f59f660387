"""Settings of the courses service beside those that every service reads."""

import msgspec


class FileSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where stored files lie, and the key that signs their addresses."""

    files_dir: str
    files_signing_key: str
