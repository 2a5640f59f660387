"""Rules of telling all students of a course something."""

from contracts.courses.errors import NobodyToTell


def ensure_anybody_to_tell(recipients: int) -> None:
    """Nothing is announced to nobody."""
    if not recipients:
        raise NobodyToTell("Nobody is enrolled in the course who could read the announcement.")
