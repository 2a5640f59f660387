"""Full-text search of courses: how what people type becomes a query."""

import re
from typing import Any

from sqlalchemy import ColumnElement, Double, Select, cast, func, literal, select, true
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.types import Text

from services.courses.models import Course, SearchWord

LAST_WORD = re.compile(r"^(?P<before>(?:.*\s)?)(?P<word>\w{2,})$", re.DOTALL)
WORD = re.compile(r"\w+")
WEIGHTS = array([0.05, 0.2, 0.5, 1.0])
"""Worth of a hit in the description, a summary's word, its stem or the teacher, and the title."""

LENGTH_MATTERS = 1
SHORT_WORD = 4
LONGEST_WORD = 40
MOST_WORDS = 8


def text_query(search: str) -> ColumnElement[Any]:
    """Match all words, quoted phrases and -excluded words; the last word may be unfinished."""
    query: ColumnElement[Any] = func.websearch_to_tsquery("course", search)
    unfinished = LAST_WORD.match(search)
    if unfinished is None:
        return query
    last: ColumnElement[Any] = func.to_tsquery("course_words", f"{unfinished['word']}:*")
    if unfinished["before"].strip():
        last = func.websearch_to_tsquery("course", unfinished["before"]).op("&&")(last)
    return query.op("||")(last)


def rank(query: ColumnElement[Any]) -> ColumnElement[float]:
    """How well a course answers the query; exact as a double, so that pages join."""
    return cast(func.ts_rank(WEIGHTS, Course.search, query, LENGTH_MATTERS), Double)


def plain_words(search: str) -> list[str]:
    """The words of a search without its operators."""
    return [word[:LONGEST_WORD] for word in WORD.findall(search.lower())][:MOST_WORDS]


def nearest_words(words: list[str]) -> Select[Any]:
    """For each typed word the known word with the fewest wrong letters, when there are few."""
    typed = func.unnest(cast(literal(words, ARRAY(Text)), ARRAY(Text))).column_valued("typed")
    allowed = func.least(2, func.greatest(1, func.length(typed) - SHORT_WORD + 1))
    wrong = func.levenshtein_less_equal(SearchWord.word, typed, 2)
    nearest = (
        select(SearchWord.word)
        .where(
            func.abs(func.length(SearchWord.word) - func.length(typed)) <= allowed,
            func.length(SearchWord.word) <= LONGEST_WORD,
            wrong <= allowed,
        )
        .order_by(wrong, SearchWord.word)
        .limit(1)
        .lateral("nearest")
    )
    return select(typed.label("typed"), nearest.c.word).join(nearest, true())
