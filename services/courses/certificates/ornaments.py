"""The eight-fold tiling of the academy's sign, as lines on a page."""

import math
from collections.abc import Iterator

from fpdf import FPDF

from services.courses.certificates.page import HEIGHT, Color

STEP = 24.0
INNER, OUTER = 0.383, 0.5
BOARD_LINE: Color = (48, 98, 85)
AMBER: Color = (239, 170, 44)
LIT = frozenset({(1, 4)})
"""Which tiles shine, by column and row."""

Point = tuple[float, float]


def draw_tiling(pdf: FPDF, x: float, width: float) -> None:
    """Fill a band of the page's height with stars and diamonds."""
    columns, rows = math.ceil(width / STEP) + 1, math.ceil(HEIGHT / STEP) + 1
    with pdf.rect_clip(x, 0, width, HEIGHT):
        pdf.set_line_width(0.3)
        for column in range(columns):
            for row in range(rows):
                _tile(pdf, x + column * STEP, row * STEP, lit=(column, row) in LIT)


def draw_sign(pdf: FPDF, x: float, y: float, side: float, color: Color) -> None:
    """The academy's sign: two squares and two circles around a point."""
    pdf.set_draw_color(*color)
    pdf.set_fill_color(*color)
    pdf.set_line_width(side * 0.0375)
    half = side * 0.297
    for turn in (0.0, math.pi / 4):
        pdf.polygon([*_corners(x, y, half * math.sqrt(2), turn + math.pi / 4)])
    pdf.circle(x, y, side * 0.148)
    pdf.circle(x, y, side * 0.053, style="F")


def _tile(pdf: FPDF, x: float, y: float, *, lit: bool) -> None:
    pdf.set_draw_color(*BOARD_LINE)
    pdf.set_fill_color(*AMBER)
    pdf.polygon([*_star(x, y)], style="F" if lit else "D")
    pdf.polygon([*_corners(x + STEP / 2, y + STEP / 2, STEP * 0.27, 0.0)], style="D")


def _star(x: float, y: float) -> Iterator[Point]:
    for index in range(16):
        radius = STEP * (INNER if index % 2 else OUTER)
        angle = index * math.pi / 8
        yield x + radius * math.cos(angle), y + radius * math.sin(angle)


def _corners(x: float, y: float, radius: float, turn: float) -> Iterator[Point]:
    for index in range(4):
        angle = turn + index * math.pi / 2
        yield x + radius * math.cos(angle), y + radius * math.sin(angle)
