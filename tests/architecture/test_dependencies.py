"""Assertion 72: no dependency is pinned to a version with a known hole."""

import re

from tests.architecture.sources import ROOT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([\w.]+)", re.MULTILINE)
FLOORS = {
    "aiohttp": (3, 13, 3),
    "kombu": (5, 5),
    "pyjwt": (2, 15),
    "python-socketio": (5, 14, 0),
}
"""The first versions without the holes of bodies without end, forged tokens, pickled messages."""


def test_72_no_version_with_a_known_hole_is_pinned() -> None:
    pinned = {
        name.lower(): tuple(int(part) for part in re.findall(r"\d+", version))
        for name, version in PINNED.findall((ROOT / "requirements.lock").read_text())
    }

    assert {name for name, floor in FLOORS.items() if pinned[name] < floor} == set()
