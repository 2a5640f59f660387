"""How copies are told from what they are copies of."""

import re
from collections.abc import Container

NUMBERED = re.compile(r"^(?P<base>.*) \((?P<number>\d{1,4})\)$", re.DOTALL)
LONGEST_TITLE = 200


def copy_title(title: str, taken: Container[str]) -> str:
    """The title with the next free number, which needs no words of any language."""
    found = NUMBERED.match(title)
    base, number = (found["base"], int(found["number"])) if found else (title, 1)
    while True:
        number += 1
        ending = f" ({number})"
        copied = base[: LONGEST_TITLE - len(ending)] + ending
        if copied not in taken:
            return copied
