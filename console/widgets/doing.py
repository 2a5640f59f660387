"""One line that says what is under way, and is not there otherwise."""

from typing import Any

from textual.screen import Screen
from textual.widgets import Static

from console.text import safe_line


class Doing(Static):
    """Shown from the moment an act is sent until its answer."""

    def __init__(self) -> None:
        super().__init__(classes="doing", markup=False)
        self.busy = False

    def tell(self, sentence: str) -> None:
        """Say what is under way; an empty sentence hides the line."""
        self.update(f"· · · {safe_line(sentence)}" if sentence else "")
        self.busy = self.display = bool(sentence)
        if self.is_attached:
            self.screen.refresh_bindings()

    def on_mount(self) -> None:
        """Nothing is under way."""
        self.tell("")


def busy(screen: Screen[Any]) -> bool:
    """Whether an act of a screen is under way; until its answer no other one begins."""
    return any(line.busy for line in screen.query(Doing))
