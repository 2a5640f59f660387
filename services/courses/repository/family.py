"""Queries of the copy of who answers for whom."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.courses.models import Guardianship


class GuardianshipRepository:
    """Guardianships, as the accounts service told them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, guardianship_id: UUID, guardian_id: UUID, learner_id: UUID) -> None:
        """Remember a guardianship; one that is known stays as it is."""
        row = {"id": guardianship_id, "guardian_id": guardian_id, "learner_id": learner_id}
        self._session.execute(insert(Guardianship).values(row).on_conflict_do_nothing())

    def end(
        self, guardianship_id: UUID, guardian_id: UUID, learner_id: UUID, now: datetime
    ) -> None:
        """Remember that a guardianship is over."""
        row = {"id": guardianship_id, "guardian_id": guardian_id, "learner_id": learner_id}
        statement = insert(Guardianship).values(**row, ended_at=now)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_={"ended_at": now})
        )

    def answers_for(self, guardian_id: UUID, learner_id: UUID) -> bool:
        """Whether somebody is a learner's guardian now."""
        statement = select(literal(1)).where(
            Guardianship.guardian_id == guardian_id,
            Guardianship.learner_id == learner_id,
            Guardianship.ended_at.is_(None),
        )
        return self._session.execute(statement.limit(1)).first() is not None
