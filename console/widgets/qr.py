"""A QR code drawn with half blocks: dark on light in every theme, as cameras want it."""

from itertools import zip_longest

import segno
from rich.style import Style
from rich.text import Text

QUIET_MODULES = 2
"""The standard wants four around the code; cameras read two, and a small window has no more."""
_DARK, _LIGHT = "#000000", "#ffffff"
_UPPER_HALF = "▀"
Modules = tuple[tuple[int, ...], ...]


def modules_of(content: str) -> Modules:
    """The dark and light squares, row by row, at the lowest level of repair: a screen is clean."""
    code = segno.make(content, error="l", boost_error=False, micro=False)
    return tuple(tuple(row) for row in code.matrix_iter(border=QUIET_MODULES))


def drawn(modules: Modules) -> Text:
    """Two rows of squares in each row of letters."""
    width = len(modules[0])
    lines = []
    for upper, lower in zip_longest(modules[::2], modules[1::2], fillvalue=(0,) * width):
        line = Text(no_wrap=True, end="")
        for above, below in zip(upper, lower, strict=True):
            line.append(_UPPER_HALF, Style(color=_color(above), bgcolor=_color(below)))
        lines.append(line)
    return Text("\n", no_wrap=True).join(lines)


def _color(module: int) -> str:
    return _DARK if module else _LIGHT
