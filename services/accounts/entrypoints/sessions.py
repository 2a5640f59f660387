"""Signing in, staying signed in, signing out."""

from contracts.accounts.messages import (
    JwkSet,
    ListSigningKeys,
    RefreshSession,
    Session,
    SignIn,
    SignOut,
)
from contracts.accounts.sessions import (
    Devices,
    EndOtherSessions,
    EndSession,
    ListRevocations,
    ListSessions,
    Revocations,
)
from services.accounts import use_cases
from services.accounts.entrypoints.dependencies import Dependencies
from services.common.rpc import handles, handles_in_steps
from services.common.timers import every
from services.common.work import Begin, UnitOfWork


class Sessions(Dependencies):
    """Sessions, their devices, and the keys that sign their tokens."""

    @handles_in_steps
    def sign_in(self, begin: Begin, request: SignIn) -> Session:
        """Begin a session."""
        return use_cases.sign_in(begin, self.passwords, self.settings, request)

    @handles_in_steps
    def refresh_session(self, begin: Begin, request: RefreshSession) -> Session:
        """Renew a session."""
        return use_cases.refresh_session(begin, self.settings, request)

    @handles
    def sign_out(self, work: UnitOfWork, request: SignOut) -> None:
        """End a session."""
        use_cases.sign_out(work, request)

    @handles_in_steps
    def list_signing_keys(self, begin: Begin, request: ListSigningKeys) -> JwkSet:
        """Show the public keys."""
        return use_cases.list_signing_keys(begin, self.settings.token_encryption_key, request)

    @handles
    def list_sessions(self, work: UnitOfWork, request: ListSessions) -> Devices:
        """Show the caller's devices."""
        return use_cases.list_sessions(work, request)

    @handles
    def end_session(self, work: UnitOfWork, request: EndSession) -> None:
        """Sign one device out."""
        use_cases.end_one_session(work, request)

    @handles
    def end_other_sessions(self, work: UnitOfWork, request: EndOtherSessions) -> None:
        """Sign the other devices out."""
        use_cases.end_other_sessions(work, request)

    @handles
    def list_revocations(self, work: UnitOfWork, request: ListRevocations) -> Revocations:
        """Tell gateways what to refuse."""
        return use_cases.list_revocations(work, request)

    @every(seconds=3600)
    def rotate_signing_key(self, begin: Begin) -> None:
        """Announce the next key in time."""
        use_cases.rotate_if_due(begin, self.settings.token_encryption_key)

    @every(seconds=3600)
    def remove_expired(self, begin: Begin) -> None:
        """Forget what has ended."""
        use_cases.remove_expired(begin)
