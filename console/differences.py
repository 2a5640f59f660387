"""Two texts side by side: which lines stayed, went, came or changed, and which words of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise, zip_longest

from console.text import safe_text

_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+|\s+|[\W_]")
_LONG_LINE = 6000
"""In longer lines nobody looks for single words, and comparing them would take seconds."""
_MANY_PAIRS = 2500
_ALIKE = 0.4
_CONTEXT = 3
_TAB = 4

Pieces = tuple[tuple[str, bool], ...]
Pair = tuple[int | None, int | None]


@dataclass(frozen=True)
class Side:
    """A line of one text in pieces, each with whether the other text has it differently."""

    number: int
    pieces: Pieces

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True)
class Row:
    """A line of each text; None where the other text has a line more."""

    left: Side | None
    right: Side | None
    same: bool = False


@dataclass(frozen=True)
class Fold:
    """Lines that stayed and are far from every change."""

    count: int


def compare(before: str, after: str) -> list[Row]:
    """Every line of both texts, in order."""
    old, new = _lines(before), _lines(after)
    rows: list[Row] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            rows += [_row(old, new, (i + at, j + at)) for at in range(i_end - i)]
        else:
            pairs = _pair_up(old[i:i_end], new[j:j_end])
            rows += [_row(old, new, (_plus(i, a), _plus(j, b))) for a, b in pairs]
    return rows


def fold(rows: Sequence[Row]) -> list[Row | Fold]:
    """The changes with a few lines around each; what lies between is only counted."""
    near = _near(rows)
    folded: list[Row | Fold] = []
    for is_near, run in groupby(enumerate(rows), key=lambda item: item[0] in near):
        lines = [row for _, row in run]
        folded += lines if is_near or len(lines) == 1 else [Fold(len(lines))]
    return folded


def _near(rows: Sequence[Row]) -> set[int]:
    changed = (at for at, row in enumerate(rows) if not row.same)
    return {near for at in changed for near in range(at - _CONTEXT, at + _CONTEXT + 1)}


def _lines(text: str) -> list[str]:
    return [line.expandtabs(_TAB).rstrip() for line in safe_text(text).split("\n")] if text else []


def _plus(start: int, at: int | None) -> int | None:
    return None if at is None else start + at


def _row(old: Sequence[str], new: Sequence[str], pair: Pair) -> Row:
    a, b = pair
    left = "" if a is None else old[a]
    right = "" if b is None else new[b]
    same = a is not None and b is not None and left == right
    marked: tuple[Pieces, Pieces] = ((left, False),), ((right, False),)
    if a is not None and b is not None and not same and _likeness(left, right) >= _ALIKE:
        marked = _differing_words(left, right)
    return Row(
        None if a is None else Side(a + 1, marked[0]),
        None if b is None else Side(b + 1, marked[1]),
        same=same,
    )


def _pair_up(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Lines that are alike next to each other; the rest side by side as it comes."""
    alike = _alike(old, new) if 0 < len(old) * len(new) <= _MANY_PAIRS else []
    ends = [(-1, -1), *alike, (len(old), len(new))]
    for (a, b), (a_end, b_end) in pairwise(ends):
        if a >= 0:
            yield a, b
        yield from zip_longest(range(a + 1, a_end), range(b + 1, b_end))


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs in order whose likeness is the greatest taken together."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in reversed(range(len(old))):
        for b in reversed(range(len(new))):
            together = best[a + 1][b + 1] + _weight(old[a], new[b])
            best[a][b] = max(best[a + 1][b], best[a][b + 1], together)
    pairs, a, b = [], 0, 0
    while a < len(old) and b < len(new):
        if best[a][b] == best[a + 1][b]:
            a += 1
        elif best[a][b] == best[a][b + 1]:
            b += 1
        else:
            pairs.append((a, b))
            a, b = a + 1, b + 1
    return pairs


def _weight(left: str, right: str) -> float:
    likeness = _likeness(left, right)
    return likeness if likeness >= _ALIKE else 0.0


def _likeness(left: str, right: str) -> float:
    """How many words two lines share, from 0 to 1."""
    a, b = set(left.split()), set(right.split())
    if not a or not b:
        return 0.0
    shared = 2 * len(a & b) / (len(a) + len(b))
    return shared if shared >= _ALIKE else SequenceMatcher(None, left[:80], right[:80]).ratio()


def _differing_words(left: str, right: str) -> tuple[Pieces, Pieces]:
    if max(len(left), len(right)) > _LONG_LINE:
        return ((left, False),), ((right, False),)
    a, b = _WORDS.findall(left), _WORDS.findall(right)
    marked: tuple[list[tuple[str, bool]], list[tuple[str, bool]]] = ([], [])
    for tag, i, i_end, j, j_end in SequenceMatcher(str.isspace, a, b).get_opcodes():
        differs = tag != "equal"
        marked[0].append(("".join(a[i:i_end]), differs))
        marked[1].append(("".join(b[j:j_end]), differs))
    return _filled(marked[0]), _filled(marked[1])


def _filled(pieces: list[tuple[str, bool]]) -> Pieces:
    return tuple((text, differs) for text, differs in pieces if text)
