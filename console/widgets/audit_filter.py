"""Narrowing the audit log: who, what, whom, when."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, Static

from console.audit.choice import AuditChoice, read_day, read_end, written_day
from console.widgets.dialog import LineForm

_LONGEST = 200
_DAYS = ("since", "until")
_FIELDS = (
    ("actor", "Who", "part of a name, or an id"),
    ("action", "What", "a beginning, such as role or course.approved"),
    ("target", "Whom or which", "part of a name, a kind, or an id"),
    ("since", "From", "2026-05-01, or 2026-05-01 14:30, in UTC"),
    ("until", "Until", "the same; a day is meant to its end"),
)


class NarrowScreen(LineForm[AuditChoice]):
    """Five fields; closes with the choice, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Narrow", tooltip="Show what matches.", priority=True),
    ]

    def __init__(self, choice: AuditChoice) -> None:
        super().__init__()
        self.choice = choice

    def compose(self) -> ComposeResult:
        """Fields with their labels, what is wrong, three buttons."""
        with Vertical(classes="dialog -form"):
            yield Static("Which entries?", classes="question")
            for name, label, hint in _FIELDS:
                with Horizontal(classes="line"):
                    yield Label(label)
                    yield Input(self._written(name), placeholder=hint, max_length=_LONGEST, id=name)
            yield Static(classes="trouble", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("All entries", id="all", compact=True)
                yield Button("Cancel  esc", id="no", compact=True)
                yield Button("Narrow  ^s", id="yes", variant="primary", compact=True)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#actor").focus()

    @property
    def answer(self) -> AuditChoice:
        """What is chosen."""
        return AuditChoice(
            actor=self._value("actor"),
            action=self._value("action"),
            target=self._value("target"),
            since=read_day(self._value("since")),
            until=read_end(self._value("until")),
        )

    @property
    def trouble(self) -> str:
        """What is wrong with a day."""
        try:
            since, until = read_day(self._value("since")), read_end(self._value("until"))
        except ValueError:
            return "Write days as 2026-05-01, moments as 2026-05-01 14:30."
        return "It ends before it begins." if since and until and since >= until else ""

    @on(Button.Pressed, "#all")
    def widen(self) -> None:
        """Close with the choice of everything."""
        self.dismiss(AuditChoice())

    def _written(self, name: str) -> str:
        value = getattr(self.choice, name)
        return written_day(value) if name in _DAYS else str(value)

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()
