"""Which lines and words of two texts differ, and how a terminal shows it."""

import pytest

from console.diff_lines import SIDE_BY_SIDE_FROM, Drawn, Said, Section, lay_out
from console.differences import Fold, Row, compare, fold
from console.palette import Palette
from console.theme import DARK
from tests.unit.console.test_theme import READABLE, contrast

SAY = Palette(DARK.to_color_system().generate() | DARK.variables)
WIDE, NARROW = SIDE_BY_SIDE_FROM + 8, SIDE_BY_SIDE_FROM - 1


def drawn(before: str, after: str, width: int = WIDE) -> Drawn:
    """Both texts as the lines of a terminal."""
    return lay_out([Section("Text", fold(compare(before, after)))], width, SAY)


def shown(before: str, after: str, width: int = WIDE) -> list[str]:
    """The same as plain text, without the heading."""
    return [line.plain.rstrip() for line in drawn(before, after, width).lines[2:]]


def differing(row: Row) -> tuple[list[str], list[str]]:
    """The words of each side that the other does not have."""
    sides = [side.pieces if side else () for side in (row.left, row.right)]
    left, right = ([text for text, differs in pieces if differs] for pieces in sides)
    return left, right


def test_lines_that_stay_stand_beside_each_other_whatever_goes_and_comes() -> None:
    rows = compare("one\ntwo\nthree", "zero\none\nthree")

    assert [(row.left and row.left.number, row.right and row.right.number) for row in rows] == [
        (None, 1),
        (1, 2),
        (2, None),
        (3, 3),
    ]
    assert [row.same for row in rows] == [False, True, False, True]


def test_only_the_words_that_differ_are_marked() -> None:
    (row,) = compare("A name stands for a value.", "A name stands for some value!")

    assert differing(row) == (["a", "."], ["some", "!"])


def test_languages_without_spaces_are_compared_sign_by_sign() -> None:
    (row,) = compare("日本語を読みます", "日本語を書きます")

    assert differing(row) == (["読み"], ["書き"])


def test_a_changed_line_is_found_among_new_ones() -> None:
    rows = compare("Pass the end twice around.", "First a story.\nPass the end once around.")

    assert differing(rows[1]) == (["twice"], ["once"])
    assert rows[0].left is None


def test_lines_without_anything_in_common_have_no_words_marked() -> None:
    (row,) = compare("Pass the end around.", "1234 5678")

    assert differing(row) == ([], [])


@pytest.mark.parametrize("text", ["", "one", "one\ntwo\n", "\n\n"])
def test_the_same_text_has_no_changes(text: str) -> None:
    assert all(row.same for row in compare(text, text))


def test_lines_far_from_every_change_are_only_counted() -> None:
    lines = [f"line {number}" for number in range(20)]
    changed = [*lines[:10], "another", *lines[11:]]

    folded = fold(compare("\n".join(lines), "\n".join(changed)))

    assert [part.count for part in folded if isinstance(part, Fold)] == [7, 6]
    assert shown("\n".join(lines), "\n".join(changed))[0].endswith("7 lines unchanged")


def test_the_longest_lesson_there_can_be_is_compared() -> None:
    """Two hundred thousand characters, in lines that are all alike, or in one line."""
    same = "\n".join(["The same."] * 20_000)

    assert len(fold(compare(same, f"{same}\nAnd one."))) == 5
    assert len(compare("word " * 40_000, "words " * 33_000)) == 1


def test_where_there_is_room_both_texts_stand_beside_each_other_at_the_same_height() -> None:
    before, after = "Pass the end twice around.", "Pass the end once around. " * 3
    lines = shown(before, after)

    assert lines[0].startswith("1 - Pass the end twice around.")
    assert "│1 + Pass the end once around." in lines[0]
    assert lines[1].startswith(" " * 20)
    assert {line.index("│") for line in lines} == {(WIDE - 1) // 2}
    assert all(line.cell_len == WIDE - 1 for line in drawn(before, after).lines[2:])


def test_on_a_narrow_terminal_they_stand_below_each_other() -> None:
    assert shown("one\ntwo", "one\ntoo", NARROW) == ["1   one", "2 - two", "2 + too"]


def test_what_is_wholly_new_takes_the_whole_width() -> None:
    assert shown("", "one\ntwo") == ["1 + one", "2 + two"]
    assert shown("one", "") == ["1 - one"]


def test_what_a_terminal_would_obey_is_shown_as_a_symbol() -> None:
    assert shown("", "a\x1b[2Jb", NARROW) == ["1 + a␛[2Jb"]
    assert lay_out([Said("\x1b]0;owned\x07")], WIDE, SAY).lines[0].plain == "␛]0;owned␇"


def test_every_run_of_changes_can_be_gone_to() -> None:
    before = "\n".join(f"line {number}" for number in range(30))
    after = before.replace("line 3\n", "new\nnewer\n").replace("line 20\n", "")

    assert len(drawn(before, after).changes) == 2


@pytest.mark.parametrize("tone", ["good", "bad"])
def test_changed_lines_can_be_read(tone: str) -> None:
    for color in ("foreground", f"tone-{tone}"):
        assert contrast(SAY.color(color), SAY.color(f"tone-{tone}-back")) >= READABLE
