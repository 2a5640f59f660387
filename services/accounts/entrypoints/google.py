"""Signing in with Google."""

from contracts.accounts.google import (
    GetSignInMethods,
    GetSignInSettings,
    GoogleVisit,
    LinkGoogle,
    ProveGoogleLink,
    SignInMethods,
    SignInSettings,
    SignInWithGoogle,
    StartGoogleLink,
    StartGoogleSignIn,
    StartGoogleStepUp,
    StepUpWithGoogle,
    UnlinkGoogle,
)
from contracts.accounts.messages import Session
from contracts.accounts.second_factors import FreshToken
from services.accounts import use_cases
from services.accounts.entrypoints.dependencies import Dependencies
from services.accounts.integrations.providers import Google
from services.common.rpc import handles, handles_in_steps
from services.common.timers import every
from services.common.work import Begin, UnitOfWork


class GoogleSignIn(Dependencies):
    """Visits to Google, and the accounts that come back from there."""

    google = Google()

    @handles
    def get_sign_in_methods(self, _: UnitOfWork, request: GetSignInMethods) -> SignInMethods:
        """Say which ways in are offered."""
        return use_cases.get_sign_in_methods(self.google, request)

    @handles
    def get_sign_in_settings(self, work: UnitOfWork, request: GetSignInSettings) -> SignInSettings:
        """Show how the caller signs in."""
        return use_cases.get_sign_in_settings(work, request)

    @handles_in_steps
    def start_google_sign_in(self, begin: Begin, request: StartGoogleSignIn) -> GoogleVisit:
        """Begin a visit in order to sign in."""
        return use_cases.start_google_sign_in(begin, self.google, request)

    @handles_in_steps
    def start_google_link(self, begin: Begin, request: StartGoogleLink) -> GoogleVisit:
        """Begin a visit in order to link."""
        return use_cases.start_google_link(begin, self.google, request)

    @handles_in_steps
    def sign_in_with_google(self, begin: Begin, request: SignInWithGoogle) -> Session:
        """Sign in after a visit."""
        return use_cases.sign_in_with_google(begin, self.google, self.settings, request)

    @handles_in_steps
    def prove_google_link(self, begin: Begin, request: ProveGoogleLink) -> Session:
        """Link and sign in with the password of the account."""
        return use_cases.prove_google_link(begin, self.passwords, self.settings, request)

    @handles_in_steps
    def link_google(self, begin: Begin, request: LinkGoogle) -> None:
        """Link after a visit."""
        use_cases.link_google(begin, self.google, request)

    @handles_in_steps
    def start_google_step_up(self, begin: Begin, request: StartGoogleStepUp) -> GoogleVisit:
        """Begin a visit in order to show who the caller is."""
        return use_cases.start_google_step_up(begin, self.google, request)

    @handles_in_steps
    def step_up_with_google(self, begin: Begin, request: StepUpWithGoogle) -> FreshToken:
        """Take Google's word for who the caller is."""
        return use_cases.step_up_with_google(begin, self.google, self.settings, request)

    @handles
    def unlink_google(self, work: UnitOfWork, request: UnlinkGoogle) -> None:
        """Do without the Google account."""
        use_cases.unlink_google(work, request)

    @every(seconds=3600)
    def forget_google_visits(self, begin: Begin) -> None:
        """Forget visits that nobody comes back from."""
        use_cases.forget_google_visits(begin)
