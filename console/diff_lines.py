"""Pages that tell what changed, laid out as the lines of a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.style import Style
from rich.text import Text

from console.differences import Fold, Row, Side
from console.formats import counted
from console.palette import Palette
from console.text import safe_text
from console.theme import Tone

SIDE_BY_SIDE_FROM = 72
"""Narrower than this, both texts stand below each other."""
_LEAST_ROOM = 8
_RULER = Console(width=SIDE_BY_SIDE_FROM, color_system=None)


@dataclass(frozen=True)
class Said:
    """A sentence, or several lines, between the differences."""

    text: str = ""
    tone: Tone | None = None
    strong: bool = False


@dataclass(frozen=True)
class Section:
    """One field of a course or a lesson with the differences of its words."""

    heading: str
    rows: Sequence[Row | Fold]


Part = Said | Section


@dataclass
class Drawn:
    """Lines of one width, and at which of them a change begins."""

    lines: list[Text] = field(default_factory=list)
    changes: list[int] = field(default_factory=list)


def lay_out(parts: Sequence[Part], width: int, say: Palette) -> Drawn:
    """Wrap and color everything for a width."""
    drawn = Drawn()
    for part in parts:
        if isinstance(part, Said):
            drawn.lines += _said(part, width, say)
        else:
            _draw_section(drawn, part, width, say)
    return drawn


def _said(said: Said, width: int, say: Palette) -> list[Text]:
    color = say.color(f"tone-{said.tone}" if said.tone else "foreground")
    return _wrap(Text(safe_text(said.text), style=Style(color=color, bold=said.strong)), width)


def _draw_section(drawn: Drawn, section: Section, width: int, say: Palette) -> None:
    heading = Text(f"── {section.heading} ", style=say.color("muted"))
    drawn.lines += [Text(), heading.append("─" * (width - heading.cell_len), say.color("line"))]
    layout = _layout(section.rows, width, say)
    changing = False
    for row in section.rows:
        changes = isinstance(row, Row) and not row.same
        if changes and not changing:
            drawn.changes.append(len(drawn.lines))
        changing = changes
        drawn.lines += layout.fold(row) if isinstance(row, Fold) else layout.draw(row)


def _layout(rows: Sequence[Row | Fold], width: int, say: Palette) -> "_Below | _Beside":
    both = [row for row in rows if isinstance(row, Row)]
    numbers = [side.number for row in both for side in (row.left, row.right) if side is not None]
    digits = len(str(max(numbers, default=1)))
    one_sided = not any(row.left for row in both) or not any(row.right for row in both)
    if one_sided or width < SIDE_BY_SIDE_FROM:
        return _Below(width, digits, say)
    return _Beside(width, digits, say)


class _Below:
    """What it was, and under it what it becomes."""

    def __init__(self, width: int, digits: int, say: Palette) -> None:
        self.width = width
        self.digits = digits
        self.say = say
        self.ground = {
            mark: Style(color=say.color("foreground"), bgcolor=say.color(f"tone-{tone}-back"))
            for mark, tone in (("-", Tone.BAD), ("+", Tone.GOOD))
        }
        self.word = {
            mark: Style(color=say.color(f"tone-{tone}"), bold=True, underline=True)
            for mark, tone in (("-", Tone.BAD), ("+", Tone.GOOD))
        }

    def draw(self, row: Row) -> list[Text]:
        """One line of a text that stayed, else each of the two."""
        if row.same:
            return list(self._cell(row.left, " ", self.width))
        left, right = (self._cell(side, mark, self.width) for side, mark in _marked(row))
        return [*left, *right]

    def fold(self, fold: Fold) -> list[Text]:
        """How much is not shown."""
        unchanged = f"{' ' * self.digits} ⋯ {counted(fold.count, 'line')} unchanged"
        return [Text(unchanged, style=self.say.color("muted"))]

    def _cell(self, side: Side | None, mark: str, width: int) -> Iterator[Text]:
        """A line of one text behind its number and mark, padded to the width."""
        if side is None:
            return
        ground = self.ground.get(mark, Style(color=self.say.color("foreground")))
        text = Text(style=ground)
        for piece, differs in side.pieces:
            text.append(piece, self.word.get(mark) if differs else None)
        number = f"{side.number:>{self.digits}}"
        for line in _wrap(text, max(width - self.digits - 3, _LEAST_ROOM)):
            cell = Text(style=ground).append(number, self.say.color("muted"))
            cell.append(f" {mark} ").append_text(line)
            cell.pad_right(max(width - cell.cell_len, 0))
            yield cell
            number = " " * self.digits


class _Beside(_Below):
    """What it was at the left, what it becomes at the right, always at the same height."""

    def draw(self, row: Row) -> list[Text]:
        """Both sides as high as the higher one."""
        room = (self.width - 1) // 2
        left, right = (list(self._cell(side, mark, room)) for side, mark in _marked(row))
        height = max(len(left), len(right))
        blank = Text(" " * room)
        left += [blank] * (height - len(left))
        right += [blank] * (height - len(right))
        rule = Text("│", style=self.say.color("line-strong"))
        return [Text.assemble(a, rule, b) for a, b in zip(left, right, strict=True)]


def _marked(row: Row) -> tuple[tuple[Side | None, str], tuple[Side | None, str]]:
    marks = (" ", " ") if row.same else ("-", "+")
    return (row.left, marks[0]), (row.right, marks[1])


def _wrap(text: Text, width: int) -> list[Text]:
    if "\n" not in text.plain and text.cell_len <= width:
        return [text]
    return list(text.wrap(_RULER, max(width, _LEAST_ROOM)))
