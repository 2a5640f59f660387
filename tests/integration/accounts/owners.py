"""A person with an account, who does everything that belongs to second factors."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
import pyotp
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.accounts.errors import SecondFactorRequired
from contracts.accounts.messages import Session as SignedIn
from contracts.accounts.messages import SignIn
from contracts.accounts.passkeys import (
    AddPasskey,
    PasskeyAdded,
    PasskeyOffer,
    StartPasskey,
)
from contracts.accounts.second_factors import (
    ConfirmTotp,
    FreshToken,
    GetSecondFactors,
    PassSecondFactor,
    SecondFactorChange,
    SecondFactorChanged,
    SecondFactors,
    StartTotp,
    StepUp,
)
from contracts.accounts.sessions import Client
from contracts.errors import ServiceError
from contracts.types import Actor, Role
from services.accounts import models, use_cases
from services.accounts.config import AccountsSettings
from services.accounts.integrations.passwords import Argon2Passwords
from services.common.desk import Desk
from tests.factories.accounts import PASSWORD
from tests.factories.authenticator import Authenticator
from tests.factories.recorded import events

DeskOf = Callable[[Actor | None], Desk]


class Owner:
    """Knows the password, keeps the app's secret and the keys, and is signed in on one device."""

    def __init__(
        self,
        user: models.User,
        desk_of: DeskOf,
        passwords: Argon2Passwords,
        settings: AccountsSettings,
    ) -> None:
        self.user = user
        self.desk_of = desk_of
        self.passwords = passwords
        self.settings = settings
        self.client = Client(address="192.0.2.1", user_agent="Test", device_token="d" * 43)
        self.actor: Actor | None = None
        self.secret = ""
        self.codes: list[str] = []

    @property
    def begin(self) -> Any:
        return self.desk_of(self.actor).begin

    def sign_in(self, client: Client | None = None) -> SignedIn:
        request = SignIn(email=self.user.email, password=PASSWORD, client=client or self.client)
        opened = use_cases.sign_in(self.desk_of(None).begin, self.passwords, self.settings, request)
        return self.enter(opened)

    def enter(self, opened: SignedIn) -> SignedIn:
        """Go on in the session that was opened."""
        claims = read(opened.access_token)
        session_id, role = UUID(claims["sid"]), Role(claims["role"])
        self.actor = Actor(user_id=self.user.id, role=role, session_id=session_id)
        return opened

    def asked(self, client: Client | None = None) -> dict[str, Any]:
        """What the refusal of the password alone says."""
        try:
            self.sign_in(client)
        except SecondFactorRequired as refusal:
            return refusal.extra
        raise AssertionError("The password alone was enough.")

    def finish(self, challenge: str, **proof: Any) -> SignedIn:
        request = PassSecondFactor(challenge=challenge, **{"client": self.client, **proof})
        return self.enter(
            use_cases.pass_second_factor(self.desk_of(None).begin, self.settings, request)
        )

    def set_up_app(self) -> list[str]:
        """Connect an authenticator app; the recovery codes that come with it."""
        shown = use_cases.start_totp(self.begin, self.settings, StartTotp())
        self.secret = shown.secret
        request = ConfirmTotp(code=self.code())
        self.codes = use_cases.confirm_totp(self.begin, self.settings, request).codes
        return self.codes

    def code(self, steps: int = 0) -> str:
        """What the app shows now, or showed so many half minutes from now."""
        at = datetime.now(UTC) + steps * timedelta(seconds=30)
        return str(pyotp.TOTP(self.secret).at(at))

    def offer_passkey(self) -> PasskeyOffer:
        return use_cases.start_passkey(self.begin, self.settings, StartPasskey())

    def add_passkey(self, key: Authenticator, name: str = "Laptop") -> PasskeyAdded:
        offer = self.offer_passkey()
        request = AddPasskey(challenge=offer.challenge, name=name, credential=key.create(offer))
        return use_cases.add_passkey(self.begin, self.settings, request)

    def step_up(self, **proof: Any) -> FreshToken:
        request = StepUp(**proof)
        return use_cases.step_up(self.begin, self.passwords, self.settings, request)

    def factors(self) -> SecondFactors:
        with self.begin() as work:
            return use_cases.get_second_factors(work, self.settings, GetSecondFactors())


def read(token: str) -> dict[str, Any]:
    """The claims of an access token."""
    return dict(jwt.decode(token, options={"verify_signature": False}))


def outcomes(attempts: int, act: Callable[[], object]) -> list[type]:
    """What becomes of many tries at the same moment."""

    def attempt(_: int) -> type:
        try:
            act()
        except ServiceError as refusal:
            return type(refusal)
        return type(None)

    with ThreadPoolExecutor(attempts) as pool:
        return list(pool.map(attempt, range(attempts)))


def forget_steps(session: Session) -> None:
    """Let the codes of this half minute be fresh again."""
    session.execute(update(models.TotpFactor).values(last_step=0))
    session.commit()


def alive(session: Session, user: models.User) -> list[Any]:
    """The sessions of a person that have not ended."""
    table = models.Session
    mine = table.user_id == user.id, table.revoked_at.is_(None)
    return list(session.scalars(select(table.id).where(*mine)))


def told(session: Session) -> list[SecondFactorChange]:
    """What the person was told about their second factors, in order."""
    found = events(session, models.bookkeeping, SecondFactorChanged)
    return [event.change for event in found]


MakeOwner = Callable[..., Owner]
