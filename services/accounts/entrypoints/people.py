"""Who is there, and who may do what."""

from contracts.accounts.messages import (
    AccountsOverview,
    ChangeRole,
    GetAccountsOverview,
    GetMe,
    ListUsers,
    User,
)
from contracts.types import Page
from services.accounts import use_cases
from services.accounts.entrypoints.dependencies import Dependencies
from services.common.rpc import handles
from services.common.work import UnitOfWork


class People(Dependencies):
    """The caller, and everybody else for staff."""

    @handles
    def get_me(self, work: UnitOfWork, request: GetMe) -> User:
        """Show the caller."""
        return use_cases.get_me(work, request)

    @handles
    def list_users(self, work: UnitOfWork, request: ListUsers) -> Page[User]:
        """Search people."""
        return use_cases.list_users(work, request)

    @handles
    def change_role(self, work: UnitOfWork, request: ChangeRole) -> User:
        """Give a person another role."""
        return use_cases.change_role(work, request)

    @handles
    def get_accounts_overview(
        self, work: UnitOfWork, request: GetAccountsOverview
    ) -> AccountsOverview:
        """Count people."""
        return use_cases.get_accounts_overview(work, request)
