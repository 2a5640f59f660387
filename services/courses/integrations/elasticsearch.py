"""Elasticsearch as a search engine before the database.

An index has the version of its mapping and the moment of its making in its name; searches go to an
alias, so that a new index is filled beside the old one and takes its place at once. Documents carry
the version of their entry (`version_type=external_gte`), so that what arrives late or twice harms
nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from services.courses.config import SearchSettings
from services.courses.integrations import elasticsearch_queries as queries
from services.courses.search_documents import SearchDocument, Tombstone
from services.courses.searching import IndexingFailed, Unreachable

MAPPING_VERSION = 1
CONFLICT = 409
GONE = 404


@contextmanager
def _reaching() -> Iterator[None]:
    """Whatever goes wrong at the vendor's is one refusal here."""
    try:
        yield
    except (TransportError, ApiError) as error:
        raise Unreachable(str(error)) from error


class ElasticsearchEngine:
    """The index of the catalogue in an Elasticsearch."""

    def __init__(self, settings: SearchSettings, client: Elasticsearch | None = None) -> None:
        self._alias = settings.elasticsearch_alias
        self._client = client or Elasticsearch(
            settings.elasticsearch_address,
            api_key=settings.elasticsearch_api_key or None,
            request_timeout=settings.elasticsearch_seconds,
            max_retries=0,
        )

    def search(self, body: dict[str, Any]) -> dict[str, Any]:
        """What the index answers to a query."""
        with _reaching():
            answer: dict[str, Any] = self._client.search(index=self._alias, **body).body
        return answer

    def send(self, changes: Sequence[SearchDocument | Tombstone], index: str | None = None) -> None:
        """Put documents and take them out; raises `IndexingFailed` naming those not taken."""
        if not changes:
            return
        lines = [line for change in changes for line in _lines(change)]
        with _reaching():
            answer = self._client.bulk(operations=lines, index=index or self._alias)
        failed = {
            UUID(outcome["_id"])
            for item in answer["items"]
            for outcome in item.values()
            if _is_failure(outcome)
        }
        if failed:
            raise IndexingFailed(failed)

    def ensure_index(self, now: datetime) -> None:
        """Make an empty index for the alias when there is none."""
        with _reaching():
            missing = not self._client.indices.exists_alias(name=self._alias)
        if missing:
            self.switch_to(self.make_index(now))

    def make_index(self, now: datetime) -> str:
        """An empty index that nobody searches yet; its name."""
        name = f"{self._alias}-v{MAPPING_VERSION}-{now:%Y%m%d%H%M%S}"
        shape: dict[str, Any] = {"mappings": queries.MAPPINGS, "settings": queries.SETTINGS}
        with _reaching():
            self._client.indices.create(index=name, **shape)
        return name

    def switch_to(self, name: str) -> None:
        """Let searches go to another index, and drop those they went to before."""
        with _reaching():
            earlier = self._indices()
            actions = [{"remove_index": {"index": old}} for old in earlier if old != name]
            added = {"add": {"index": name, "alias": self._alias}}
            self._client.indices.refresh(index=name)
            self._client.indices.update_aliases(actions=[added, *actions])

    def _indices(self) -> list[str]:
        try:
            return list(self._client.indices.get_alias(name=self._alias).body)
        except NotFoundError:
            return []


def _lines(change: SearchDocument | Tombstone) -> Iterable[dict[str, Any]]:
    place = {"_id": str(change.id), "version": change.version, "version_type": "external_gte"}
    if isinstance(change, Tombstone):
        yield {"delete": place}
    else:
        yield {"index": place}
        yield change.as_source()


def _is_failure(outcome: dict[str, Any]) -> bool:
    """Something newer is there already, or nothing is left to be deleted: both are well."""
    status = outcome.get("status", 0)
    return status >= 300 and status not in {CONFLICT, GONE}  # noqa: PLR2004 (HTTP)
