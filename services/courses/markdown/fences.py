"""Fenced divs in pandoc's manner: a bare fence closes the innermost open block.

Writers of Carpentries lessons rely on that whatever the number of colons, while the parser wants
an outer fence to be longer than an inner one. So fences are rewritten by their depth first.
"""

import re

OPENING = re.compile(r"^ {0,3}:{3,} *(?P<label>[^\s:{}`]+|\{[^}`]*\})[ :]*$")
CLOSING = re.compile(r"^ {0,3}:{3,} *$")
CODE_FENCE = re.compile(r"^\s*(?P<fence>`{3,}|~{3,})")
CLASS_NAME = re.compile(r"\.?(?P<name>[a-z][a-z-]*)")

MAX_DEPTH = 12
LONGEST = MAX_DEPTH + 3


def balance_fences(text: str) -> str:
    """Give every fence the length that its depth asks for; fences in code stay as they are."""
    balanced: list[str] = []
    depth = 0
    code = ""
    for line in text.splitlines():
        if code or CODE_FENCE.match(line):
            code = _code_after(line, code)
            balanced.append(line)
        elif CLOSING.match(line):
            depth = max(depth - 1, 0)
            balanced.extend(_closing(depth) if depth < MAX_DEPTH else ())
        elif opening := OPENING.match(line):
            balanced.extend(_opening(depth, opening["label"]) if depth < MAX_DEPTH else ())
            depth += 1
        else:
            balanced.append(line)
    return "\n".join(balanced) + "\n"


def _code_after(line: str, code: str) -> str:
    """The fence of the code block that the next line is in; empty outside."""
    found = CODE_FENCE.match(line)
    if not code:
        return found["fence"] if found else ""
    closes = line.strip().startswith(code) and set(line.strip()) == {code[0]}
    return "" if closes else code


def _opening(depth: int, label: str) -> list[str]:
    """A blank line first, so that the block ends a paragraph before it."""
    name = CLASS_NAME.search(label.lower())
    return ["", f"{':' * (LONGEST - depth)} {name['name'] if name else 'callout'}"]


def _closing(depth: int) -> list[str]:
    return ["", ":" * (LONGEST - depth), ""]
