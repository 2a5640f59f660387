"""Indices, aliases, versions and searches of the stand-in."""

from collections import Counter
from typing import Any

from tests.simulators.elastic.matching import score

NO_INDEX = {"error": {"type": "index_not_found_exception"}, "status": 404}


class Store:
    """What the stand-in holds; `refused` ids are not taken by a bulk request."""

    def __init__(self) -> None:
        self.indices: dict[str, dict[str, tuple[int, Any]]] = {}
        self.aliases: dict[str, set[str]] = {}
        self.refused: set[str] = set()

    def index_of(self, name: str) -> dict[str, tuple[int, Any]]:
        """The documents behind an index or an alias."""
        (real,) = self.aliases.get(name, {name})
        return self.indices[real]

    def act_on_aliases(self, actions: list[dict[str, Any]]) -> None:
        """Add aliases and drop indices, all at once."""
        for action in actions:
            ((kind, body),) = action.items()
            if kind == "add":
                self.aliases.setdefault(body["alias"], set()).add(body["index"])
            else:
                self.indices.pop(body["index"])
                for behind in self.aliases.values():
                    behind.discard(body["index"])

    def bulk(self, name: str, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """One outcome for each line that names an operation."""
        outcomes, rest = [], iter(lines)
        for line in rest:
            ((kind, place),) = line.items()
            source = next(rest) if kind == "index" else None
            outcomes.append({kind: {"_id": place["_id"], **self._put(name, place, source)}})
        return outcomes

    def search(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        """Hits in order, and aggregations over all that the query fits."""
        held = {key: source for key, (_, source) in self.index_of(name).items() if source}
        found = {key: score(body["query"], source) for key, source in held.items()}
        fits = {key: held[key] for key, points in found.items() if points}
        narrowed = [key for key in fits if score(body.get("post_filter", _ALL), fits[key])]
        hits = [self._hit(key, fits[key], found[key], body.get("sort", [])) for key in narrowed]
        hits = _ordered(hits, body)[: body.get("size", 10)]
        counted = body.get("aggregations", {})
        return {
            "hits": {"hits": hits, "total": {"value": len(narrowed), "relation": "eq"}},
            "aggregations": {key: _count(one, list(fits.values())) for key, one in counted.items()},
        }

    def _put(self, name: str, place: dict[str, Any], source: Any) -> dict[str, Any]:
        held = self.index_of(name)
        known = held.get(place["_id"])
        if place["_id"] in self.refused:
            return {"status": 400, "error": {"type": "document_parsing_exception"}}
        if known is not None and known[0] > place["version"]:
            return {"status": 409, "error": {"type": "version_conflict_engine_exception"}}
        held[place["_id"]] = (place["version"], source)
        missing = source is None and (known is None or known[1] is None)
        return {"status": 404 if missing else 200}

    @staticmethod
    def _hit(key: str, source: Any, points: float, sort: list[dict[str, str]]) -> dict[str, Any]:
        values = {**source, "_score": points, "_id": key}
        return {"_id": key, "_score": points, "sort": [values[next(iter(one))] for one in sort]}


_ALL: dict[str, Any] = {"bool": {}}


def _ordered(hits: list[dict[str, Any]], body: dict[str, Any]) -> list[dict[str, Any]]:
    keys = list(enumerate(body.get("sort", [])))
    for at, key in reversed(keys):
        backwards = next(iter(key.values())) == "desc"
        hits.sort(key=lambda hit, at=at: hit["sort"][at], reverse=backwards)  # type: ignore[misc]  # mypy does not infer lambdas with defaults
    after = body.get("search_after")
    if after is None:
        return hits
    last = next((at for at, hit in enumerate(hits) if hit["sort"] == after), None)
    return hits if last is None else hits[last + 1 :]


def _count(aggregation: dict[str, Any], documents: list[Any]) -> dict[str, Any]:
    if "filter" in aggregation:
        documents = [one for one in documents if score(aggregation["filter"], one)]
        inner = aggregation.get("aggregations", {})
        nested = {key: _count(one, documents) for key, one in inner.items()}
        return {"doc_count": len(documents), **nested}
    field, size = aggregation["terms"]["field"], aggregation["terms"]["size"]
    values = Counter(
        value
        for one in documents
        for value in (one[field] if isinstance(one[field], list) else [one[field]])
    )
    buckets = [{"key": key, "doc_count": number} for key, number in values.most_common(size)]
    return {"buckets": buckets}
