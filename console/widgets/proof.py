"""Asking who is at the desk to show that it is them: a code, a recovery code, or the password."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from console.text import safe_line, safe_text
from console.widgets.dialog import Dialog, buttons
from contracts.accounts.second_factors import Proof

LONGEST = 200
CODE_DIGITS = 6
WORDS = {
    Proof.TOTP: "the code of your authenticator app",
    Proof.RECOVERY_CODE: "a recovery code",
    Proof.PASSWORD: "your password",
}
ONLY_ELSEWHERE = (
    "A terminal cannot use your passkey. Set up an authenticator app on the website, "
    "under Account, Security."
)


def wanted(methods: Sequence[Proof]) -> str:
    """What may be typed, in words."""
    words = [WORDS[method] for method in methods if method in WORDS]
    return f"Type {' or '.join(words)}." if words else ONLY_ELSEWHERE


def proof_in(text: str, methods: Sequence[Proof]) -> dict[str, str]:
    """What was typed, under the name that the API has for it."""
    compact = text.strip().replace(" ", "")
    if Proof.TOTP in methods and compact.isdigit() and len(compact) == CODE_DIGITS:
        return {"code": compact}
    if Proof.PASSWORD in methods:
        return {"password": text}
    return {"recovery_code": text.strip()}


class ProofScreen(Dialog[dict[str, str]]):
    """One hidden line; closes with the proof, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel", tooltip="Show nothing."),
    ]

    def __init__(self, question: str, methods: Sequence[Proof], trouble: str = "") -> None:
        super().__init__()
        self.question = question
        self.methods = tuple(methods)
        self.trouble = trouble

    def compose(self) -> ComposeResult:
        """Question, what to type, what was wrong, two buttons."""
        with Vertical(classes="dialog -editor"):
            yield Static(safe_line(self.question), classes="question", markup=False)
            yield Static(safe_text(wanted(self.methods)), classes="consequence", markup=False)
            yield Input(password=True, max_length=LONGEST, id="proof")
            yield Static(safe_line(self.trouble), classes="trouble", markup=False)
            yield from buttons("Go on  enter")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def action_send(self) -> None:
        """Close with what was typed."""
        text = self.query_one(Input).value
        if text.strip():
            self.dismiss(proof_in(text, self.methods))
