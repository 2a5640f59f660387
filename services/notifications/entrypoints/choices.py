"""What people want to be told, and how they are reached."""

from contracts.accounts.profiles import ProfileChanged
from contracts.notifications.messages import (
    ChangeNotificationSetting,
    GetNotificationSettings,
    NotificationKind,
    NotificationSetting,
    Unsubscribe,
)
from services.common.events import reacts_to
from services.common.rpc import handles
from services.common.work import UnitOfWork
from services.notifications.entrypoints.dependencies import Dependencies
from services.notifications.use_cases import choices, contacts


class Choices(Dependencies):
    """Settings by kind and channel."""

    @handles
    def get_notification_settings(
        self, work: UnitOfWork, request: GetNotificationSettings
    ) -> list[NotificationSetting]:
        """Show what the caller is told."""
        return choices.get_notification_settings(work, request)

    @handles
    def change_notification_setting(
        self, work: UnitOfWork, request: ChangeNotificationSetting
    ) -> list[NotificationSetting]:
        """Switch a kind on or off."""
        return choices.change_notification_setting(work, request)

    @handles
    def unsubscribe(self, work: UnitOfWork, request: Unsubscribe) -> NotificationKind:
        """Switch off what a mail was about."""
        return choices.unsubscribe(work, self.settings, request)

    @reacts_to(ProfileChanged)
    def remember_profile(self, work: UnitOfWork, event: ProfileChanged) -> None:
        """Keep somebody's new name and language."""
        contacts.remember_profile(work, event)
