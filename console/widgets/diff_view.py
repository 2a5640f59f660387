"""What changed, scrolled as one: both texts move together because they share their lines."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from console.diff_lines import Drawn, Part, lay_out
from console.shell import on_new_colors, shell


class DiffView(ScrollView, can_focus=True):
    """Draws only the lines that are seen, so that a long lesson scrolls like a short one."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: Sequence[Part] = ()
        self.drawn = Drawn()

    def on_mount(self) -> None:
        """Take on new colors."""
        on_new_colors(self, self.redraw)

    def on_resize(self, event: Resize) -> None:
        """Wrap for the new width."""
        if event.size.width != self.virtual_size.width:
            self.redraw()

    def show(self, parts: Sequence[Part]) -> None:
        """Show other content from its beginning."""
        self.parts = parts
        self.redraw()
        self.scroll_home(animate=False)

    def redraw(self) -> None:
        """Wrap and color again."""
        width = self.scrollable_content_region.width
        self.drawn = lay_out(self.parts, width, shell(self).palette) if width else Drawn()
        self.virtual_size = Size(width, len(self.drawn.lines))
        self.refresh()

    def step(self, by: int) -> bool:
        """Bring the next change into view, or with -1 the one before; False when there is none."""
        top = self.scroll_offset.y
        bottom = top + self.scrollable_content_region.height
        if by > 0:
            at = next((line for line in self.drawn.changes if line >= bottom), None)
        else:
            at = next((line for line in reversed(self.drawn.changes) if line < top), None)
        if at is None:
            return False
        self.scroll_to(y=max(at - 2, 0), animate=False)
        return True

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        at, width = self.scroll_offset.y + y, self.size.width
        if at >= len(self.drawn.lines):
            return Strip.blank(width, self.rich_style)
        line, console = self.drawn.lines[at], self.app.console
        segments = Segment.apply_style(line.render(console), console.get_style(line.style))
        strip = Strip(segments).apply_style(self.rich_style)
        return strip.adjust_cell_length(width, self.rich_style)
