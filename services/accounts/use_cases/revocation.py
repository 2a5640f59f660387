"""Ending sessions and outdating tokens, everywhere and at once.

The events reach every gateway; those that miss one ask for the list every few seconds. Rows are
locked in one order, so that no two who end the same things wait for each other: people, their own
sessions, views, the sessions of views.
"""

from uuid import UUID

from contracts.accounts.sessions import (
    ListRevocations,
    Revocations,
    SessionsRevoked,
    TokensOutdated,
)
from services.accounts import models, policies
from services.accounts.repository import SessionRepository, UserRepository
from services.accounts.repository.impersonations import (
    concerning,
    one_view,
    opened_from,
    resting_on,
)
from services.accounts.use_cases.views import end_views
from services.common.work import UnitOfWork

RIGHTS_CHANGED = "rights changed"


def end_session(work: UnitOfWork, session_id: UUID, because: str) -> UUID | None:
    """End one session and the views opened from it, or one view.

    Answers whose session it was, None when it had ended or is a view.
    """
    end_views(work, because, one_view(session_id))
    user_id = SessionRepository(work.session).revoke(session_id, because, work.now)
    if user_id is not None:
        _announce(work, user_id, [session_id], because)
    end_views(work, because, opened_from([session_id]))
    return user_id


def end_sessions(work: UnitOfWork, user_id: UUID, because: str, *, but: UUID | None = None) -> None:
    """End every session of a person, perhaps all but the one they use, and all views of them."""
    ended = SessionRepository(work.session).revoke_all(user_id, because, work.now, but=but)
    if ended:
        _announce(work, user_id, ended, because)
    end_views(work, because, resting_on(user_id, ended))


def outdate_tokens(work: UnitOfWork, user: models.User) -> None:
    """Make gateways refuse the access tokens of a person; a refresh gets them a current one.

    Nothing renews the token of a view, so whatever the person or somebody in their name views ends.
    """
    user.token_version += 1
    user.tokens_outdated_at = work.now
    end_views(work, RIGHTS_CHANGED, concerning(user.id))
    work.record(TokensOutdated(user_id=user.id, version=user.token_version))


def list_revocations(work: UnitOfWork, _request: ListRevocations) -> Revocations:
    """What gateways have to refuse although it has not expired."""
    since = policies.trusted_since(work.now)
    return Revocations(
        sessions=SessionRepository(work.session).list_revoked(since),
        versions=UserRepository(work.session).list_token_versions(since),
    )


def _announce(work: UnitOfWork, user_id: UUID, ended: list[UUID], because: str) -> None:
    work.record(SessionsRevoked(user_id=user_id, session_ids=ended, because=because))
