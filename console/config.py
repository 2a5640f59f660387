"""What the console takes from its environment."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from console.session_file import default_path
from console.theme import DARK, LIGHT

_DEFAULT_ADDRESS = "http://127.0.0.1:8000"
_THEMES = {"dark": DARK.name, "light": LIGHT.name}


class Settings(msgspec.Struct, frozen=True):
    """Address of the gateway, name of the theme, place of the session file."""

    address: str
    theme: str
    session_file: Path


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; exits with a sentence when one cannot be used."""
    address = environment.get("ACADEMY_URL") or _DEFAULT_ADDRESS
    if not address.startswith(("http://", "https://")):
        raise SystemExit(f"ACADEMY_URL must begin with http:// or https://, not {address!r}.")
    theme = environment.get("ACADEMY_CONSOLE_THEME") or "dark"
    if theme not in _THEMES:
        raise SystemExit(f"ACADEMY_CONSOLE_THEME must be dark or light, not {theme!r}.")
    return Settings(address, _THEMES[theme], default_path(environment))
