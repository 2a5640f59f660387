"""One line that says what is under way, and is not there otherwise."""

from textual.widgets import Static

from console.text import safe_line


class Doing(Static):
    """Shown from the moment an act is sent until its answer."""

    def __init__(self) -> None:
        super().__init__(classes="doing", markup=False)

    def tell(self, sentence: str) -> None:
        """Say what is under way; an empty sentence hides the line."""
        self.update(f"· · · {safe_line(sentence)}" if sentence else "")
        self.display = bool(sentence)

    def on_mount(self) -> None:
        """Nothing is under way."""
        self.tell("")
