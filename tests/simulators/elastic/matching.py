"""Which documents fit a query, and how well; text is compared word by word, accents apart."""

import re
import unicodedata
from typing import Any

Document = dict[str, Any]


def words_of(value: Any) -> list[str]:
    """Folded words of a text, or of several."""
    texts = value if isinstance(value, list) else [value]
    plain = unicodedata.normalize("NFKD", " ".join(map(str, texts)).casefold())
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))


def score(query: dict[str, Any], document: Document) -> float:
    """How well a document fits; 0 when it does not."""
    ((kind, body),) = query.items()
    answer = _RULES[kind](body, document)
    return float(answer)


def _bool(body: dict[str, Any], document: Document) -> float:
    if not all(score(one, document) for one in body.get("filter", [])):
        return 0
    ways = [score(one, document) for one in body.get("should", [])]
    if ways and sum(map(bool, ways)) < body.get("minimum_should_match", 0):
        return 0
    return sum(ways) if ways else 1


def _function_score(body: dict[str, Any], document: Document) -> float:
    return score(body["query"], document) * float(document[body["field_value_factor"]["field"]])


def _multi_match(body: dict[str, Any], document: Document) -> float:
    fields = [field.partition("^") for field in body["fields"]]
    boosts = {name.partition(".")[0]: float(boost or 1) for name, _, boost in fields}
    typed = words_of(body["query"])
    best = []
    for position, word in enumerate(typed):
        unfinished = body["type"] == "bool_prefix" and position == len(typed) - 1
        hits = [
            boost
            for name, boost in boosts.items()
            for known in words_of(document[name])
            if _alike(word, known, unfinished=unfinished, fuzzy="fuzziness" in body)
        ]
        if not hits:
            return 0
        best.append(max(hits))
    return sum(best) * float(body.get("boost", 1))


def _alike(word: str, known: str, *, unfinished: bool, fuzzy: bool) -> bool:
    if word == known or (unfinished and known.startswith(word)):
        return True
    allowed = (len(word) > 2) + (len(word) > 5) if fuzzy else 0
    return bool(allowed) and distance(word, known) <= allowed


def distance(one: str, other: str) -> int:
    """Letters to change, add, drop or swap with their neighbor."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = rows[i - 1][j - 1] + (letter != wanted)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, rows[i - 2][j - 2] + 1)
            row.append(min(cost, rows[i - 1][j] + 1, row[j - 1] + 1))
        rows.append(row)
    return rows[-1][-1]


def _terms(body: dict[str, Any], document: Document) -> float:
    ((field, wanted),) = body.items()
    return bool(set(_listed(document[field])) & set(_listed(wanted)))


def _range(body: dict[str, Any], document: Document) -> float:
    ((field, bounds),) = body.items()
    return bool(document[field] >= bounds["gte"])


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


_RULES: dict[str, Any] = {
    "bool": _bool,
    "function_score": _function_score,
    "multi_match": _multi_match,
    "term": _terms,
    "terms": _terms,
    "range": _range,
}
