"""The mapping of the index, and queries and answers in Elasticsearch's words."""

import base64
from typing import Any
from uuid import UUID

import msgspec

from contracts.courses.resources import CourseOrder
from contracts.errors import Invalid
from services.courses.searching import Counts, Found, Wanted

TEXTS = ["title^4", "title.start^2", "tag_names^2", "teacher_name^2", "summary^1.5", "description"]
KEYWORD = {"type": "keyword", "ignore_above": 256}
FOLDED = {"type": "text", "analyzer": "folded"}
SETTINGS = {
    "analysis": {
        "analyzer": {
            "folded": {
                "tokenizer": "standard",
                "filter": ["lowercase", "asciifolding", "arabic_normalization"],
            }
        }
    }
}
MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "title": {
            **FOLDED,
            "fields": {"start": {"type": "search_as_you_type", "analyzer": "folded"}},
        },
        **dict.fromkeys(("summary", "description", "teacher_name", "tag_names"), FOLDED),
        **dict.fromkeys(("category", "level", "language", "price_band", "tags"), KEYWORD),
        "teacher_id": KEYWORD,
        "price_order": {"type": "integer"},
        "rating_floor": {"type": "byte"},
        "published_at": {"type": "date"},
        **{name: {"type": "double"} for name in ("rating", "popularity", "quality")},
    },
}
ORDERS: dict[CourseOrder, list[dict[str, str]]] = {
    CourseOrder.NEWEST: [{"published_at": "desc"}],
    CourseOrder.PRICE_LOW: [{"price_order": "asc"}],
    CourseOrder.PRICE_HIGH: [{"price_order": "desc"}],
    CourseOrder.RATING: [{"rating": "desc"}],
    CourseOrder.POPULAR: [{"popularity": "desc"}],
}
FACETS = {
    "category": "category",
    "level": "level",
    "language": "language",
    "price": "price_band",
    "rating": "rating_floor",
}
BUCKETS = 50
TAGS_SHOWN = 20


def search(wanted: Wanted, order: CourseOrder, after: str | None, limit: int) -> dict[str, Any]:
    """The body that asks for a page; the id breaks ties, so that pages join."""
    keys = ORDERS.get(order) or [{"_score": "desc"} if wanted.search else {"quality": "desc"}]
    body: dict[str, Any] = {
        "query": _scored(wanted),
        "post_filter": {"bool": {"filter": list(_filters(wanted).values())}},
        "sort": [*keys, {"_id": "desc"}],
        "size": limit + 1,
        "source": False,
    }
    if after is not None:
        body["search_after"] = _read(after)
    return body


def read_page(answer: dict[str, Any], limit: int) -> Found:
    """Ids of the page, and the cursor of the next one."""
    hits = answer["hits"]["hits"]
    shown = hits[:limit]
    following = _write(shown[-1]["sort"]) if len(hits) > limit else None
    return Found([UUID(hit["_id"]) for hit in shown], following)


def count(wanted: Wanted) -> dict[str, Any]:
    """The body that asks for every facet under the other filters, and for the total."""
    filters = _filters(wanted)
    aggregations = {
        facet: _under(filters, facet, {"terms": {"field": field, "size": BUCKETS}})
        for facet, field in FACETS.items()
    }
    tags = {"terms": {"field": "tags", "size": TAGS_SHOWN}}
    return {
        "query": _words(wanted),
        "size": 0,
        "aggregations": {
            **aggregations,
            "tag": _under(filters, "", tags),
            "total": {"filter": {"bool": {"filter": list(filters.values())}}},
        },
    }


def read_counts(answer: dict[str, Any]) -> Counts:
    """Courses by facet and value; an engine counts exactly."""
    found = answer["aggregations"]
    values = {
        facet: {
            str(bucket["key"]): bucket["doc_count"] for bucket in found[facet]["values"]["buckets"]
        }
        for facet in ("tag", *FACETS)
    }
    return Counts(found["total"]["doc_count"], values)


def _under(filters: dict[str, Any], facet: str, terms: dict[str, Any]) -> dict[str, Any]:
    others = [condition for name, condition in filters.items() if name != facet]
    return {"filter": {"bool": {"filter": others}}, "aggregations": {"values": terms}}


def _scored(wanted: Wanted) -> dict[str, Any]:
    """How well the words fit, times how good the course is."""
    return {
        "function_score": {
            "query": _words(wanted),
            "field_value_factor": {"field": "quality"},
            "boost_mode": "multiply",
        }
    }


def _words(wanted: Wanted) -> dict[str, Any]:
    """Every word, perhaps misspelled, or the beginning of the last one; tags and teacher fixed."""
    fixed: list[dict[str, Any]] = [{"term": {"tags": tag}} for tag in wanted.tag]
    if wanted.teacher_id is not None:
        fixed.append({"term": {"teacher_id": str(wanted.teacher_id)}})
    if not wanted.search:
        return {"bool": {"filter": fixed}}
    alike = {"query": wanted.search, "fields": TEXTS, "operator": "and"}
    ways = [
        {"multi_match": {**alike, "type": "cross_fields"}},
        {"multi_match": {**alike, "type": "bool_prefix"}},
        {"multi_match": {**alike, "type": "best_fields", "fuzziness": "AUTO", "boost": 0.2}},
    ]
    return {"bool": {"should": ways, "minimum_should_match": 1, "filter": fixed}}


def _filters(wanted: Wanted) -> dict[str, Any]:
    chosen = {
        "category": wanted.category,
        "level": wanted.level,
        "language": wanted.language,
        "price": wanted.price,
    }
    filters: dict[str, Any] = {
        name: {"terms": {FACETS[name]: list(values)}} for name, values in chosen.items() if values
    }
    if wanted.rating is not None:
        filters["rating"] = {"range": {"rating_floor": {"gte": wanted.rating}}}
    return filters


def _write(values: list[Any]) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(values)).decode().rstrip("=")


def _read(cursor: str) -> list[Any]:
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return msgspec.json.decode(raw, type=list[Any])
    except (ValueError, msgspec.DecodeError):
        errors = [{"pointer": "/after", "detail": "Not a cursor of this list."}]
        raise Invalid("The list cannot be continued from there.", {"errors": errors}) from None
