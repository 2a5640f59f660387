"""Full-text search of courses: how what people type becomes a query."""

import re
from collections.abc import Sequence
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Double, Select, cast, func, literal, select, true
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, array
from sqlalchemy.types import Text

from services.courses.languages import WORDS
from services.courses.models import CatalogueEntry, SearchWord

LAST_WORD = re.compile(r"^(?P<before>(?:.*\s)?)(?P<word>\w{2,})$", re.DOTALL)
EXCLUDED = re.compile(r"(?<!\S)-(\"[^\"]*\"|\S+)")
WORD = re.compile(r"\w+")
WEIGHTS = array([0.05, 0.2, 0.5, 1.0])
"""Worth of a hit in the description; a summary's word; its stem, a tag, the teacher; the title."""

LENGTH_MATTERS = 1
SHORT_WORD = 4
LONGEST_WORD = 40
MOST_WORDS = 8
PROBED, SOON = 1000, 5000
"""So many of the best courses tell how frequent a word is; so many are gone through at most."""

Query = ColumnElement[Any]


def text_query(search: str, configurations: Sequence[str] = (WORDS, "course")) -> Query:
    """Match all words, quoted phrases and -excluded words; the last word may be unfinished.

    The search is read in each configuration, and one reading has to match. What is excluded may
    match in none of them.
    """
    query = reduce(lambda one, other: one.op("||")(other), readings(search, configurations))
    for excluded in exclusions(search, configurations):
        query = query.op("&&")(func.tsquery_not(excluded))
    return query


def readings(search: str, configurations: Sequence[str]) -> list[Query]:
    """What has to match, as each configuration reads it."""
    kept = EXCLUDED.sub(" ", search).strip()
    return [_reading(kept, configuration) for configuration in configurations]


def exclusions(search: str, configurations: Sequence[str]) -> list[Query]:
    """What must not match, as each configuration reads it."""
    return [
        func.phraseto_tsquery(configuration, excluded)
        for excluded in EXCLUDED.findall(search)
        for configuration in configurations
    ]


def written_query(some: Sequence[str], none: Sequence[str]) -> Query:
    """The same query out of what the database has read: what was read alike is asked once."""
    wanted = " | ".join(f"({one})" for one in dict.fromkeys(some) if one)
    refused = [f"!({one})" for one in dict.fromkeys(none) if one]
    return cast(literal(" & ".join([f"({wanted})", *refused]) if wanted else ""), TSQUERY)


def _reading(search: str, configuration: str) -> Query:
    query: Query = func.websearch_to_tsquery(configuration, search)
    unfinished = LAST_WORD.match(search)
    if unfinished is None:
        return query
    last: Query = func.to_tsquery(WORDS, f"{unfinished['word']}:*")
    if unfinished["before"].strip():
        last = func.websearch_to_tsquery(configuration, unfinished["before"]).op("&&")(last)
    return query.op("||")(last)


def excludes(search: str) -> bool:
    """Whether words are excluded: then what stands in a title is not enough to know."""
    return EXCLUDED.search(search) is not None


def by_index(column: Any, query: Query) -> ColumnElement[bool]:
    """Matches, looked up in the index of words.

    The planner does not see what is asked for, and so counts on few hits. How many there are is
    nothing it could guess: of beginnings of words it assumes a share that hardly any has.
    """
    matches: ColumnElement[bool] = column.bool_op("@@")(select(query).scalar_subquery())
    return matches


def one_by_one(column: Any, query: Query) -> ColumnElement[bool]:
    """Matches, asked of row after row: for words that most rows have, until enough are met."""
    misses: ColumnElement[bool] = column.bool_op("@@")(func.tsquery_not(query))
    return ~misses


def is_frequent(
    column: Any, query: Query, fits: Sequence[ColumnElement[bool]], number: int
) -> ColumnElement[bool]:
    """Whether so many of the best courses match that *number* of them are met soon."""
    best = select(column.label("words")).where(*fits).order_by(CatalogueEntry.quality.desc())
    probed = best.limit(PROBED).subquery("probed")
    matching = select(func.count()).where(probed.c.words.bool_op("@@")(query))
    return matching.scalar_subquery() >= number * PROBED // SOON


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
