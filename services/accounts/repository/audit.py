"""What admins did; nothing here changes or removes an entry."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.accounts.messages import ListAuditEntries
from services.accounts import models
from services.accounts.repository.pages import rows_of_page


class AuditRepository:
    """What admins did; nothing here changes or removes an entry."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, entry: models.AuditEntry) -> None:
        """Write an entry."""
        self._session.add(entry)
        self._session.flush()

    def list_newest(self, request: ListAuditEntries) -> tuple[list[models.AuditEntry], str | None]:
        """Entries, newest first."""
        table = models.AuditEntry
        keys = [table.recorded_at.desc(), table.id.desc()]
        return rows_of_page(
            self._session, select(table), keys=keys, after=request.after, limit=request.limit
        )
