"""Nothing that other people wrote is obeyed by the terminal or read as markup."""

import unicodedata

import pytest
from msgspec.structs import replace

from console.text import markdown_parser, safe_line, safe_text
from contracts.errors import Conflict
from tests.unit.console import samples
from tests.unit.console.driving import LARGE, open_desk
from tests.unit.console.stub import OpenDoor, StubAcademy

HOSTILE = [
    "\x1b]52;c;ZWNobyBwd25lZA==\x07",
    "\x1b]0;another title\x07",
    "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x1b[2Jgone",
    "\x9b31mred",
    "\x9d52;c;AAAA\x9c",
    "a\rb\x08c\x7fd\x00e",
    "abc\u202etxt.exe\u2066x\u2069",
    "\ud800 half a pair",
    "[@click=app.quit]press me[/]",
    "[red on white]loud[/]",
    "[/]",
    "[[unbalanced",
    "tag\U000e0041\U000e007f",
]
EVERYTHING = " ".join(HOSTILE)


def obeyed(text: str) -> list[str]:
    """The characters of a text that a terminal would act upon."""
    bidi = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    return [
        character
        for character in text
        if (unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t")
        or character in bidi
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_character_survives(text: str) -> None:
    assert obeyed(safe_text(text)) == []
    assert obeyed(safe_line(text)) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;x\x07", "␛]0;x␇"),
        ("a\x7fb\x9bc", "a␡b\N{REPLACEMENT CHARACTER}c"),
        ("abc\u202edef", "abcdef"),
        ("one\r\ntwo\tthree", "one\ntwo\tthree"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("[b]bold[/b]", "[b]bold[/b]"),
        ("e\u0301 日本 🎓", "e\u0301 日本 🎓"),
    ],
)
def test_what_a_person_wrote_stays_readable(text: str, shown: str) -> None:
    assert safe_text(text) == shown


def test_a_line_stays_one_line() -> None:
    assert safe_line(" one\n\n two\tthree\u2028four ") == "one two three four"


def test_entities_cannot_bring_control_characters_back() -> None:
    tokens = markdown_parser().parse("a&#x202e;b&#27;]0;c&#x9b;d `&#x202e;` ![&#x202e;](x)")

    contents = [child.content for token in tokens for child in token.children or [token]]
    assert obeyed("".join(contents)) == []


def hostile_academy() -> StubAcademy:
    """An academy where every text that a person can write is hostile."""
    academy = StubAcademy()
    texts = ("summary", "description", "category_name", "review_note")
    lesson = samples.make_lesson(EVERYTHING)
    module = replace(samples.make_outline()[0], title=EVERYTHING, lessons=[lesson])
    course = samples.make_course(EVERYTHING, outline=[module], **dict.fromkeys(texts, EVERYTHING))
    order = samples.make_order(1, course_title=EVERYTHING, buyer_name=EVERYTHING)
    words = dict.fromkeys(("target_label", "reason", "actor_name"), EVERYTHING)
    entry = replace(samples.make_entries()[0], before={EVERYTHING: EVERYTHING}, **words)
    academy.lesson_body = f"# {EVERYTHING}\n\n```{EVERYTHING}\n{EVERYTHING}\n```\n"
    academy.courses, academy.orders, academy.entries = [course], [order], [entry]
    academy.people = [samples.make_user(EVERYTHING)]
    return academy


async def test_hostile_names_are_inert_on_every_screen() -> None:
    seen = []
    async with open_desk(hostile_academy(), size=LARGE) as desk:
        for keys in ("1", "2", "3", "4", "5", "2", "enter", "down", "down", "enter", "a"):
            await desk.press(keys)
            seen.append(desk.text())

    shown = "\n".join(seen)
    assert obeyed(shown) == []
    assert "[@click=app.quit]press me[/]" in shown


async def test_a_hostile_refusal_is_shown_as_it_was_written() -> None:
    academy = OpenDoor()
    academy.refusal = Conflict("\x1b]0;x\x07 [@click=app.quit]no[/]")
    async with open_desk(academy, at="people") as desk:
        assert "␛]0;x␇ [@click=app.quit]no[/]" in desk.text()
