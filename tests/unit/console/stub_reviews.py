"""The part of the stub that moderators use."""

from abc import abstractmethod
from typing import Any, TypeVar

from contracts.base import Command
from contracts.courses.reviews import (
    HideReview,
    KeepReview,
    ListModeratedReviews,
    ModeratedReview,
    RestoreReview,
    ReviewQueue,
)
from contracts.types import Page
from tests.unit.console import sample_reviews

ItemT = TypeVar("ItemT")


class ModeratedAcademy:
    """Reviews that wait, and reviews that are hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.reported = sample_reviews.make_reported()
        self.hidden: list[ModeratedReview] = []

    async def list_moderated_reviews(self, request: ListModeratedReviews) -> Page[ModeratedReview]:
        waits = request.queue is ReviewQueue.REPORTED
        return await self._answer(request, Page(items=self.reported if waits else self.hidden))

    def moderate(self, request: Command[Any]) -> None:
        """Move a review from one list to the other."""
        if not isinstance(request, HideReview | KeepReview | RestoreReview):
            return
        known = [*self.reported, *self.hidden]
        review = next(one for one in known if one.id == request.review_id)
        self.reported = [one for one in self.reported if one is not review]
        self.hidden = [one for one in self.hidden if one is not review]
        if isinstance(request, HideReview):
            self.hidden.append(sample_reviews.hide(review, request.reason))

    @abstractmethod
    async def _answer(self, request: object, reply: ItemT) -> ItemT: ...
