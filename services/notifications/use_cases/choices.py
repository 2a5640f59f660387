"""What people want to be told."""

from cryptography.fernet import InvalidToken

from contracts.notifications.errors import UnsubscribeLinkUnknown
from contracts.notifications.messages import (
    ChangeNotificationSetting,
    GetNotificationSettings,
    NotificationChannel,
    NotificationKind,
    NotificationSetting,
    Unsubscribe,
)
from services.common.sealing import unseal
from services.common.work import UnitOfWork
from services.notifications import policies
from services.notifications.config import MailSettings
from services.notifications.repository import ChoiceRepository


def get_notification_settings(
    work: UnitOfWork, _request: GetNotificationSettings
) -> list[NotificationSetting]:
    """Every kind that concerns the caller; what they have not chosen is on."""
    chosen = ChoiceRepository(work.session).list_of(work.actor.user_id)
    return [
        NotificationSetting(
            kind=kind,
            channel=channel,
            enabled=chosen.get((kind, channel), True),
            fixed=policies.is_fixed(kind),
        )
        for kind in NotificationKind
        if policies.concerns(kind, work.actor.role)
        for channel in NotificationChannel
    ]


def change_notification_setting(
    work: UnitOfWork, request: ChangeNotificationSetting
) -> list[NotificationSetting]:
    """Remember a choice."""
    policies.ensure_changeable(request.kind)
    ChoiceRepository(work.session).choose(
        work.actor.user_id, request.kind, request.channel, enabled=request.enabled
    )
    return get_notification_settings(work, GetNotificationSettings())


def unsubscribe(work: UnitOfWork, settings: MailSettings, request: Unsubscribe) -> NotificationKind:
    """Switch off what a mail was about; whoever holds the mail may."""
    try:
        text = unseal(request.token, settings.mail_sealing_key)
    except InvalidToken:
        raise UnsubscribeLinkUnknown("Use the link of the mail as it is.") from None
    user_id, kind = policies.read_subscription(text)
    policies.ensure_changeable(kind)
    ChoiceRepository(work.session).choose(user_id, kind, NotificationChannel.EMAIL, enabled=False)
    return kind
