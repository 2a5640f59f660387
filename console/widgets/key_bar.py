"""The keys of a screen, along its lower edge."""

from textual.screen import Screen
from textual.widgets import Footer


class KeyBar(Footer):
    """A footer that is drawn anew only when it has other keys to show.

    Textual's own is built from scratch whenever the focus moves, which is most of what a key press
    costs.
    """

    _shown: list[tuple[object, ...]] | None = None

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Look at what is to be shown before anything is built."""
        active = screen.active_bindings.values()
        shown = [(binding, enabled, tooltip) for _, binding, enabled, tooltip in active]
        if screen.app.app_focus and screen is self.screen:
            if shown == self._shown:
                return
            self._shown = [*shown]
        super().bindings_changed(screen)
