"""The page that certificates are drawn on: fonts of many scripts, and text that fits its place."""

import functools
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types
from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue

FONTS = Path(__file__).parent / "fonts"
WIDTH, HEIGHT = 297.0, 210.0
DISPLAY, TEXT = "Bricolage", "Instrument"
FAMILIES = {
    DISPLAY: ("BricolageGrotesque-SemiBold", "BricolageGrotesque-SemiBold"),
    TEXT: ("InstrumentSans-Regular", "InstrumentSans-SemiBold"),
    "Noto": ("NotoSans-Regular", "NotoSans-Bold"),
    "NotoDevanagari": ("NotoSansDevanagari-Regular", "NotoSansDevanagari-Bold"),
    "NotoArabic": ("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"),
}
"""Each family regular and bold; the web app's two come first, the others fill their gaps."""
POINT = 0.3528
"""A point in millimeters."""

Color = tuple[int, int, int]


class Place(NamedTuple):
    """A rectangle for text, and how its lines stand in it."""

    x: float
    y: float
    width: float
    align: Align = Align.L


class Style(NamedTuple):
    """How a text looks; it shrinks from `size` to `least` points until it fits."""

    family: str
    size: float
    color: Color
    least: float = 8.0
    bold: bool = False
    lines: int = 1


class Sheet(FPDF):
    """One A4 page in landscape whose text may be of any script that the fonts know."""

    def __init__(self) -> None:
        super().__init__(orientation="landscape", unit="mm", format="A4")
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0.0
        for family, (regular, bold) in FAMILIES.items():
            self.add_font(family, "", FONTS / f"{regular}.ttf")
            self.add_font(family, "B", FONTS / f"{bold}.ttf")
        self.set_fallback_fonts([name for name in FAMILIES if name != DISPLAY], exact_match=False)
        self.set_text_shaping(True)
        self.add_page()

    def write_in(self, place: Place, text: str, style: Style) -> float:
        """Write a text into its place, as large as it fits; where its last line ends."""
        size, lines = self._fitted(place.width, text, style)
        self.set_text_color(*style.color)
        height = size * POINT * 1.22
        top = place.y
        for line in lines:
            self.set_xy(place.x, top)
            self.cell(place.width, height, line, align=place.align)
            top += height
        return top

    def _fitted(self, width: float, text: str, style: Style) -> tuple[float, list[str]]:
        """The largest size at which a text fits, and its lines; the rest of the longest is cut."""
        size, lines = style.size, [text]
        while size >= style.least:
            self.set_font(style.family, "B" if style.bold else "", size)
            lines = self._broken(width, text)
            fits = all(self.get_string_width(line) <= width for line in lines)
            if len(lines) <= style.lines and fits:
                return size, lines
            size -= 0.5
        return style.least, [self._cut(width, line) for line in lines[: style.lines]]

    def _broken(self, width: float, text: str) -> list[str]:
        if self.get_string_width(text) <= width:
            return [text]
        found: Any = self.multi_cell(
            width, text=text, dry_run=True, output=MethodReturnValue.LINES, align=Align.L
        )
        return list(found)

    def _cut(self, width: float, line: str) -> str:
        while line and self.get_string_width(f"{line}…") > width:
            line = line[:-1]
        return f"{line}…"


def is_printable(text: str) -> bool:
    """Whether the fonts have a sign for every letter."""
    return all(ord(letter) in _known_letters() or letter.isspace() for letter in text)


@functools.cache
def _known_letters() -> frozenset[int]:
    known: set[int] = set()
    for regular, _ in FAMILIES.values():
        with TTFont(FONTS / f"{regular}.ttf", lazy=True) as font:
            known |= set(font.getBestCmap())
    return frozenset(known)
