"""A table of one kind of thing, in its four states: loading, empty, failed and stale."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.events import Key
from textual.message import Message
from textual.widgets import DataTable, Static
from textual.widgets.data_table import RowKey

from console.formats import ago, counted
from console.palette import Palette
from console.shell import on_new_colors, shell
from console.widgets.state_panel import StatePanel, why
from contracts.errors import ServiceError

ItemT = TypeVar("ItemT")
_NEAR = 8
_SKELETON = (0.9, 0.7, 0.8, 0.55, 0.85, 0.6)
_REFRESH_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class Column(Generic[ItemT]):
    """One column; `width` None takes what is left, `from_width` hides it on narrower tables."""

    label: str
    cell: Callable[[ItemT, Palette, datetime], Text]
    width: int | None = None
    right: bool = False
    from_width: int = 0


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a table says when it has no rows to show."""

    noun: str
    nouns: str
    loading: str
    empty: str
    empty_hint: str
    failed: str
    title: str = ""


class Cell(Generic[ItemT]):
    """One cell, drawn only while it is seen: a long list costs no more than a short one."""

    __slots__ = ("column", "item", "table")

    def __init__(self, table: DOMNode, column: Column[ItemT], item: ItemT) -> None:
        self.table = table
        self.column = column
        self.item = item

    def __rich__(self) -> Text:
        """The text in the theme and at the time of drawing."""
        app = shell(self.table)
        return self.column.cell(self.item, app.palette, app.clock())


