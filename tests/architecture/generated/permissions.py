"""Who may do what, as a table to read: rows of `contracts/permissions.toml`."""

from collections.abc import Iterator, Mapping

from contracts.permissions import MATRIX, Permission
from contracts.types import Role

PATH = "docs/permissions.md"
COLUMNS = (None, *Role)

INTRODUCTION = """# Permissions

Made from `contracts/permissions.toml`, which the gateway and every service enforce
([why](decisions/0016-one-file-says-who-may-do-what.md)). *any*: everybody's; *own*: the caller's
own; empty: refused. **Proof** wants that the caller has shown within ten minutes who they are.
**While confined** is what staff can do who have to set up a second factor before anything else.
**In another's name** is whether staff looking through a person's eyes may do it; changing something
needs write access besides.
"""

HEADINGS = {
    "requests": "Requests",
    "routes": "Other routes",
    "sockets": "Socket events",
}


def documents() -> dict[str, str]:
    """The tables."""
    sections = {
        "requests": MATRIX.requests,
        "routes": MATRIX.routes,
        "sockets": MATRIX.sockets,
    }
    text = "".join(_section(HEADINGS[name], rows) for name, rows in sections.items())
    return {PATH: INTRODUCTION + text}


def _section(heading: str, rows: Mapping[str, Permission]) -> str:
    names = ["", "guest", *(role.value for role in Role), "proof", "while confined"]
    names.append("in another's name")
    head = f"| {' | '.join(names)} |\n|{'---|' * len(names)}\n"
    return f"\n## {heading}\n\n{head}{''.join(_lines(rows))}"


def _lines(rows: Mapping[str, Permission]) -> Iterator[str]:
    for name, row in rows.items():
        cells = [row.reach(role) or "" for role in COLUMNS]
        flags = ["yes" if row.step_up else "", "yes" if row.confined else ""]
        flags.append("yes" if row.impersonation else "no")
        yield f"| `{name}` | {' | '.join([*cells, *flags])} |\n"
