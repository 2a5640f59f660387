"""Who answers for whom, and what they agreed to."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from contracts.accounts.errors import GuardianshipNotFound
from contracts.accounts.guardianships import GuardianshipOrigin, GuardianshipState
from services.accounts.models import Consent, Guardianship, User

Shown = tuple[Guardianship, User, User | None]
"""A guardianship, its learner, and its guardian if they have an account."""

_Learner, _Guardian = aliased(User), aliased(User)
_SHOWN: Select[Guardianship, User, User] = (
    select(Guardianship, _Learner, _Guardian)
    .join(_Learner, _Learner.id == Guardianship.learner_id)
    .outerjoin(_Guardian, _Guardian.id == Guardianship.guardian_id)
)
_OPEN = Guardianship.state.in_([GuardianshipState.PENDING, GuardianshipState.ACTIVE])


class GuardianshipRepository:
    """Guardianships and the consents behind them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, values: dict[str, object]) -> Guardianship | None:
        """Remember a guardianship; None when the two have an open one already."""
        statement = insert(Guardianship).values(values).on_conflict_do_nothing()
        return self._session.scalar(statement.returning(Guardianship))

    def get_for_update(self, guardianship_id: UUID) -> Guardianship:
        """The guardianship with that id, locked until the work ends."""
        found = self._session.get(Guardianship, guardianship_id, with_for_update=True)
        if found is None:
            raise GuardianshipNotFound("There is no such guardianship.")
        return found

    def get_shown(self, guardianship_id: UUID) -> Shown:
        """A guardianship with the people in it."""
        statement = _SHOWN.where(Guardianship.id == guardianship_id)
        row = self._session.execute(statement).one()
        return row[0], row[1], row[2]

    def list_of_learner(self, learner_id: UUID) -> list[Shown]:
        """Who answers for a learner or has been asked to, the newest first."""
        return self._list(_SHOWN.where(_OPEN, Guardianship.learner_id == learner_id))

    def list_of_guardian(self, guardian_id: UUID, email: str) -> list[Shown]:
        """For whom somebody answers, and who asks for it at their address."""
        mine = or_(
            Guardianship.guardian_id == guardian_id,
            Guardianship.guardian_id.is_(None) & (Guardianship.guardian_email == email),
        )
        return self._list(_SHOWN.where(_OPEN, mine))

    def list_open_for_update(self, user_id: UUID, email: str) -> list[Guardianship]:
        """Every open guardianship that a person has a part in; locked."""
        mine = or_(
            Guardianship.learner_id == user_id,
            Guardianship.guardian_id == user_id,
            Guardianship.guardian_email == email,
        )
        statement = select(Guardianship).where(_OPEN, mine).order_by(Guardianship.id)
        return list(self._session.scalars(statement.with_for_update()))

    def list_every(self, user_id: UUID) -> list[Guardianship]:
        """Every guardianship that a person ever had a part in."""
        mine = or_(Guardianship.learner_id == user_id, Guardianship.guardian_id == user_id)
        statement = select(Guardianship).where(mine).order_by(Guardianship.requested_at)
        return list(self._session.scalars(statement))

    def find_pending_consent(self, learner_id: UUID) -> Guardianship | None:
        """The guardian whose consent a learner's account waits for."""
        waiting = Guardianship.state == GuardianshipState.PENDING
        asked = Guardianship.origin == GuardianshipOrigin.REGISTRATION
        statement = select(Guardianship).where(
            waiting, asked, Guardianship.learner_id == learner_id
        )
        return self._session.scalars(statement.order_by(Guardianship.requested_at.desc())).first()

    def drop_pending_consents(self, learner_id: UUID, but: str, now: datetime) -> None:
        """Ask nobody any more for a learner's consent, except at one address."""
        table = Guardianship
        pending = table.state == GuardianshipState.PENDING, table.learner_id == learner_id
        asked = table.origin == GuardianshipOrigin.REGISTRATION
        values = {"state": GuardianshipState.ENDED, "ended_at": now}
        statement = update(table).where(*pending, asked, table.guardian_email != but)
        self._session.execute(statement.values(values))

    def has_guardian(self, learner_id: UUID) -> bool:
        """Whether somebody answers for a learner now."""
        active = Guardianship.state == GuardianshipState.ACTIVE
        statement = select(literal(1)).where(active, Guardianship.learner_id == learner_id)
        return self._session.execute(statement.limit(1)).first() is not None

    def count_pending_offers(self, guardian_id: UUID) -> int:
        """How many learners have not yet answered a would-be guardian."""
        pending = Guardianship.state == GuardianshipState.PENDING
        mine = pending, Guardianship.guardian_id == guardian_id
        counted = select(func.count()).select_from(Guardianship).where(*mine)
        return self._session.scalar(counted) or 0

    def add_consent(self, consent: Consent) -> None:
        """Record that a guardian agreed."""
        self._session.add(consent)
        self._session.flush()

    def withdraw_consents(self, guardianship_id: UUID, now: datetime) -> None:
        """Record that the consents of a guardianship hold no longer."""
        standing = Consent.guardianship_id == guardianship_id, Consent.withdrawn_at.is_(None)
        self._session.execute(update(Consent).where(*standing).values(withdrawn_at=now))

    def list_consents(self, user_id: UUID) -> list[Consent]:
        """What a person agreed to as a guardian, and what was agreed to for them."""
        mine = or_(Consent.learner_id == user_id, Consent.guardian_id == user_id)
        statement = select(Consent).where(mine).order_by(Consent.given_at)
        return list(self._session.scalars(statement))

    def forget_address(self, email: str, user_id: UUID, pseudonym: str) -> None:
        """Put a pseudonym in place of the address of somebody who is erased."""
        mine = or_(Guardianship.guardian_email == email, Guardianship.guardian_id == user_id)
        self._session.execute(update(Guardianship).where(mine).values(guardian_email=pseudonym))

    def _list(self, statement: Select[Guardianship, User, User]) -> list[Shown]:
        rows = self._session.execute(statement.order_by(Guardianship.requested_at.desc()))
        return [(row[0], row[1], row[2]) for row in rows]
