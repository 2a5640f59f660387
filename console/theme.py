"""The palette of the console: ink and verdigris, with brass for what waits for somebody."""

from enum import StrEnum

from textual.theme import Theme

DARK = Theme(
    name="academy-dark",
    primary="#5fb8a5",
    secondary="#8ea6dc",
    accent="#dfa75a",
    warning="#dfa75a",
    error="#e5727c",
    success="#8cc474",
    foreground="#d9dde3",
    background="#10141a",
    surface="#151a21",
    panel="#1c232c",
    dark=True,
    variables={
        "muted": "#9ca7b4",
        "line": "#313b47",
        "line-strong": "#4a5867",
        "tone-neutral": "#a9b3bf",
        "tone-neutral-back": "#262e38",
        "tone-info": "#a9bdec",
        "tone-info-back": "#232d45",
        "tone-good": "#9fd389",
        "tone-good-back": "#1f3326",
        "tone-warn": "#ecbb75",
        "tone-warn-back": "#3a2d1a",
        "tone-bad": "#f0949c",
        "tone-bad-back": "#3d2228",
        "block-cursor-background": "#1e3937",
        "block-cursor-foreground": "#f2f5f7",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#1c2a2e",
        "footer-background": "#10141a",
        "footer-key-foreground": "#5fb8a5",
        "footer-description-foreground": "#9ca7b4",
        "border": "#5fb8a5",
        "border-blurred": "#313b47",
        "scrollbar": "#313b47",
        "scrollbar-background": "#151a21",
        "scrollbar-hover": "#4a5867",
        "scrollbar-active": "#5fb8a5",
        "button-color-foreground": "#10141a",
        "button-focus-text-style": "bold",
        "input-selection-background": "#5fb8a5 35%",
        "markdown-h2-text-style": "bold",
    },
)

LIGHT = Theme(
    name="academy-light",
    primary="#1c6e62",
    secondary="#3f5aa6",
    accent="#8a5a0c",
    warning="#8a5a0c",
    error="#ab2f3c",
    success="#3a6f24",
    foreground="#22282f",
    background="#f4f1ea",
    surface="#fbf9f4",
    panel="#ebe6db",
    dark=False,
    variables={
        "muted": "#555d66",
        "line": "#d3ccbd",
        "line-strong": "#a69d8b",
        "tone-neutral": "#4d555e",
        "tone-neutral-back": "#e5e0d5",
        "tone-info": "#2f4990",
        "tone-info-back": "#dfe5f4",
        "tone-good": "#2c5b19",
        "tone-good-back": "#dcebd2",
        "tone-warn": "#714806",
        "tone-warn-back": "#f6e5c4",
        "tone-bad": "#97232f",
        "tone-bad-back": "#f8dcdc",
        "block-cursor-background": "#cfe5df",
        "block-cursor-foreground": "#14181c",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#e4ebe4",
        "footer-background": "#f4f1ea",
        "footer-key-foreground": "#1c6e62",
        "footer-description-foreground": "#555d66",
        "border": "#1c6e62",
        "border-blurred": "#d3ccbd",
        "scrollbar": "#d3ccbd",
        "scrollbar-background": "#fbf9f4",
        "scrollbar-hover": "#a69d8b",
        "scrollbar-active": "#1c6e62",
        "button-color-foreground": "#fbf9f4",
        "button-focus-text-style": "bold",
        "input-selection-background": "#1c6e62 30%",
        "markdown-h2-text-style": "bold",
    },
)


class Tone(StrEnum):
    """What a color says; the word beside it always says it too."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
