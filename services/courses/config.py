"""Settings of the courses service beside those that every service reads."""

import msgspec

from services.courses.certificates.signing import read_seed


class FileSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where stored files lie, and the key that signs their addresses."""

    files_dir: str
    files_signing_key: str


class CertificateSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Who issues certificates, where people verify them, and the seed that signs them."""

    public_url: str
    certificate_signing_key: str
    academy_name: str = "Academy"

    def __post_init__(self) -> None:
        """Refuse a key that signs nothing."""
        read_seed(self.certificate_signing_key)


class SearchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The Elasticsearch that searches before the database does; without an address none."""

    elasticsearch_address: str = ""
    elasticsearch_api_key: str = ""
    elasticsearch_alias: str = "academy-courses"
    elasticsearch_seconds: float = 1.0
