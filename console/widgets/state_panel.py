"""What stands where content would be: it is loading, there is none, or it did not come."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Center, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from console.text import safe_line, safe_text
from contracts.errors import ServiceError


class StatePanel(Vertical):
    """A mark, a title, a sentence and, after a failure, a way to try again."""

    class Retried(Message):
        """Somebody asks to try again."""

    def compose(self) -> ComposeResult:
        """Centered, in this order."""
        yield Static(id="mark")
        yield Static(id="headline", markup=False)
        yield Static(id="hint", markup=False)
        with Center():
            yield Button("Try again", id="retry", compact=True)

    def say(self, mark: str, headline: str, hint: str, *, kind: str) -> None:
        """Show one state; `kind` is loading, empty or failed and picks the colors."""
        self.set_classes(f"-{kind}")
        self.query_one("#mark", Static).update(Content(mark))
        self.query_one("#headline", Static).update(safe_line(headline))
        self.query_one("#hint", Static).update(safe_text(hint))

    def say_loading(self, headline: str) -> None:
        """Content is on its way."""
        self.say("· · ·", headline, "", kind="loading")

    def say_failed(self, headline: str, refusal: ServiceError) -> None:
        """Content did not come; the refusal says why."""
        self.say("✕", headline, why(refusal), kind="failed")

    @on(Button.Pressed, "#retry")
    def retry(self, event: Button.Pressed) -> None:
        """Ask whoever owns the content to load it again."""
        event.stop()
        self.post_message(self.Retried())


def why(refusal: ServiceError) -> str:
    """A refusal as one or two sentences."""
    title = refusal.title.rstrip(".")
    return f"{title}. {refusal.detail}" if refusal.detail else f"{title}."
