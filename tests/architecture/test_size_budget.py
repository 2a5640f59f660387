"""The size budget of design 2.12 holds in every file, and its checker notices what breaks it."""

import pytest

from tests.architecture import budget
from tests.architecture.sources import ROOT, files_below, python_sources, source

WEB_LINES = 300


def test_every_python_file_keeps_the_size_budget() -> None:
    found = [line for one in python_sources() for line in budget.complaints(one)]

    assert not found, "\n".join(found)


def test_no_file_of_the_web_app_is_longer_than_three_hundred_lines() -> None:
    files = files_below("gateway/web/src", suffixes=(".ts", ".tsx", ".css"))
    written = [path for path in files if path.name != "schema.d.ts"]

    long = [path.relative_to(ROOT) for path in written if len(_lines(path)) > WEB_LINES]

    assert not long


@pytest.mark.parametrize(
    ("text", "path", "complaint"),
    [
        ("x = 1\n" * 301, "services/a/use_cases.py", "has 301 lines"),
        ("x = 1\n" * 501, "tests/unit/test_a.py", "has 501 lines"),
        ("def f():\n" + "    x = 1\n" * 30, "gateway/a.py", "is 31 lines long"),
        ("def f():\n" + "    x = 1\n" * 15, "services/a/policies.py", "is 16 lines long"),
        ("def f(a, b, c, d, *, e, f, g): ...", "gateway/a.py", "takes 7 parameters"),
        (
            "def f():\n for a in b:\n  if a:\n   with a:\n    while a: ...",
            "gateway/a.py",
            "is nested 4 deep",
        ),
        (
            "class S:\n def f(self):\n  a()\n  b()\n  c()\n  d()\n  e()\n  f()",
            "services/a/service.py",
            "decides too much",
        ),
        ("\n".join(f"def f{i}(): ..." for i in range(21)), "gateway/a.py", "21 public names"),
    ],
)
def test_the_checker_notices_what_is_too_large(text: str, path: str, complaint: str) -> None:
    found = list(budget.complaints(source(text, path)))

    assert len(found) == 1
    assert complaint in found[0]


def test_the_checker_is_content_with_the_largest_that_is_allowed() -> None:
    body = "def f(a, b, c, d, e, f):\n    '''Says what it does.'''\n" + "    x = 1\n" * 29
    chain = "def g(a):\n if a: ...\n elif b: ...\n elif c: ...\n elif d: ...\n elif e: ...\n"

    found = list(budget.complaints(source(body + chain, "gateway/a.py")))

    assert not found


def _lines(path: object) -> list[str]:
    with open(str(path), encoding="utf-8") as file:  # noqa: PTH123 (a path of rglob)
        return file.readlines()
