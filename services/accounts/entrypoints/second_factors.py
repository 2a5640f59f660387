"""Second factors, passkeys, and showing once more who one is."""

from contracts.accounts.messages import Session
from contracts.accounts.passkeys import (
    AddPasskey,
    Passkey,
    PasskeyAdded,
    PasskeyOffer,
    RemovePasskey,
    RenamePasskey,
    SignInWithPasskey,
    StartPasskey,
    StartPasskeySignIn,
)
from contracts.accounts.second_factors import (
    ConfirmTotp,
    FreshToken,
    GetSecondFactors,
    PassSecondFactor,
    RecoveryCodes,
    RemoveTotp,
    RenewRecoveryCodes,
    SecondFactors,
    StartStepUp,
    StartTotp,
    StepUp,
    StepUpOffer,
    TotpEnrollment,
)
from services.accounts import use_cases
from services.accounts.entrypoints.dependencies import Dependencies
from services.common.rpc import handles, handles_in_steps
from services.common.work import Begin, UnitOfWork


class SecondFactorDesk(Dependencies):
    """Authenticator apps, recovery codes, passkeys."""

    @handles
    def get_second_factors(self, work: UnitOfWork, request: GetSecondFactors) -> SecondFactors:
        """Show what the caller has."""
        return use_cases.get_second_factors(work, self.settings, request)

    @handles_in_steps
    def start_totp(self, begin: Begin, request: StartTotp) -> TotpEnrollment:
        """Show a secret for an authenticator app."""
        return use_cases.start_totp(begin, self.settings, request)

    @handles_in_steps
    def confirm_totp(self, begin: Begin, request: ConfirmTotp) -> RecoveryCodes:
        """Turn the app on."""
        return use_cases.confirm_totp(begin, self.settings, request)

    @handles
    def remove_totp(self, work: UnitOfWork, request: RemoveTotp) -> None:
        """Do without the app."""
        use_cases.remove_totp(work, request)

    @handles_in_steps
    def renew_recovery_codes(self, begin: Begin, request: RenewRecoveryCodes) -> RecoveryCodes:
        """Make ten new codes."""
        return use_cases.renew_recovery_codes(begin, request)

    @handles_in_steps
    def start_passkey(self, begin: Begin, request: StartPasskey) -> PasskeyOffer:
        """Begin to add a passkey."""
        return use_cases.start_passkey(begin, self.settings, request)

    @handles_in_steps
    def add_passkey(self, begin: Begin, request: AddPasskey) -> PasskeyAdded:
        """Keep a passkey."""
        return use_cases.add_passkey(begin, self.settings, request)

    @handles
    def rename_passkey(self, work: UnitOfWork, request: RenamePasskey) -> Passkey:
        """Rename a passkey."""
        return use_cases.rename_passkey(work, request)

    @handles
    def remove_passkey(self, work: UnitOfWork, request: RemovePasskey) -> None:
        """Forget a passkey."""
        use_cases.remove_passkey(work, request)

    @handles_in_steps
    def start_passkey_sign_in(self, begin: Begin, request: StartPasskeySignIn) -> PasskeyOffer:
        """Begin to sign in with a passkey."""
        return use_cases.start_passkey_sign_in(begin, self.settings, request)

    @handles_in_steps
    def sign_in_with_passkey(self, begin: Begin, request: SignInWithPasskey) -> Session:
        """Sign in with a passkey alone."""
        return use_cases.sign_in_with_passkey(begin, self.settings, request)

    @handles_in_steps
    def pass_second_factor(self, begin: Begin, request: PassSecondFactor) -> Session:
        """Finish signing in."""
        return use_cases.pass_second_factor(begin, self.settings, request)

    @handles_in_steps
    def start_step_up(self, begin: Begin, request: StartStepUp) -> StepUpOffer:
        """Say how the caller can show that it is them."""
        return use_cases.start_step_up(begin, self.settings, request)

    @handles_in_steps
    def step_up(self, begin: Begin, request: StepUp) -> FreshToken:
        """Take the proof."""
        return use_cases.step_up(begin, self.passwords, self.settings, request)
