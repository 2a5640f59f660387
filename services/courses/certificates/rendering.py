"""A certificate as a PDF: A4 in landscape, with its signed snapshot inside."""

from datetime import UTC, datetime, time

import msgspec
import segno
from fpdf import FPDF
from fpdf.enums import Align

from contracts.courses.certificates import CertificateSnapshot, SignedCertificate
from services.courses.certificates import wording
from services.courses.certificates.ornaments import AMBER, draw_sign, draw_tiling
from services.courses.certificates.page import (
    DISPLAY,
    HEIGHT,
    TEXT,
    WIDTH,
    Color,
    Place,
    Sheet,
    Style,
    is_printable,
)
from services.courses.certificates.reading import ATTACHMENT

PANEL = 78.0
EDGE = 1.2
MARGIN = 17.0
BOARD: Color = (13, 59, 49)
CANVAS: Color = (251, 252, 250)
INK: Color = (20, 35, 29)
MUTED: Color = (82, 97, 89)
BRAND: Color = (11, 93, 75)
LINE: Color = (221, 227, 218)
ON_BOARD: Color = (242, 247, 243)
BOARD_MUTED: Color = (183, 208, 197)
WHITE: Color = (255, 255, 255)
QR_SIDE = 40.0

SMALL = Style(TEXT, 10, MUTED, least=6)
VALUE = Style(TEXT, 14, INK, least=7, bold=True)
LEAD = Style(TEXT, 13.5, MUTED)
HEADING = Style(DISPLAY, 19, BRAND, bold=True)
NAME = Style(DISPLAY, 36, INK, least=14, bold=True, lines=2)
UNPRINTABLE = Style(DISPLAY, 18, INK, least=10, bold=True, lines=2)
COURSE = Style(DISPLAY, 23, BRAND, least=12, bold=True, lines=2)


