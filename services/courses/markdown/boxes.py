"""Teaching blocks: exercises, folded solutions, callouts and what a lesson says of itself."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

SECTIONS = {
    "callout": "Note",
    "caution": "Caution",
    "challenge": "Exercise",
    "checklist": "Checklist",
    "discussion": "Discussion",
    "keypoints": "Key points",
    "prereq": "Prerequisites",
    "testimonial": "Testimonial",
}
FOLDED = {"solution": "Solution", "hint": "Hint", "spoiler": "More"}
COLLECTED = {"objectives", "questions"}
HIDDEN = {"instructor"}

NAME = re.compile(r"^[a-z][a-z-]*$")
OPEN = "container_box_open"
CLOSE = "container_box_close"


def boxes_plugin(md: MarkdownIt) -> None:
    """Parse `::: name` blocks and give each kind its HTML."""
    container_plugin(md, "box", validate=_is_name, render=_render)
    md.core.ruler.push("boxes", _arrange)


def _is_name(params: str, _markup: str) -> bool:
    return NAME.match(params.strip()) is not None


def _render(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    del env
    return str(renderer.renderToken(tokens, index, options, {}))


def _arrange(state: StateCore) -> None:
    """Rewrite the flat list of tokens, box by box."""
    arranged: list[Token] = []
    kinds: list[str] = []
    rest = state.tokens[::-1]
    while rest:
        token = rest.pop()
        if token.type == OPEN:
            kind = _kind(token)
            if kind in HIDDEN | COLLECTED:
                _collect(state.env, kind, _take_inside(rest))
            else:
                kinds.append(kind)
                arranged.extend(_open(token, kind, rest))
        elif token.type == CLOSE:
            token.tag = _tag(kinds.pop())
            arranged.append(token)
        else:
            arranged.append(token)
    state.tokens = arranged


def _kind(token: Token) -> str:
    name = token.info.strip()
    return name if name in SECTIONS.keys() | FOLDED | COLLECTED | HIDDEN else "callout"


def _tag(kind: str) -> str:
    return "details" if kind in FOLDED else "section"


def _open(token: Token, kind: str, rest: list[Token]) -> list[Token]:
    """The opening tag with the box's title: its first heading, or what the kind is called."""
    token.tag = _tag(kind)
    token.attrs = {"class": f"box box-{kind}"}
    heading = rest[-2] if rest and rest[-1].type == "heading_open" else None
    if kind in FOLDED:
        if heading:
            del rest[-3:]
        title = heading or _text(FOLDED[kind])
        return [token, _around("summary", 1), title, _around("summary", -1)]
    if heading and heading.content == SECTIONS[kind]:
        return [token]
    label = _around("p", 1)
    label.attrs = {"class": "box-label"}
    return [token, label, _text(SECTIONS[kind]), _around("p", -1)]


def _around(tag: str, nesting: Any) -> Token:
    return Token("box_title", tag, nesting, block=True)


def _text(content: str) -> Token:
    return Token("inline", "", 0, content=content, children=[Token("text", "", 0, content=content)])


def _take_inside(rest: list[Token]) -> list[Token]:
    """Remove and return what stands in the box that has just been opened."""
    inside: list[Token] = []
    depth = 1
    while rest:
        token = rest.pop()
        depth += (token.type == OPEN) - (token.type == CLOSE)
        if depth == 0:
            break
        inside.append(token)
    return inside


def _collect(env: Any, kind: str, inside: list[Token]) -> None:
    """Keep the items of a list of objectives or questions as plain text."""
    lines = [_plain(token) for token in inside if token.type == "inline"]
    env.setdefault(kind, []).extend(line for line in lines if line)


def _plain(token: Token) -> str:
    parts = [
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in token.children or []
        if child.type not in {"html_inline", "image"}
    ]
    return "".join(parts).strip()
