"""Full-text search of courses: how what people type becomes a query."""

import re
from collections.abc import Sequence
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Double, Select, cast, func, literal, select, true
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.types import Text

from services.courses.languages import WORDS
from services.courses.models import SearchWord

LAST_WORD = re.compile(r"^(?P<before>(?:.*\s)?)(?P<word>\w{2,})$", re.DOTALL)
EXCLUDED = re.compile(r"(?<!\S)-(\"[^\"]*\"|\S+)")
WORD = re.compile(r"\w+")
WEIGHTS = array([0.05, 0.2, 0.5, 1.0])
"""Worth of a hit in the description; a summary's word; its stem, a tag, the teacher; the title."""

LENGTH_MATTERS = 1
SHORT_WORD = 4
LONGEST_WORD = 40
MOST_WORDS = 8

Query = ColumnElement[Any]


def text_query(search: str, configurations: Sequence[str] = (WORDS, "course")) -> Query:
    """Match all words, quoted phrases and -excluded words; the last word may be unfinished.

    The search is read in each configuration, and one reading has to match. What is excluded may
    match in none of them.
    """
    kept = EXCLUDED.sub(" ", search).strip()
    readings = [_reading(kept, configuration) for configuration in configurations]
    query = reduce(lambda one, other: one.op("||")(other), readings)
    for excluded in EXCLUDED.findall(search):
        for configuration in configurations:
            without = func.phraseto_tsquery(configuration, excluded)
            query = query.op("&&")(func.tsquery_not(without))
    return query


def _reading(search: str, configuration: str) -> Query:
    query: Query = func.websearch_to_tsquery(configuration, search)
    unfinished = LAST_WORD.match(search)
    if unfinished is None:
        return query
    last: Query = func.to_tsquery(WORDS, f"{unfinished['word']}:*")
    if unfinished["before"].strip():
        last = func.websearch_to_tsquery(configuration, unfinished["before"]).op("&&")(last)
    return query.op("||")(last)


def rank(search: Any, query: Query, quality: Any) -> ColumnElement[float]:
    """How high a found course stands: how well its text answers, times how good the course is.

    The text's part is PostgreSQL's `ts_rank` with the weights above, divided by the length of the
    text. `quality` is kept with the entry (migration 0006): about 1 to 2.3, made of the Bayesian
    rating, the logarithm of the students, and the year of publication. So a hit in the title of an
    unknown course still stands above one in the summary of a famous course, and among equal hits
    the better course comes first. Exact as a double, so that pages join.
    """
    text: ColumnElement[float] = cast(func.ts_rank(WEIGHTS, search, query, LENGTH_MATTERS), Double)
    return text * cast(quality, Double)


def plain_words(search: str) -> list[str]:
    """The words of a search without its operators."""
    return [word[:LONGEST_WORD] for word in WORD.findall(search.lower())][:MOST_WORDS]


def nearest_words(words: list[str], *, unfinished: bool = False) -> Select[Any]:
    """For each typed word the known word with the fewest wrong letters, when there are few.

    Among equally many the one that shares most groups of three letters. The last word may be the
    beginning of a longer one while somebody is typing.
    """
    given = cast(literal(words, ARRAY(Text)), ARRAY(Text))
    typed = func.unnest(given).column_valued("typed")
    plain = func.unaccent(typed)
    length = func.length(plain)
    compared = func.left(SearchWord.word, length) if unfinished else SearchWord.word
    allowed = func.least(2, func.greatest(1, length - SHORT_WORD + 1))
    wrong = func.levenshtein_less_equal(compared, plain, 2)
    nearest = (
        select(SearchWord.word)
        .where(
            func.length(SearchWord.word) - length <= (LONGEST_WORD if unfinished else allowed),
            func.length(SearchWord.word) - length >= -allowed,
            func.length(SearchWord.word) <= LONGEST_WORD,
            length > 1,
            wrong <= allowed,
        )
        .order_by(wrong, func.similarity(SearchWord.word, plain).desc(), SearchWord.word)
        .limit(1)
        .lateral("nearest")
    )
    return select(typed.label("typed"), nearest.c.word).join(nearest, true())
