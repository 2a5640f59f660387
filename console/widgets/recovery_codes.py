"""Recovery codes, shown this one time: to copy, or to keep in a file that nobody else can read."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from console.saving import new_file
from console.shell import shell
from console.text import safe_line
from console.widgets.file_dialog import SaveScreen
from console.widgets.key_bar import KeyBar

_TOLD = (
    "Each of them signs you in once, in place of a code of the app, should your phone be lost. "
    "They are not shown again: copy or save them now."
)


class RecoveryCodesScreen(ModalScreen[None]):
    """The codes in two columns; closes only when somebody says that they are kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "Copy", tooltip="Put the codes on the clipboard."),
        Binding("s", "save", "Save", tooltip="Write the codes to a file of your own."),
        Binding("k", "keep", "I have kept them", tooltip="Go on; they are not shown again."),
    ]

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__()
        self.codes = codes

    def compose(self) -> ComposeResult:
        """What they are for, the codes, what became of them."""
        with Vertical(classes="dialog"):
            yield Static("Keep your recovery codes", classes="question", markup=False)
            yield Static(_TOLD, classes="consequence", markup=False)
            yield Static(self.columns(), id="codes")
            yield Static(classes="trouble", markup=False)
        yield KeyBar(show_command_palette=False)

    def columns(self) -> Text:
        """Two codes beside each other."""
        half = (len(self.codes) + 1) // 2
        right = [*self.codes[half:], *[""] * half]
        pairs = zip(self.codes[:half], right, strict=False)
        return Text("\n".join(f"{left}    {other}".rstrip() for left, other in pairs))

    def action_copy(self) -> None:
        """Put the codes on the clipboard, as far as the terminal allows it."""
        self.app.copy_to_clipboard("\n".join(self.codes))
        self.say("They are on the clipboard, if your terminal allows that.")

    def action_save(self) -> None:
        """Ask where to, then write."""
        at = shell(self).clock()
        question = SaveScreen(
            "Where shall the codes be written?",
            "Only your user of this machine can read the file. Move it to a safe place.",
            Path.home() / f"academy-recovery-codes-{at:%Y-%m-%d-%H%M%S}.txt",
        )
        self.app.push_screen(question, self.write)

    def write(self, path: Path | None) -> None:
        """Write the codes, one a line."""
        if path is None:
            return
        try:
            with new_file(path) as file:
                file.writelines(f"{code}\n" for code in self.codes)
        except OSError as failure:
            self.say(f"Nothing was written. {failure}", wrong=True)
        else:
            self.say(f"✓ Saved in {path}")

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say what became of them."""
        line = self.query_one(".trouble", Static)
        line.set_class(wrong, "-wrong")
        line.update(safe_line(sentence))

    def action_keep(self) -> None:
        """Go on."""
        self.dismiss()
