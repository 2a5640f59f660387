"""Certificates as PDFs: what is in them, how they are read, and what cannot be read."""

import io
import zlib
from typing import Any

import msgspec
import pytest
from pypdf import PdfReader, PdfWriter

from contracts.courses.certificates import SignedCertificate
from services.courses.certificates import reading
from services.courses.certificates.page import is_printable
from services.courses.certificates.rendering import render
from services.courses.certificates.signing import Signer, is_signed
from services.courses.certificates.template import file_name, template
from tests.factories.certificates import PUBLIC_URL, SEED, make_press, make_snapshot

SIGNER = Signer(SEED)
NAMES = {
    "latin": "Nguyễn Thị Ánh Đào",
    "arabic": "أمينة بنت عبد الرحمن الهاشمي",
    "urdu": "گلناز چوہدری",
    "cyrillic": "Екатерина Щербакова",
    "greek": "Ελένη Παπαδοπούλου",
    "devanagari": "अनुष्का श्रीवास्तव",
    "mixed": "Amina أمينة Амина",
    "endless": "Wolfeschlegelsteinhausenbergerdorff" * 3,
    "unknown": "山田太郎",
}


def pdf(**changes: Any) -> bytes:
    return render(SIGNER.sign(make_snapshot(**changes)), PUBLIC_URL)


def text_of(content: bytes) -> str:
    return PdfReader(io.BytesIO(content)).pages[0].extract_text()


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_of_many_scripts_are_printed_on_one_page(name: str) -> None:
    reader = PdfReader(io.BytesIO(pdf(holder=name)))

    assert len(reader.pages) == 1
    width, height = reader.pages[0].mediabox.upper_right
    assert (round(float(width)), round(float(height))) == (842, 595)


def test_a_certificate_says_all_that_is_signed() -> None:
    said = text_of(pdf())

    for words in (
        *("Lina Haddad", "Programming with Python", "Edition 3", "Amina Rahimi", "Academy"),
        *("24", "12 h 34 min", "92 %", "4 May 2026", "4 May 2028", "AB23-CD34-EF56-GH78"),
        "academy.example/verify",
    ):
        assert words in said


def test_what_there_is_not_is_not_printed() -> None:
    said = text_of(pdf(edition=None, grade=None, attended_classes=0, expires_on=None, minutes=0))

    assert "Edition" not in said
    assert "Length" not in said
    assert "Quiz average" not in said
    assert "Live classes" not in said
    assert "Does not expire" in said


def test_a_name_that_cannot_be_printed_is_said_to_stand_elsewhere() -> None:
    assert is_printable(NAMES["mixed"])
    assert not is_printable(NAMES["unknown"])
    assert "stands on the page" in text_of(pdf(holder=NAMES["unknown"]))


def test_the_signed_certificate_comes_back_out_of_its_pdf() -> None:
    signed = SIGNER.sign(make_snapshot(holder=NAMES["arabic"]))

    found = make_press().read(render(signed, PUBLIC_URL))

    assert found == signed
    assert is_signed(found, SIGNER.public_key)


def test_the_same_certificate_gives_the_same_bytes() -> None:
    assert pdf() == pdf()
    assert len(template()) == 64


def test_a_file_is_called_after_its_course() -> None:
    assert file_name(make_snapshot(course="A/B")) == "A-B (AB23-CD34-EF56-GH78).pdf"


def test_a_pdf_of_somebody_else_holds_no_certificate() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    written = io.BytesIO()
    writer.write(written)

    assert reading.embedded(written.getvalue()) is None


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"%PDF-1.7\n", b"\x89PNG" * 100], ids=["", "text", "header", "png"]
)
def test_what_is_no_pdf_is_unreadable(content: bytes) -> None:
    with pytest.raises(reading.PdfUnreadable):
        reading.embedded(content)


def test_an_attachment_that_swells_is_not_unpacked_into_memory() -> None:
    swollen = with_attachment(b"0" * 200_000_000)

    with pytest.raises(reading.PdfUnreadable):
        reading.embedded(swollen)


def test_an_attachment_of_something_else_is_no_certificate() -> None:
    assert make_press().read(with_attachment(b'{"snapshot": 1}')) is None
    assert make_press().read(with_attachment(b"\xff\xfe")) is None


def test_a_certificate_in_another_pdf_is_read_as_well() -> None:
    signed = SIGNER.sign(make_snapshot())

    found = make_press().read(with_attachment(msgspec.json.encode(signed)))

    assert isinstance(found, SignedCertificate)


def with_attachment(content: bytes) -> bytes:
    """A PDF, written by hand, whose attachment is compressed as well as it goes."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 5 0 R>>>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Type/Filespec/F(certificate.json)/EF<</F 4 0 R>>>>",
        b"<</Type/EmbeddedFile/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(packed), packed),
        b"<</Names[(certificate.json) 3 0 R]>>",
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(out)
