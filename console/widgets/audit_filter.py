"""Narrowing the audit log: who, what, whom, when."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Static

from console.audit.choice import AuditChoice, read_day, read_end, written_day

_LONGEST = 200
_DAYS = ("since", "until")
_FIELDS = (
    ("actor", "Who", "part of a name, or an id"),
    ("action", "What", "a beginning, such as role or course.approved"),
    ("target", "Whom or which", "part of a name, a kind, or an id"),
    ("since", "From", "2026-05-01, or 2026-05-01 14:30, in UTC"),
    ("until", "Until", "the same; a day is meant to its end"),
)


class NarrowScreen(ModalScreen[AuditChoice | None]):
    """Five fields; closes with the choice, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "Narrow", tooltip="Show what matches.", priority=True),
        Binding("escape", "give_up", "Cancel", tooltip="Change nothing."),
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

    @on(Input.Changed)
    def judge(self) -> None:
        """Say what is wrong with a day."""
        trouble = self._trouble()
        line = self.query_one(".trouble", Static)
        line.update(trouble)
        line.set_class(bool(trouble), "-wrong")
        self.query_one("#yes", Button).disabled = bool(trouble)

    def action_send(self) -> None:
        """Close with the choice when it makes sense."""
        if not self._trouble():
            self.dismiss(self._chosen())

    def action_give_up(self) -> None:
        """Close with nothing."""
        self.dismiss(None)

    @on(Input.Submitted)
    def send_by_enter(self) -> None:
        """Enter in a field sends."""
        self.action_send()

    @on(Button.Pressed)
    def answer_by_button(self, event: Button.Pressed) -> None:
        """Do what the pressed button says."""
        if event.button.id == "all":
            self.dismiss(AuditChoice())
        elif event.button.id == "yes":
            self.action_send()
        else:
            self.action_give_up()

    def _written(self, name: str) -> str:
        value = getattr(self.choice, name)
        return written_day(value) if name in _DAYS else str(value)

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    def _trouble(self) -> str:
        try:
            since, until = read_day(self._value("since")), read_end(self._value("until"))
        except ValueError:
            return "Write days as 2026-05-01, moments as 2026-05-01 14:30."
        return "It ends before it begins." if since and until and since >= until else ""

    def _chosen(self) -> AuditChoice:
        return AuditChoice(
            actor=self._value("actor"),
            action=self._value("action"),
            target=self._value("target"),
            since=read_day(self._value("since")),
            until=read_end(self._value("until")),
        )
