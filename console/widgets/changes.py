"""What was before and what is after, as a person compares them."""

import difflib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from rich.text import Text

from console.palette import Palette
from console.text import safe_line, safe_text

_LONGEST_IN_LINE = 60
_ABSENT = object()


def changes(before: Mapping[str, Any], after: Mapping[str, Any], say: Palette) -> Text:
    """Each field that differs: short values as `name: old → new`, texts line by line."""
    old, new = dict(_flat(before)), dict(_flat(after))
    blocks = [
        _block(name, old.get(name, _ABSENT), new.get(name, _ABSENT), say)
        for name in sorted({*old, *new})
        if old.get(name, _ABSENT) != new.get(name, _ABSENT)
    ]
    return Text("\n").join(blocks) if blocks else say.prose("Nothing else changed.")


def _flat(values: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Values by their path, such as `price.amount`."""
    for name, value in values.items():
        if isinstance(value, Mapping) and value:
            yield from _flat(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value


def _block(name: str, old: object, new: object, say: Palette) -> Text:
    label = Text(f"{safe_line(name)}: ", style=say.color("muted"))
    if isinstance(old, list) and isinstance(new, list):
        return _lines(label, [_word(item) for item in old], [_word(item) for item in new], say)
    told, tnew = _word(old), _word(new)
    if _is_long(told) or _is_long(tnew):
        return _lines(label, _split(old, told), _split(new, tnew), say)
    label.append(safe_line(told), style=say.color("tone-bad"))
    label.append(" → ", style=say.color("muted"))
    return label.append(safe_line(tnew), style=say.color("tone-good"))


def _lines(label: Text, old: list[str], new: list[str], say: Palette) -> Text:
    """The lines that went and came, those around them left out."""
    tones = {"-": "tone-bad", "+": "tone-good"}
    for line in difflib.ndiff(old, new):
        if line[0] in tones:
            mark = "\N{MINUS SIGN}" if line[0] == "-" else "+"
            color = say.color(tones[line[0]])
            label.append(f"\n  {mark} {safe_line(line[2:])}", style=color)
    return label


def _split(value: object, text: str) -> list[str]:
    return [] if value in (_ABSENT, None) else safe_text(text).split("\n")


def _is_long(text: str) -> bool:
    return len(text) > _LONGEST_IN_LINE or "\n" in text


def _word(value: object) -> str:
    """A value as it is read aloud."""
    if value is _ABSENT or value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value or "empty"
    return json.dumps(value, ensure_ascii=False)
