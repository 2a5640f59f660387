"""What workers and the live connection tell the screens."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from textual.message import Message

from contracts.accounts.messages import User
from contracts.errors import ServiceError
from contracts.types import Page

ItemT = TypeVar("ItemT")


class LiveState(StrEnum):
    """How the live connection stands."""

    OFF = "off"
    CONNECTING = "connecting"
    LIVE = "live"
    LOST = "lost"


class LiveStateChanged(Message):
    """The live connection came or went."""

    def __init__(self, state: LiveState) -> None:
        super().__init__()
        self.state = state


class LiveEvent(Message):
    """Something happened in the academy just now."""

    def __init__(self, event_type: str, data: dict[str, Any], at: datetime) -> None:
        super().__init__()
        self.event_type = event_type
        self.data = data
        self.at = at


class SignedIn(Message):
    """Somebody of the staff is at the desk."""

    def __init__(self, user: User) -> None:
        super().__init__()
        self.user = user


class SessionLost(Message):
    """The gateway no longer takes our session; `detail` says why in a sentence."""

    def __init__(self, detail: str) -> None:
        super().__init__()
        self.detail = detail


class Loaded(Message, Generic[ItemT]):
    """What a screen asked for arrived."""

    def __init__(self, content: ItemT) -> None:
        super().__init__()
        self.content = content


class MoreLoaded(Message, Generic[ItemT]):
    """The page after the rows that are already shown arrived."""

    def __init__(self, page: Page[ItemT]) -> None:
        super().__init__()
        self.page = page


class NewerLoaded(Message, Generic[ItemT]):
    """What is newer than the rows that are shown arrived."""

    def __init__(self, page: Page[ItemT]) -> None:
        super().__init__()
        self.page = page


class LoadFailed(Message):
    """What a screen asked for did not arrive."""

    def __init__(self, refusal: ServiceError) -> None:
        super().__init__()
        self.refusal = refusal


class ActionDone(Message, Generic[ItemT]):
    """An action succeeded; `outcome` is what it left behind."""

    def __init__(self, sentence: str, outcome: ItemT) -> None:
        super().__init__()
        self.sentence = sentence
        self.outcome = outcome


class ActionRefused(Message):
    """An action was refused and changed nothing."""

    def __init__(self, refusal: ServiceError) -> None:
        super().__init__()
        self.refusal = refusal
