"""The keys of a screen, along its lower edge."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

_ROOMY = "roomy."
"""How the id of a binding begins that only a wide terminal has room to show."""


def roomy(key: str, action: str, name: str, tip: str, *, show: bool = True) -> Binding:
    """A key that only a wide terminal has room to show; in a small one, help tells of it."""
    return Binding(key, action, name, tooltip=tip, show=show, id=f"{_ROOMY}{name.lower()}")


class KeyBar(Footer):
    """A footer that is drawn anew only when it has other keys to show.

    Textual's own is built from scratch whenever the focus moves, which is most of what a key press
    costs.
    """

    _shown: list[tuple[object, ...]] | None = None

    def compose(self) -> ComposeResult:
        """Mark the keys that a small terminal leaves out."""
        bindings = [active.binding for active in self.screen.active_bindings.values()]
        hidden = {each.action for each in bindings if (each.id or "").startswith(_ROOMY)}
        for child in super().compose():
            if isinstance(child, FooterKey):
                child.set_class(child.action in hidden, "-roomy", update=False)
                if not child.has_class("-command-palette"):
                    # Which it takes from here in the end, drawing every key three times till then.
                    child.set_reactive(FooterKey.compact, self.compact)
            yield child

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Look at what is to be shown before anything is built."""
        active = screen.active_bindings.values()
        shown = [(binding, enabled, tooltip) for _, binding, enabled, tooltip in active]
        if screen.app.app_focus and screen is self.screen:
            if shown == self._shown:
                return
            self._shown = [*shown]
        super().bindings_changed(screen)