class Rows(DataTable[Cell[Any]]):
    """The rows themselves, with Enter shown as what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "Open", tooltip="Open the highlighted row."),
    ]


class ResourceTable(Vertical, Generic[ItemT]):
    """Holds items, shows them as rows, and says when the end of the rows comes near."""

    can_focus = True

    class Highlighted(Message):
        """The cursor stands on another row, or on none; `current` says which."""

    class Opened(Message):
        """Somebody opened the row under the cursor."""

    class EndNeared(Message):
        """The cursor comes near the last row and there are more."""

    def __init__(
        self,
        columns: Sequence[Column[ItemT]],
        wording: Wording,
        *,
        key: Callable[[ItemT], str],
        id: str,  # noqa: A002 (the name that every widget uses)
    ) -> None:
        super().__init__(id=id, classes="-loading")
        self.columns = columns
        self.wording = wording
        self.key = key
        self.items: list[ItemT] = []
        self.more = False
        self._opens = False

    def compose(self) -> ComposeResult:
        """The banner of stale rows, the rows, and the panel that stands in for them."""
        yield Static(classes="banner", markup=False)
        yield Rows(cursor_type="row", cursor_foreground_priority="renderable")
        yield Static(classes="skeleton")
        yield StatePanel()

    def on_mount(self) -> None:
        """Start as loading; relative times grow old by themselves."""
        self.border_title = self.wording.title or self.wording.nouns.capitalize()
        on_new_colors(self, self.redraw)
        self.set_interval(_REFRESH_SECONDS, self.grow_old)

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self.redraw()

    @property
    def current(self) -> ItemT | None:
        """The item under the cursor; keys are asked for before the rows are there."""
        if not self.items:
            return None
        row = self.rows.cursor_row
        return self.items[row] if 0 <= row < len(self.items) else None

    @property
    def rows(self) -> Rows:
        """The inner table."""
        return self.query_one(Rows)

    def show_loading(self) -> None:
        """Rows are on their way; rows that are already here stay."""
        if not self.items:
            self._enter("loading")
            self._draw_skeleton()

    def on_key(self, event: Key) -> None:
        """Enter may come before the rows do; any other key takes it back."""
        self._opens = False
        if event.key == "enter" and self.has_class("-loading"):
            event.stop()
            self.open_soon()

    def open_soon(self) -> None:
        """Open the current row as soon as there is one."""
        self._opens = self.has_class("-loading")

    def show_items(self, items: Sequence[ItemT], *, more: bool) -> None:
        """Show these rows; the cursor stays on the item it was on."""
        self.items, self.more = list(items), more
        if items:
            self._enter("ready")
        else:
            self._enter("empty")
            self.query_one(StatePanel).say(
                "○", self.wording.empty, self.wording.empty_hint, kind="empty"
            )
        self.redraw()
        if items and self._opens:
            self.post_message(self.Opened())
        self._opens = False

    def append_items(self, items: Sequence[ItemT], *, more: bool) -> None:
        """Show more rows below; those that are there already are not touched."""
        if self.size.width == 0 or not self.items:
            self.show_items([*self.items, *items], more=more)
            return
        known = self.rows.rows
        fresh = [item for item in items if RowKey(self.key(item)) not in known]
        self.items += fresh
        self.more = more
        self._enter("ready")
        self._add_rows(fresh)
        self.border_subtitle = self._subtitle()

    def show_failure(self, refusal: ServiceError, loaded_at: datetime | None) -> None:
        """Say why rows did not come; rows from before stay, marked as stale."""
        self._opens = False
        if self.items and loaded_at is not None:
            age = ago(loaded_at, shell(self).clock())
            self._enter("stale")
            self.query_one(".banner", Static).update(
                Content(f"▲ As of {age}. {why(refusal)} Press r to try again.")
            )
            return
        self._enter("failed")
        self.query_one(StatePanel).say_failed(self.wording.failed, refusal)

    def focus_rows(self) -> None:
        """Give the keyboard to the rows, or to the retry button when there are none.

        At once: `Widget.focus` comes later, and would take it from whoever got it in between.
        """
        if self.has_class("-failed"):
            self.screen.set_focus(self.query_one("#retry"))
        else:
            self.screen.set_focus(self.rows if self.items else self)

    def redraw(self) -> None:
        """Draw columns and rows anew in the current width, theme and time."""
        if self.size.width == 0:
            return
        if self.has_class("-loading"):
            self._draw_skeleton()
            return
        at, rows = self.rows.cursor_row, self.rows
        key = rows.coordinate_to_cell_key(rows.cursor_coordinate)[0].value if rows.row_count else ""
        with self.prevent(DataTable.RowHighlighted):
            rows.clear(columns=True)
            self._add_columns()
            self._add_rows(self.items)
        keys = [self.key(item) for item in self.items]
        rows.move_cursor(row=keys.index(key) if key in keys else min(at, len(keys) - 1))
        self.border_subtitle = self._subtitle()
        self.post_message(self.Highlighted())

    def grow_old(self) -> None:
        """Draw what is seen anew, because it tells how long ago things were."""
        self.rows.notify_style_update()
        self.rows.refresh()

    def _enter(self, state: str) -> None:
        for known in ("loading", "ready", "empty", "failed", "stale"):
            self.set_class(known == state, f"-{known}")
        self.call_after_refresh(self._keep_keyboard)

    def _keep_keyboard(self) -> None:
        """Hidden rows lose the keyboard; it must not land in the search box."""
        focused = self.screen.focused
        if not self.display:
            return
        if focused is None or focused is self or self in focused.ancestors:
            self.focus_rows()

    def _subtitle(self) -> str:
        if not self.items:
            return ""
        return counted(len(self.items), self.wording.noun, self.wording.nouns) + (
            ", more below" if self.more else ""
        )

    def _shown(self) -> list[tuple[Column[ItemT], int]]:
        columns = [column for column in self.columns if self.size.width >= column.from_width]
        padding = 2 * self.rows.cell_padding * len(columns) + 1
        left = self.size.width - padding - sum(column.width or 0 for column in columns)
        return [(column, column.width or max(left, 12)) for column in columns]

    def _add_columns(self) -> None:
        colors = shell(self).palette
        for column, width in self._shown():
            label = colors.muted(column.label, right=column.right)
            self.rows.add_column(label, width=width)

    def _add_rows(self, items: Sequence[ItemT]) -> None:
        columns = [column for column, _ in self._shown()]
        for item in items:
            cells = [Cell(self, column, item) for column in columns]
            self.rows.add_row(*cells, key=self.key(item))

    def _draw_skeleton(self) -> None:
        colors = shell(self).palette
        widths = [width for _, width in self._shown()]
        lines = [
            "  ".join(("─" * int(width * share)).ljust(width) for width in widths)
            for share in _SKELETON
        ]
        text = Text("\n\n".join(lines), style=colors.color("line-strong"), no_wrap=True)
        self.query_one(".skeleton", Static).update(text)
        self.query_one(StatePanel).say_loading(self.wording.loading)

    @on(DataTable.RowHighlighted)
    def follow_cursor(self, event: DataTable.RowHighlighted) -> None:
        """Pass on where the cursor stands, and ask for more rows in time."""
        event.stop()
        self.post_message(self.Highlighted())
        if self.more and event.cursor_row >= len(self.items) - _NEAR:
            self.post_message(self.EndNeared())

    @on(DataTable.RowSelected)
    def open_row(self, event: DataTable.RowSelected) -> None:
        """Pass on that a row was opened."""
        event.stop()
        self.post_message(self.Opened())
