"""What is derived from the code is committed as it would be derived now."""

import msgspec
import pytest

from contracts.base import Message
from tests.architecture.generated import COMMAND, GENERATORS, problems, schemas
from tests.architecture.messages import every_message
from tests.architecture.sources import ROOT


@pytest.mark.parametrize("name", GENERATORS)
def test_what_is_committed_is_what_the_code_says(name: str) -> None:
    wanted = {path: _meaning(path, text) for path, text in GENERATORS[name]().items()}

    committed = {path: _committed(path) for path in wanted}

    stale = [path for path, text in wanted.items() if committed[path] != text]
    question = "Is every change additive? " if name in {"schemas", "openapi"} else ""
    assert not stale, f"{stale} differ. {question}Then accept: {COMMAND} {name}"


def test_no_schema_is_left_of_a_message_that_is_gone() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / schemas.FOLDER).iterdir()}

    left = files - set(schemas.documents())

    assert not left, f"Does anybody still send it? If not: {COMMAND} schemas"


def test_a_new_field_changes_the_schema_of_its_message() -> None:
    class Before(Message, frozen=True, kw_only=True):
        title: str

    class After(Message, frozen=True, kw_only=True):
        title: str
        subtitle: str = ""

    assert msgspec.json.schema(Before) != msgspec.json.schema(After)


def test_every_message_has_a_schema_of_its_own() -> None:
    assert len(schemas.documents()) == len(every_message()) > 80


def test_every_refusal_has_a_title_a_person_can_read_and_a_meaning() -> None:
    odd = [
        kind.code
        for kind in problems.every_refusal()
        if len(kind.title) > 45
        or not kind.title[0].isupper()
        or not (kind.__doc__ or "").split("\n")[0].endswith(".")
        or not 400 <= kind.status <= 599
    ]

    assert not odd


def test_codes_of_refusals_are_unique() -> None:
    kinds = problems.every_refusal()

    assert len({kind.code for kind in kinds}) == len(set(kinds))


def _meaning(path: str, text: str) -> object:
    """JSON is compared by what it says, other text by the letter."""
    return msgspec.json.decode(text) if path.endswith(".json") else text


def _committed(path: str) -> object:
    file = ROOT / path
    return _meaning(path, file.read_text()) if file.exists() else None
