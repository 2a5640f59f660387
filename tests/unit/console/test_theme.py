"""Text can be read on every ground it stands on."""

import pytest
from textual.color import Color
from textual.theme import Theme

from console.rules import KnownRules
from console.theme import DARK, LIGHT, Tone

READABLE = 4.5


def contrast(text: str, ground: str) -> float:
    """The contrast ratio of two colors (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in Color.parse(color).normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "surface", "panel", "block-cursor-background"])
@pytest.mark.parametrize("text", ["foreground", "muted"])
def test_text_stands_out_from_its_ground(theme: Theme, ground: str, text: str) -> None:
    colors = theme.to_color_system().generate() | theme.variables

    assert contrast(colors[text], colors[ground]) >= READABLE


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("tone", Tone)
def test_pills_can_be_read(theme: Theme, tone: Tone) -> None:
    colors = theme.variables

    assert contrast(colors[f"tone-{tone}"], colors[f"tone-{tone}-back"]) >= READABLE


def test_rules_are_read_once_under_the_same_colors() -> None:
    sheet = KnownRules()
    sheet.add_source("Label { color: $ink; }")
    seen = []
    for ink in ("#112233", "#445566", "#112233"):
        sheet.set_variables({"ink": ink})
        sheet.reparse()
        seen += sheet.rules

    first, other, again = seen
    assert first is again
    assert [rule.styles.color.hex for rule in (first, other)] == ["#112233", "#445566"]
