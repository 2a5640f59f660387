"""Calls about people and what they have ordered."""

from console.calls.asking import Asking
from contracts.accounts.messages import ListUsers, User
from contracts.payments.messages import AdminOrder, ListAllOrders
from contracts.types import Page


class PeopleCalls(Asking):
    """Looking people and their orders up."""

    async def list_users(self, request: ListUsers) -> Page[User]:
        """One page of people."""
        return await self._ask(request)

    async def list_orders(self, request: ListAllOrders) -> Page[AdminOrder]:
        """One page of orders."""
        return await self._ask(request)
