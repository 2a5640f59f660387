"""Style rules that are read once, however often somebody asks for them."""

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

_Known = dict[tuple[object, ...], list[RuleSet]]
_known: dict[tuple[tuple[str, str], ...], _Known] = {}
"""What was read under which colors."""


class KnownRules(Stylesheet):
    """A stylesheet that remembers what it has read, under these colors and under others.

    Textual's own forgets all of it whenever a screen is shown for the first time, and reading it
    anew is most of what one waits for then.
    """

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the colors."""
        super().set_variables(variables)
        self._colors = tuple(sorted(variables.items()))

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,  # noqa: FBT001, FBT002 (Textual's signature)
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        known = _known.setdefault(self._colors, {})
        source = (css, read_from, is_default_rules, tie_breaker, scope)
        if source not in known:
            known[source] = super()._parse_rules(*source)
        return known[source]

    def reparse(self) -> None:
        """Take what is known under the present colors."""
        self.parse()
