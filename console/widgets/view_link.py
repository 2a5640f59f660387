"""The link that opens somebody's view in a browser, for as long as it holds."""

import asyncio
import os
import shutil
import subprocess
import sys
import webbrowser
from datetime import datetime
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from console.shell import shell
from console.text import safe_line
from console.widgets.key_bar import KeyBar


def has_browser() -> bool:
    """Whether a browser can open beside this terminal; one inside it would draw over the console.

    A text browser is all that Python would find where there is no display.
    """
    display = sys.platform in {"darwin", "win32"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    try:
        return display and webbrowser.get() is not None
    except webbrowser.Error:
        return False


def open_link(link: str) -> bool:
    """Open the browser; whatever it says would be written over the console, so nobody hears it."""
    opener = shutil.which("xdg-open")
    if opener is None:
        return webbrowser.open(link)
    nowhere = subprocess.DEVNULL
    subprocess.Popen(  # noqa: S603 (the desktop's own opener, and a link made here)
        [opener, link], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
    )
    return True


class ViewLinkScreen(ModalScreen[None]):
    """The link, the seconds that are left, keys to copy it and to open the browser."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "Copy", tooltip="Put the link on the clipboard."),
        Binding("o", "open", "Open", tooltip="Open the link in the browser."),
        Binding("escape", "close", "Close", tooltip="Go back; the link stays valid."),
    ]

    def __init__(self, name: str, link: str, expires_at: datetime) -> None:
        super().__init__()
        self.person_name = name
        self.link = link
        self.expires_at = expires_at

    def compose(self) -> ComposeResult:
        """Heading, link, how long it holds, keys."""
        with Vertical(classes="dialog -detail"):
            heading = f"The academy as {self.person_name} sees it"
            yield Static(safe_line(heading), classes="question", markup=False)
            yield Static(safe_line(self.link), id="view-link", markup=False)
            yield Static(id="time-left", markup=False)
        yield KeyBar(show_command_palette=False)

    def on_mount(self) -> None:
        """Count down."""
        self.set_interval(1, self.count_down)
        self.count_down()

    @property
    def seconds_left(self) -> int:
        """How long the link can still be opened."""
        return max(0, int((self.expires_at - shell(self).clock()).total_seconds()))

    def count_down(self) -> None:
        """Say how long the link holds, or that it no longer does."""
        left = self.seconds_left
        self.query_one("#time-left", Static).update(
            f"It opens once, within {left} s; the view then lasts a quarter of an hour."
            if left
            else "The link is too old now. Close this and ask for another one."
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A dead link is neither copied nor opened."""
        if action == "open":
            return self.seconds_left > 0 and has_browser()
        if action == "copy":
            return self.seconds_left > 0
        return super().check_action(action, parameters)

    def action_copy(self) -> None:
        """Put the link on the clipboard, as far as the terminal allows it."""
        self.app.copy_to_clipboard(self.link)
        self.notify("The link is on the clipboard, if your terminal allows that.", markup=False)

    @work
    async def action_open(self) -> None:
        """Open the browser; it may take a while to say that it did."""
        if not await asyncio.to_thread(open_link, self.link):
            self.notify("The browser did not open. Copy the link instead.", severity="error")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()
