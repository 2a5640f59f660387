"""What could not be taken over, collected on the way."""

from contracts.courses.exchange import Finding, Loss

MOST = 2_000
LONGEST = 300
MARK = " › "  # noqa: RUF001 (a mark between titles)


class Findings:
    """Remembers every loss once, in the order in which they were met."""

    def __init__(self) -> None:
        self._found: dict[Finding, None] = {}

    def add(self, place: tuple[str, ...], loss: Loss, what: str) -> None:
        """Remember that something was lost at a place, which is named from the top."""
        where = MARK.join(part for part in place if part)
        finding = Finding(place=where[:LONGEST], loss=loss, what=what.strip()[:LONGEST])
        if len(self._found) < MOST:
            self._found[finding] = None

    def list_all(self) -> list[Finding]:
        """All of them."""
        return list(self._found)