class Drawing:
    """One certificate being drawn; what stands left in English stands right in Arabic."""

    def __init__(self, snapshot: CertificateSnapshot, public_url: str) -> None:
        self.snapshot = snapshot
        self.public_url = public_url
        self.words = wording.words_for(snapshot.language)
        self.mirrored = wording.is_right_to_left(snapshot.language)
        self.sheet = Sheet()

    def draw(self) -> FPDF:
        """The whole page."""
        self._ground()
        self._panel()
        self._who_and_what()
        self._facts()
        self._dates()
        return self.sheet

    def _ground(self) -> None:
        self.sheet.set_fill_color(*CANVAS)
        self.sheet.rect(0, 0, WIDTH, HEIGHT, style="F")
        panel = WIDTH - PANEL if self.mirrored else 0.0
        self.sheet.set_fill_color(*BOARD)
        self.sheet.rect(panel, 0, PANEL, HEIGHT, style="F")
        self.sheet.set_fill_color(*AMBER)
        self.sheet.rect(panel if self.mirrored else PANEL - EDGE, 0, EDGE, HEIGHT, style="F")
        draw_tiling(self.sheet, panel + EDGE if self.mirrored else panel, PANEL - EDGE)

    def _panel(self) -> None:
        """The academy's sign and name above, the way to the register below."""
        left = WIDTH - PANEL if self.mirrored else 0.0
        middle = left + PANEL / 2
        self._board(left, 16, 60)
        draw_sign(self.sheet, middle, 38, 34, AMBER)
        name = Style(DISPLAY, 19, ON_BOARD, least=9, bold=True)
        self._centered(left + 12, 60, PANEL - 24, self.snapshot.academy, name)
        self._register(left, middle)

    def _register(self, left: float, middle: float) -> None:
        top = 116.0
        address = f"{self.public_url}/verify/{self.snapshot.code}"
        self._board(left, top - 8, 80)
        self._rounded(middle - QR_SIDE / 2 - 3, top - 3, QR_SIDE + 6, QR_SIDE + 6, WHITE)
        _draw_qr(self.sheet, address, middle - QR_SIDE / 2, top)
        label = Style(TEXT, 10, BOARD_MUTED)
        code = Style(TEXT, 11.5, ON_BOARD, bold=True)
        shown = Style(TEXT, 7.5, BOARD_MUTED, least=5)
        self._centered(left + 11, top + 47, PANEL - 22, self.words["verify"], label)
        self._centered(left + 11, top + 53.5, PANEL - 22, self.snapshot.code, code)
        plain = address.split("://", 1)[-1].rsplit("/", 1)[0]
        self._centered(left + 11, top + 61, PANEL - 22, plain, shown)

    def _who_and_what(self) -> None:
        """The holder and the course, each as large as there is room."""
        self._bar(22)
        self._line(27, self.words["title"], HEADING)
        self._line(52, self.words["holder"], LEAD)
        if is_printable(self.snapshot.holder):
            self._line(60, self.snapshot.holder, NAME)
        else:
            self._line(63, self.words["unprintable"], UNPRINTABLE)
        self._line(95, self.words["course"], LEAD)
        end = self._line(103, self.snapshot.course, COURSE)
        if self.snapshot.edition is not None:
            edition = self.words["edition"].format(edition=self.snapshot.edition)
            self._line(end + 0.5, edition, SMALL)

    def _facts(self) -> None:
        """What was done, in columns."""
        one = self.snapshot
        facts = [("lessons", str(one.lessons))]
        if one.minutes:
            facts.append(("hours", wording.length(one.minutes, self.words)))
        if one.grade is not None:
            facts.append(("grade", f"{one.grade} %"))
        if one.attended_classes:
            facts.append(("classes", str(one.attended_classes)))
        self._row(142, facts)

    def _dates(self) -> None:
        """Who answers for it, since when and until when."""
        one, until = self.snapshot, self.words["forever"]
        if one.expires_on is not None:
            until = wording.day(one.expires_on, one.language)
        issued = wording.day(one.issued_on, one.language)
        self._row(172, [("teacher", one.teacher), ("issued", issued), ("expires", until)])

    def _row(self, top: float, facts: list[tuple[str, str]]) -> None:
        width = self._width / max(len(facts), 3)
        self.sheet.set_draw_color(*LINE)
        self.sheet.set_line_width(0.25)
        self.sheet.line(self._left, top - 4, self._left + self._width, top - 4)
        for index, (label, value) in enumerate(facts):
            x = self._left + index * width
            if self.mirrored:
                x = self._left + self._width - (index + 1) * width
            inner = Place(x, top, width - 5, self._align)
            place = inner._replace(x=x + 5) if self.mirrored else inner
            self.sheet.write_in(place, self.words[label], SMALL)
            self.sheet.write_in(place._replace(y=top + 6), value, VALUE)

    def _board(self, left: float, top: float, height: float) -> None:
        """A quiet place on the panel."""
        self._rounded(left + 9, top, PANEL - 18, height, BOARD)

    def _rounded(self, x: float, y: float, width: float, height: float, color: Color) -> None:
        self.sheet.set_fill_color(*color)
        self.sheet.rect(x, y, width, height, style="F", round_corners=True, corner_radius=4)

    def _bar(self, top: float) -> None:
        x = self._left + self._width - 18 if self.mirrored else self._left
        self.sheet.set_fill_color(*AMBER)
        self.sheet.rect(x, top, 18, 1.4, style="F")

    def _line(self, top: float, text: str, style: Style) -> float:
        return self.sheet.write_in(Place(self._left, top, self._width, self._align), text, style)

    def _centered(self, x: float, top: float, width: float, text: str, style: Style) -> None:
        self.sheet.write_in(Place(x, top, width, Align.C), text, style)

    @property
    def _left(self) -> float:
        return MARGIN if self.mirrored else PANEL + MARGIN

    @property
    def _width(self) -> float:
        return WIDTH - PANEL - 2 * MARGIN

    @property
    def _align(self) -> Align:
        return Align.R if self.mirrored else Align.L


def render(certificate: SignedCertificate, public_url: str) -> bytes:
    """The PDF; the same certificate gives the same bytes."""
    snapshot = certificate.snapshot
    pdf = Drawing(snapshot, public_url).draw()
    moment = datetime.combine(snapshot.issued_on, time(12), UTC)
    pdf.set_creation_date(moment)
    pdf.set_title(f"{snapshot.course}: {snapshot.holder}")
    pdf.set_author(snapshot.academy)
    pdf.set_subject(f"{public_url}/verify/{snapshot.code}")
    pdf.set_lang(snapshot.language)
    pdf.embed_file(
        basename=ATTACHMENT,
        bytes=msgspec.json.encode(certificate),
        desc="The signed certificate",
        mime_type="application/json",
        modification_date=moment,
    )
    return bytes(pdf.output())


def _draw_qr(pdf: FPDF, address: str, x: float, y: float) -> None:
    """The address as squares, without a picture in between."""
    matrix = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    side = QR_SIDE / len(matrix)
    pdf.set_fill_color(*BOARD)
    for row, bits in enumerate(matrix):
        for column, bit in enumerate(bits):
            if bit:
                pdf.rect(x + column * side, y + row * side, side * 1.02, side * 1.02, style="F")
