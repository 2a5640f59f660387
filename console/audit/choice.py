"""Which entries of the audit log are looked at."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any

SECURITY = "security"
_SECURITY_ACTIONS = "security."
_DAY = "%Y-%m-%d"


@dataclass(frozen=True, kw_only=True)
class AuditChoice:
    """What the narrowing dialog asks for; what is empty narrows nothing."""

    actor: str = ""
    action: str = ""
    target: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def is_wide(self) -> bool:
        """Whether it narrows nothing."""
        return self == AuditChoice()

    def in_words(self) -> str:
        """The choice on one line."""
        said = [
            f"by {self.actor}" if self.actor else "",
            f"did {self.action}" if self.action else "",
            f"to {self.target}" if self.target else "",
            f"from {written_day(self.since)}" if self.since else "",
            f"until {written_day(self.until)}" if self.until else "",
        ]
        return ", ".join(part for part in said if part)

    def as_fields(self, origin: str, search: str) -> dict[str, Any]:
        """The fields of a request, together with the chosen group and the words looked for."""
        chosen = {field.name: getattr(self, field.name) for field in fields(self)}
        if origin == SECURITY:
            return chosen | {"action": self.action or _SECURITY_ACTIONS, "search": search}
        return chosen | {"origin": origin, "search": search}


def read_day(text: str) -> datetime | None:
    """A day or a moment in UTC, such as `2026-05-01` or `2026-05-01 14:30`; raises ValueError."""
    if not text.strip():
        return None
    moment = datetime.fromisoformat(text.strip())
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def read_end(text: str) -> datetime | None:
    """The same for an end: a day is meant to its last moment."""
    moment = read_day(text)
    is_day = moment is not None and len(text.strip()) == len("2026-05-01")
    return moment + timedelta(days=1) if moment is not None and is_day else moment


def written_day(moment: datetime | None) -> str:
    """The moment as `read_day` reads it."""
    if moment is None:
        return ""
    return moment.strftime(_DAY if moment.hour == moment.minute == 0 else f"{_DAY} %H:%M")
