"""Settings of the courses service beside those that every service reads."""

import msgspec


class FileSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where stored files lie, and the key that signs their addresses."""

    files_dir: str
    files_signing_key: str


class SearchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The Elasticsearch that searches before the database does; without an address none."""

    elasticsearch_address: str = ""
    elasticsearch_api_key: str = ""
    elasticsearch_alias: str = "academy-courses"
    elasticsearch_seconds: float = 1.0
