"""Files of people: what stands in them, and what is wrong with it, row by row."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec

from contracts.accounts.imports import ImportRow, RowFate
from contracts.types import Email, Language, Role
from services.accounts.policies import normalized_email

MOST_ROWS = 10_000
LONGEST_NAME = 200
REQUIRED = "email"
COLUMNS = ("email", "name", "role", "language")
ALIASES = {
    "e-mail": "email",
    "mail": "email",
    "email address": "email",
    "e-mail address": "email",
    "full name": "name",
    "locale": "language",
    "lang": "language",
}
IMPORTABLE = (Role.STUDENT, Role.TEACHER)
DELIMITERS = (",", ";", "\t")

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class PeopleFile(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a file, or why it cannot be read; notes are about the file as a whole."""

    rows: list[ImportRow] = []
    refusals: list[str] = []
    notes: list[str] = []


def read_people(content: bytes) -> PeopleFile:
    """Judge a file by itself, without knowing who has an account."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        said = f"Line {line} is not in UTF-8. Save the file as “CSV UTF-8” and choose it again."
        return PeopleFile(refusals=[said])
    if not text.strip():
        return PeopleFile(refusals=["The file is empty."])
    return _read_table(text)


def _read_table(text: str) -> PeopleFile:
    first = text.splitlines()[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [_column(cell) for cell in next(reader)]
        refusals = _wrong_header(names)
        if refusals:
            return PeopleFile(refusals=refusals)
        rows = list(_rows(reader, names))
    except csv.Error as error:
        return PeopleFile(refusals=[f"Line {reader.line_num} cannot be read: {error}."])
    if not rows:
        return PeopleFile(refusals=["There is nobody in the file, only the names of the columns."])
    if len(rows) > MOST_ROWS:
        said = f"The file has more than {MOST_ROWS:,} rows. Split it."
        return PeopleFile(refusals=[said])
    ignored = [name for name in names if name not in COLUMNS]
    notes = [f"The column “{name}” is not read." for name in ignored if name]
    return PeopleFile(rows=_without_repetitions(rows), notes=notes)


def _column(cell: str) -> str:
    name = " ".join(cell.strip().lower().split())
    return ALIASES.get(name, name)


def _wrong_header(names: list[str]) -> list[str]:
    """What is missing among the names of the columns, or stands there twice."""
    if REQUIRED not in names:
        said = ", ".join(name for name in names if name) or "nothing"
        return [f"The first line must name the columns; “email” is missing. It says: {said}."]
    twice = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
    return [f"The column “{name}” is there twice." for name in twice]


def _rows(reader: Iterator[list[str]], names: list[str]) -> Iterator[ImportRow]:
    """Each row that says something, one more than are allowed at most."""
    found = 0
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        found += 1
        if found > MOST_ROWS + 1:
            return
        yield _judged(reader.line_num, cells, names)  # type: ignore[attr-defined]  # csv's reader


def _judged(line: int, cells: list[str], names: list[str]) -> ImportRow:
    said = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    email, name = normalized_email(said[REQUIRED]), " ".join(said.get("name", "").split())
    role, locale = said.get("role", "").lower(), said.get("language", "")
    problems = [
        *(["It has more cells than there are columns."] if _has_more(cells, names) else []),
        *_wrong_email(email),
        *_wrong_name(name),
        *_wrong_role(role),
    ]
    warnings = [] if name else ["There is no name; the person will write it."]
    if locale and not _is(locale, Language):
        warnings.append(f"“{_shown(locale)}” is no language; English is taken.")
        locale = ""
    return ImportRow(
        line=line,
        email=_shown(email),
        name=_shown(name),
        role=_shown(role) or Role.STUDENT.value,
        locale=locale or "en",
        fate=RowFate.WRONG if problems else RowFate.READY,
        problems=problems,
        warnings=warnings,
    )


def _has_more(cells: list[str], names: list[str]) -> bool:
    return any(cell.strip() for cell in cells[len(names) :])


def _wrong_email(email: str) -> list[str]:
    if not email:
        return ["The address is missing."]
    well_formed = _is(email, Email) and not _UNSEEN.search(email)
    return [] if well_formed else [f"“{_shown(email)}” is no e-mail address."]


def _wrong_name(name: str) -> list[str]:
    if len(name) > LONGEST_NAME:
        return [f"The name is longer than {LONGEST_NAME} characters."]
    if _UNSEEN.search(name):
        return ["The name has characters that cannot be seen."]
    return []


def _wrong_role(role: str) -> list[str]:
    if not role or role in IMPORTABLE:
        return []
    if role in set(Role):
        return [f"Nobody becomes {role} by a file; invite the person, or change the role later."]
    return [f"“{_shown(role)}” is no role; there are student and teacher."]


def _is(value: str, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _shown(text: str) -> str:
    """A cell as it can be repeated to people: short, and without what cannot be seen."""
    seen = "".join(" " if unicodedata.category(char) == "Cc" else char for char in text)
    return _UNSEEN.sub("", seen)[:LONGEST_NAME]


def _without_repetitions(rows: list[ImportRow]) -> list[ImportRow]:
    """The first row with an address counts; those behind it are wrong."""
    first: dict[str, int] = {}
    judged = []
    for row in rows:
        before = first.setdefault(row.email, row.line) if row.fate is RowFate.READY else row.line
        if before != row.line:
            problems = [f"The same address stands in line {before}."]
            judged.append(msgspec.structs.replace(row, fate=RowFate.WRONG, problems=problems))
        else:
            judged.append(row)
    return judged
