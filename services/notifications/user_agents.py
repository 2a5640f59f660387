"""A browser's long name in a few words, for people who ask themselves whether it was them."""

import re

UNKNOWN = "\N{EM DASH}"
BROWSERS = (
    ("Edge", r"\bEdgA?/"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Chrome", r"\b(Chrome|CriOS)/"),
    ("Safari", r"\bVersion/[\d.]+ .*Safari/"),
)
SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("macOS", r"\bMac OS X\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Linux", r"\bLinux\b"),
)
"""Names as they are written in every language; the first that fits is meant."""


def describe(user_agent: str) -> str:
    """Such as `Firefox, Linux`; what is not known is shown as it is, shortened."""
    names = [_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)]
    known = ", ".join(name for name in names if name)
    return known or user_agent[:60] or UNKNOWN


def _first(choices: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for name, sign in choices if re.search(sign, user_agent)), "")
