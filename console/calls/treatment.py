"""Calls about one person, what staff do about them, and proposals of admins."""

from typing import TypeVar

from console.calls.asking import Asking
from console.person_story import GetPersonStory, PersonStory
from contracts.accounts.proposals import ListRoleProposals, RoleProposal
from contracts.base import Command
from contracts.types import Page

ReplyT = TypeVar("ReplyT")


class TreatmentCalls(Asking):
    """Reading one person's story, and acting on it."""

    async def get_person_story(self, request: GetPersonStory) -> PersonStory:
        """Everything about one person."""
        return await self._ask(request)

    async def treat(self, request: Command[ReplyT]) -> ReplyT:
        """Carry out one act about a person or a proposal."""
        return await self._ask(request)

    async def list_role_proposals(self, request: ListRoleProposals) -> Page[RoleProposal]:
        """One page of proposals to make somebody an admin."""
        return await self._ask(request)
