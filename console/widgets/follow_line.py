"""One line above a list that follows what happens: whether it does, and what it is narrowed to."""

from rich.text import Text
from textual.widgets import Static

from console.formats import counted
from console.shell import on_new_colors, shell
from console.text import safe_line
from console.theme import Tone

_MANY = 100


class FollowLine(Static):
    """Following or paused, how many entries wait, and the choice in words."""

    def __init__(self) -> None:
        super().__init__(id="follow")
        self.paused = False
        self.waiting = 0
        self.choice = ""

    def on_mount(self) -> None:
        """Draw, and again in other colors."""
        on_new_colors(self, self.redraw)
        self.redraw()

    def tell(self, *, paused: bool, waiting: int, choice: str) -> None:
        """Show this state."""
        self.paused, self.waiting, self.choice = paused, waiting, choice
        self.redraw()

    def redraw(self) -> None:
        """Draw the line."""
        say = shell(self).palette
        line = Text(no_wrap=True, overflow="ellipsis")
        if self.waiting:
            many = (
                f"{_MANY}+ new entries"
                if self.waiting >= _MANY
                else counted(self.waiting, "new entry", "new entries")
            )
            line.append_text(say.badge(f"{many}, p shows them", Tone.WARN))
        elif self.paused:
            line.append_text(say.badge("paused, p goes on", Tone.NEUTRAL))
        else:
            line.append("● ", style=say.color("tone-good"))
            line.append("new entries appear here", style=say.color("muted"))
        if self.choice:
            line.append(f"   only {safe_line(self.choice)}", style=say.color("tone-info"))
            line.append("  n changes that", style=say.color("muted"))
        self.update(line)
