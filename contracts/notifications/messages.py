"""Conversations with the notifications service: what people want to be told, and how."""

from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta

from contracts.base import Command, Message, Query

UnsubscribeToken = Annotated[str, Meta(min_length=16, max_length=500)]


class NotificationKind(StrEnum):
    """What a message is about, as people choose it."""

    SECURITY = "security"
    RECEIPTS = "receipts"
    FAMILY = "family"
    LEARNING = "learning"
    TEACHING = "teaching"


class NotificationChannel(StrEnum):
    """How a message reaches a person."""

    EMAIL = "email"


class NotificationSetting(Message, frozen=True, kw_only=True):
    """Whether messages of a kind come over a channel; `fixed` ones always do."""

    kind: NotificationKind
    channel: NotificationChannel
    enabled: bool
    fixed: bool


class GetNotificationSettings(Query[list[NotificationSetting]], frozen=True, kw_only=True):
    """What the caller is told, by kind and channel."""

    service: ClassVar[str] = "notifications"


class ChangeNotificationSetting(Command[list[NotificationSetting]], frozen=True, kw_only=True):
    """Switch messages of a kind on or off for a channel."""

    service: ClassVar[str] = "notifications"

    kind: NotificationKind
    channel: NotificationChannel
    enabled: bool


class Unsubscribe(Command[NotificationKind], frozen=True, kw_only=True):
    """Switch off what a mail was about, by the token in that mail; needs no sign-in (RFC 8058)."""

    service: ClassVar[str] = "notifications"

    token: UnsubscribeToken
