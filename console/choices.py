"""Ways to do something about a person, each with what follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

from console.devices import device_line
from contracts.accounts.messages import User
from contracts.accounts.sessions import Device
from contracts.types import Role

WayT = TypeVar("WayT")


@dataclass(frozen=True)
class Choice(Generic[WayT]):
    """One way under its name, and what follows."""

    way: WayT
    label: str
    consequence: str


class Chosen(NamedTuple, Generic[WayT]):
    """The way that was taken, and why."""

    way: WayT
    reason: str = ""


def sign_out_choices(devices: Sequence[Device], now: datetime) -> list[Choice[UUID | None]]:
    """Everywhere, or on one device under the id of its session."""
    lost = "They have to sign in again {}; nothing else changes."
    choices = [Choice[UUID | None](None, "Everywhere", lost.format("on every device"))]
    there = lost.format("there")
    choices += [Choice(each.id, device_line(each, now), there) for each in devices]
    return choices


def view_choices(actor: User | None) -> list[Choice[bool]]:
    """Looking only, or, for an admin, acting as the person."""
    told = "For a quarter of an hour, recorded in the audit log. "
    choices = [Choice(way=False, label="Look only", consequence=f"{told}Nothing can be changed.")]
    if actor is not None and actor.role is Role.ADMIN:
        acting = f"{told}What you do counts as theirs, through you."
        choices.append(Choice(way=True, label="Act as them", consequence=acting))
    return choices
