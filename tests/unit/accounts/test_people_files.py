"""Files of people: every mistake is named where it stands."""

import pytest

from contracts.accounts.imports import ImportRow, RowFate
from services.accounts.people_files import MOST_ROWS, read_people

HEADER = "email,name,role,language\n"


def only(text: str) -> ImportRow:
    file = read_people((HEADER + text).encode())
    assert file.refusals == []
    (row,) = file.rows
    return row


def test_a_row_in_order_is_ready() -> None:
    assert only(" Ada@Example.org ,Ada  Lovelace,Teacher,en-GB") == ImportRow(
        line=2,
        email="ada@example.org",
        name="Ada Lovelace",
        role="teacher",
        locale="en-GB",
        fate=RowFate.READY,
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (",Ada", "The address is missing."),
        ("ada.example.org,Ada", "“ada.example.org” is no e-mail address."),
        ("ada@example,Ada", "“ada@example” is no e-mail address."),
        ("a da@example.org,Ada", "“a da@example.org” is no e-mail address."),
        ("ada\x1b@example.org,Ada", "“ada @example.org” is no e-mail address."),
        (f"{'a' * 250}@example.org,Ada", "is no e-mail address."),
        ("ada@example.org,Ada,king", "“king” is no role; there are student and teacher."),
        ("ada@example.org,Ada,admin", "Nobody becomes admin by a file"),
        ("ada@example.org,Ada,Support", "Nobody becomes support by a file"),
        (f"ada@example.org,{'A' * 201}", "The name is longer than 200 characters."),
        ("ada@example.org,\x1b]0;Ada", "The name has characters that cannot be seen."),
        ("ada@example.org,Ada\u202e", "The name has characters that cannot be seen."),
        ("ada@example.org,Ada,student,en,more", "It has more cells than there are columns."),
    ],
)
def test_a_row_that_is_wrong_says_why(text: str, problem: str) -> None:
    row = only(text)

    assert row.fate is RowFate.WRONG
    assert problem in " ".join(row.problems)


def test_what_is_repeated_to_people_cannot_harm_their_terminal() -> None:
    row = only("ada\x1b]52;@example.org,\x9b2JAda\u202e,k\x07ing")

    said = " ".join([row.email, row.name, row.role, *row.problems])
    assert not any(char in said for char in "\x1b\x9b\x07\u202e")


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("ada@example.org", "There is no name; the person will write it."),
        ("ada@example.org,Ada,,klingon!", "“klingon!” is no language; English is taken."),
    ],
)
def test_a_row_that_wants_a_look_is_ready_all_the_same(text: str, warning: str) -> None:
    row = only(text)

    assert (row.fate, row.warnings, row.locale) == (RowFate.READY, [warning], "en")
    assert row.role == "student"


def test_an_address_counts_once() -> None:
    file = read_people(b"email\nada@example.org\nbob@example.org\nADA@example.org\n")

    assert [row.fate for row in file.rows] == [RowFate.READY, RowFate.READY, RowFate.WRONG]
    assert file.rows[2].problems == ["The same address stands in line 2."]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_spreadsheets_write_is_read(delimiter: str, start: bytes, end: str) -> None:
    lines = [["E-Mail", "Full Name"], ["ada@example.org", '"Lovelace, Ada"'], ["", ""]]

    file = read_people(start + end.join(delimiter.join(line) for line in lines).encode())

    assert [(row.email, row.name) for row in file.rows] == [("ada@example.org", "Lovelace, Ada")]


def test_lines_are_numbered_as_in_the_file() -> None:
    file = read_people(b'email,name\n\nada@example.org,"Ada\nLovelace"\n\nbob@example.org,Bob\n')

    assert [(row.line, row.name) for row in file.rows] == [(4, "Ada Lovelace"), (6, "Bob")]


def test_columns_in_any_order_and_unknown_ones_are_noted() -> None:
    file = read_people(b"Role,Class,Email\nteacher,7b,ada@example.org\n")

    assert (file.rows[0].role, file.rows[0].email) == ("teacher", "ada@example.org")
    assert file.notes == ["The column “class” is not read."]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", "The file is empty."),
        (b" \n \n", "The file is empty."),
        (b"email,name\n", "There is nobody in the file"),
        (b"name,role\nAda,student\n", "“email” is missing. It says: name, role."),
        (b"ada@example.org,Ada\n", "“email” is missing."),
        (b"\nemail\nada@example.org\n", "It says: nothing."),
        (b"email,mail\na@b.cd,a@b.cd\n", "The column “email” is there twice."),
        ("email,name\na@b.cd,Zoë\n".encode("latin-1"), "Line 2 is not in UTF-8."),
        ("email,name\na@b.cd,Zoë\n".encode("utf-16"), "Line 1 is not in UTF-8."),
        (b'email,name\na@b.cd,"Ada\n', "cannot be read"),
        (b"PK\x03\x04\xff\xfe an Excel file", "Line 1 is not in UTF-8."),
    ],
)
def test_a_file_that_cannot_be_imported_says_why(content: bytes, refusal: str) -> None:
    file = read_people(content)

    assert file.rows == []
    assert refusal in " ".join(file.refusals)


def test_ten_thousand_rows_are_the_most() -> None:
    rows = b"".join(b"p%d@example.org\n" % number for number in range(MOST_ROWS + 1))

    assert read_people(b"email\n" + rows).refusals == [
        "The file has more than 10,000 rows. Split it."
    ]
    assert len(read_people(b"email\n" + rows[: rows.rindex(b"p10000")]).rows) == MOST_ROWS
