"""What the probe understands."""

from typing import ClassVar

from contracts.base import Command, Event, Query
from contracts.errors import Conflict
from tests.permissions import let_everybody_ask


class Refused(Conflict):
    """The probe was asked to refuse."""

    code = "probe.refused"


class Note(Command[int], frozen=True, kw_only=True):
    """Write a line; answers with how many lines of that text there are."""

    service: ClassVar[str] = "probe"
    text: str
    then: str = ""


class CountNotes(Query[int], frozen=True, kw_only=True):
    """How many lines of that text there are."""

    service: ClassVar[str] = "probe"
    text: str


class NoteInSteps(Command[int], frozen=True, kw_only=True):
    """Write a line in a unit of work of its own, then perhaps die before the reply."""

    service: ClassVar[str] = "probe"
    text: str
    then: str = ""


class Noted(Event, frozen=True, kw_only=True):
    """A line was written."""

    source: ClassVar[str] = "probe"
    event_type: ClassVar[str] = "probe.note.written.v1"
    text: str
    failures: int = 0


let_everybody_ask(Note, CountNotes, NoteInSteps)
