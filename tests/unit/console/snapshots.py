"""Comparing what the console shows with pictures that somebody has looked at.

Run with `ACCEPT_SNAPSHOTS=1` to store new pictures; look at them before committing.
"""

import os
import re
from pathlib import Path

from textual.widgets import Input, TextArea
from textual.widgets._footer import FooterKey

from tests.unit.console.driving import Desk

FOLDER = Path(__file__).parent / "snapshots"
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_RANDOM_ID = re.compile(r"terminal-\d+")


def picture(desk: Desk) -> str:
    """The screen as an SVG without what differs from run to run."""
    svg = desk.app.export_screenshot(title="Academy", simplify=True)
    return _RANDOM_ID.sub("terminal", _FONT_FACE.sub("", svg))


def cut_off(desk: Desk) -> list[str]:
    """The keys that the key bar has no room for."""
    keys = list(desk.app.screen.query("KeyBar FooterKey").results(FooterKey))
    palette = [key.region.x for key in keys if key.has_class("-command-palette")]
    end = min([desk.app.size.width, *palette])
    # Behind the last letter of a key there is a space, which is not missed.
    shown = [key for key in keys if not key.has_class("-command-palette") and key.display]
    return [key.description for key in shown if key.region.right - 1 > end]


async def assert_looks_like(desk: Desk, name: str) -> None:
    """Compare with the stored picture; a difference is kept beside it as `<name>.new.svg`."""
    for line in desk.app.screen.query(Input):
        line.cursor_blink = False
    for editor in desk.app.screen.query(TextArea):
        editor.cursor_blink = False
        editor.notify_style_update()  # Lines that were drawn while it blinked are drawn anew.
    await desk.settle()
    assert not cut_off(desk), desk.text()
    stored, fresh = FOLDER / f"{name}.svg", FOLDER / f"{name}.new.svg"
    shown = picture(desk)
    if os.environ.get("ACCEPT_SNAPSHOTS"):
        stored.write_text(shown, encoding="utf-8")
        fresh.unlink(missing_ok=True)
    expected = stored.read_text(encoding="utf-8") if stored.exists() else ""
    if shown != expected:
        fresh.write_text(shown, encoding="utf-8")
    assert shown == expected, f"{fresh} differs; ACCEPT_SNAPSHOTS=1 accepts it.\n{desk.text()}"
