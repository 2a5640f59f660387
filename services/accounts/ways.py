"""How a person can show who they are, as a value."""

import msgspec


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """How a person can show who they are."""

    password: bool = False
    totp: bool = False
    passkeys: int = 0
    recovery_codes: int = 0
    google: bool = False

    @property
    def second_factor(self) -> bool:
        """Whether signing in takes two steps."""
        return self.totp or self.passkeys > 0
