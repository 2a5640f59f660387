"""Looking through a person's eyes: asked for with a reason, entered with a code, ended in time."""

from contracts.accounts.errors import ImpersonationCodeSpent, NoImpersonation
from contracts.accounts.impersonation import (
    EndImpersonation,
    EnterImpersonation,
    ImpersonationSession,
    ImpersonationStarted,
    ImpersonationTicket,
    StartImpersonation,
)
from contracts.permissions import permission_of
from services.accounts import models, policies
from services.accounts.config import AccountsSettings
from services.accounts.repository import (
    ImpersonationRepository,
    SessionRepository,
    UserRepository,
)
from services.accounts.repository.impersonations import one_view, overdue
from services.accounts.tokens import Claims, fingerprint, new_secret
from services.accounts.use_cases.issuing import signed
from services.accounts.use_cases.people import audit_person, to_user
from services.accounts.use_cases.standing import ensure_standing
from services.accounts.use_cases.views import audit_view, end_views
from services.common.work import Begin, UnitOfWork

LEFT = "left"
TIME_IS_UP = "time is up"


def start_impersonation(begin: Begin, request: StartImpersonation) -> ImpersonationTicket:
    """Hand out a code for a view; the code itself is stored nowhere."""
    secret = new_secret()
    with begin() as work:
        role = ensure_standing(work, request)
        policies.ensure_other(work.actor, request.user_id)
        policies.ensure_may_write(role, write=request.write)
        user = UserRepository(work.session).get(request.user_id)
        policies.ensure_viewable(user)
        view = _new(work, request, secret)
        ImpersonationRepository(work.session).add(view)
        rights = {"write": request.write}
        audit_person(work, "impersonation.requested", user, reason=request.reason, after=rights)
    return ImpersonationTicket(code=secret, expires_at=view.code_expires_at)


def enter_impersonation(
    begin: Begin, settings: AccountsSettings, request: EnterImpersonation
) -> ImpersonationSession:
    """Begin the view, if who asked for it still may and the person still can be viewed."""
    with begin() as work:
        view = ImpersonationRepository(work.session).enter(fingerprint(request.code), work.now)
        if view is None:
            raise ImpersonationCodeSpent("Ask for a new one.")
        impersonator = _still_allowed(work, view)
        user = UserRepository(work.session).get(view.user_id)
        policies.ensure_viewable(user)
        view.ends_at = work.now + policies.VIEW_LIFE
        SessionRepository(work.session).add(_session(work, view))
        _announce(work, view, impersonator)
        return ImpersonationSession(
            access_token=signed(work, settings, _claims(view, user), policies.VIEW_LIFE),
            expires_in=int(policies.VIEW_LIFE.total_seconds()),
            user=to_user(user),
            impersonator_name=impersonator.name,
            read_only=view.read_only,
        )


def end_impersonation(work: UnitOfWork, _request: EndImpersonation) -> None:
    """Leave the view; leaving it again changes nothing."""
    if work.actor.impersonator_id is None or work.actor.session_id is None:
        raise NoImpersonation("This is your own session.")
    end_views(work, LEFT, one_view(work.actor.session_id))


def end_overdue_impersonations(begin: Begin) -> None:
    """End the views whose time is up."""
    with begin() as work:
        end_views(work, TIME_IS_UP, overdue(work.now))


def _new(work: UnitOfWork, request: StartImpersonation, secret: str) -> models.Impersonation:
    return models.Impersonation(
        user_id=request.user_id,
        impersonator_id=work.actor.user_id,
        impersonator_session_id=work.actor.session_id,
        reason=request.reason,
        read_only=not request.write,
        code_hash=fingerprint(secret),
        created_at=work.now,
        code_expires_at=work.now + policies.CODE_LIFE,
        ends_at=work.now + policies.CODE_LIFE,
    )


def _still_allowed(work: UnitOfWork, view: models.Impersonation) -> models.User:
    """Whoever asked for the view, as they are now."""
    people = UserRepository(work.session)
    standing = people.find_standing(view.impersonator_id)
    role = policies.ensure_standing(permission_of(StartImpersonation), standing)
    policies.ensure_may_write(role, write=not view.read_only)
    return people.get(view.impersonator_id)


def _session(work: UnitOfWork, view: models.Impersonation) -> models.Session:
    return models.Session(
        id=view.id,
        user_id=view.user_id,
        created_at=work.now,
        expires_at=view.ends_at,
        authenticated_at=work.now,
        methods=[],
        last_used_at=work.now,
        impersonator_id=view.impersonator_id,
    )


def _claims(view: models.Impersonation, user: models.User) -> Claims:
    """The person's rights, without any proof of their identity."""
    return Claims(
        user_id=user.id,
        role=user.role,
        session_id=view.id,
        version=user.token_version,
        impersonator_id=view.impersonator_id,
        read_only=view.read_only,
    )


def _announce(work: UnitOfWork, view: models.Impersonation, impersonator: models.User) -> None:
    ends_at = view.ends_at.isoformat()
    rights = {"write": not view.read_only, "ends_at": ends_at}
    address = work.address
    audit_view(work, "impersonation.started", view, reason=view.reason, address=address, **rights)
    work.record(
        ImpersonationStarted(
            user_id=view.user_id,
            impersonator_id=impersonator.id,
            impersonator_name=impersonator.name,
            reason=view.reason,
            read_only=view.read_only,
            ends_at=view.ends_at,
        )
    )
