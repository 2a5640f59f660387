"""Codes that people type: one-time codes of an app (RFC 6238) and recovery codes."""

import hashlib
import hmac
import secrets
from datetime import datetime
from uuid import UUID

import pyotp
import segno

SITE = "Academy"
STEP_SECONDS = 30
TOLERATED_STEPS = (0, -1, 1)
"""Clocks differ: the step before and the one after count too."""

RECOVERY_CODES = 10
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32, without letters that look like digits."""
CODE_LETTERS, GROUP = 16, 4
_LOOKALIKES = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None, " ": None})


def new_totp_secret() -> str:
    """A secret of 160 random bits, as authenticator apps read it."""
    return pyotp.random_base32()


def totp_uri(secret: str, email: str) -> str:
    """The address that an authenticator app opens; it shows the site and whose account it is."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=SITE)


def picture_of(uri: str) -> str:
    """A QR code as the address of an SVG picture."""
    code = segno.make(uri, error="m", micro=False)
    return code.svg_data_uri(border=4, dark="#000", light="#fff", omitsize=True)


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code it is, or None; each candidate is compared in the same time."""
    current = int(now.timestamp()) // STEP_SECONDS
    given = code.replace(" ", "").encode()
    app = pyotp.TOTP(secret)
    steps = [current + offset for offset in TOLERATED_STEPS]
    fits = [hmac.compare_digest(app.generate_otp(step).encode(), given) for step in steps]
    return next((step for step, fit in zip(steps, fits, strict=True) if fit), None)


def new_recovery_codes() -> list[str]:
    """Ten codes of 80 random bits each, in groups that can be read aloud."""
    return [_grouped(_random_letters()) for _ in range(RECOVERY_CODES)]


def recovery_fingerprint(user_id: UUID, code: str) -> bytes:
    """What is stored of a recovery code, however the person types it."""
    plain = code.lower().translate(_LOOKALIKES)
    return hashlib.sha256(user_id.bytes + plain.encode()).digest()


def _random_letters() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))
