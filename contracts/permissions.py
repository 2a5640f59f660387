"""Who may do what: the rows of `permissions.toml`, asked by the gateway and by every service."""

import time
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, cast

import msgspec

from contracts.accounts.errors import SecondFactorMissing
from contracts.base import Command, Request
from contracts.errors import Forbidden, ReadOnlyImpersonation, StepUpRequired, Unauthenticated
from contracts.types import STAFF, Actor, Role

STEP_UP_SECONDS = 600
"""How long a proof of identity counts for dangerous acts."""

GUEST = "guest"
GROUPS: dict[str, frozenset[str]] = {
    "everyone": frozenset({GUEST, *Role}),
    "members": frozenset(Role),
    "authors": frozenset({Role.TEACHER, Role.ADMIN}),
    "staff": frozenset(STAFF),
}

Reach = Literal["any", "own"]
"""Whose things: everybody's, or only the caller's own (the owning service decides what is)."""


class Permission(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """One row: who is allowed, after which proof, and whether in somebody else's name.

    `confined` rows serve those who still have to set up a second factor, too; `looking` rows let
    through a command that even those may run who only look on in somebody else's name.
    """

    allow: dict[str, Reach]
    step_up: bool = False
    impersonation: bool = True
    confined: bool = False
    looking: bool = False

    @property
    def is_public(self) -> bool:
        """Whether a guest may ask."""
        return self.reach(None) is not None

    @property
    def is_for_staff(self) -> bool:
        """Whether only who works for the academy may ask."""
        return not any(self.reach(role) for role in (None, Role.STUDENT, Role.TEACHER))

    def reach(self, role: Role | None) -> Reach | None:
        """Whose things a role may touch; None says that it may not ask at all."""
        return self._reaches.get(role)

    @cached_property
    def _reaches(self) -> dict[Role | None, Reach]:
        """The reach of each role that may ask, asked for at every request."""
        found = {role: self._find(GUEST if role is None else role.value) for role in (None, *Role)}
        return {role: reach for role, reach in found.items() if reach is not None}

    def _find(self, name: str) -> Reach | None:
        if name in self.allow:
            return self.allow[name]
        groups = (reach for group, reach in self.allow.items() if name in GROUPS.get(group, ()))
        return next(groups, None)


class Matrix(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All rows: of requests by `service.method`, of other routes and socket events by name."""

    requests: dict[str, Permission]
    routes: dict[str, Permission]
    sockets: dict[str, Permission]


MATRIX = msgspec.toml.decode(Path(__file__).with_name("permissions.toml").read_bytes(), type=Matrix)


@cache
def name_of(request: type[Request[Any]]) -> str:
    """Under which name a request stands in the file."""
    return f"{request.service}.{request.method()}"


def permission_of(request: type[Request[Any]]) -> Permission:
    """The row of a request; raises `KeyError` when it has none."""
    return MATRIX.requests[name_of(request)]


def ensure_permitted(request: type[Request[Any]], actor: Actor | None) -> None:
    """Refuse who may not ask this at all; what has no row is nobody's to ask."""
    row = MATRIX.requests.get(name_of(request))
    if row is None:
        raise Forbidden("Nobody is allowed to do this.")
    ensure_role(row, actor)
    if actor is None:
        return
    if actor.impersonator_id is not None:
        _ensure_own_act(row, actor, changes=issubclass(request, Command))
    if row.step_up:
        ensure_fresh(actor)


def ensure_role(row: Permission, actor: Actor | None) -> None:
    """Refuse roles that the row does not name, and who has to do something else first."""
    allowed = row.reach(actor.role if actor else None) is not None
    if actor is None:
        if not allowed:
            raise Unauthenticated("Sign in to go on.")
    elif not allowed:
        raise Forbidden("Your role does not include this.")
    elif actor.confined and not row.confined:
        raise SecondFactorMissing("Your role needs one. Everything else opens right after.")


def ensure_fresh(actor: Actor) -> None:
    """Refuse who has not proven lately who they are (RFC 9470)."""
    if time.time() - actor.authenticated_at > STEP_UP_SECONDS:
        raise StepUpRequired(
            "Show once more that it is you, then go on.", {"max_age": STEP_UP_SECONDS}
        )


def _ensure_own_act(row: Permission, actor: Actor, *, changes: bool) -> None:
    if not row.impersonation:
        raise ReadOnlyImpersonation("Only the person themselves can do this.")
    if changes and actor.read_only and not row.looking:
        raise ReadOnlyImpersonation("You are looking, not acting: nothing can be changed.")


def may(role: Role | None, request: type[Request[Any]]) -> bool:
    """Whether a role may ask this at all: what a screen offers."""
    row = MATRIX.requests.get(name_of(request))
    return row is not None and row.reach(role) is not None


def groups() -> tuple[str, ...]:
    """Every name that may stand in `allow`."""
    return (GUEST, *cast("tuple[str, ...]", tuple(Role)), *GROUPS)
