"""Which passwords are good enough."""

from zxcvbn import zxcvbn

from contracts.accounts.errors import WeakPassword

JUDGED_CHARACTERS = 72
ACCEPTED_SCORE = 2


def ensure_strong_password(
    password: str, email: str, name: str, *, field: str = "password"
) -> None:
    """A password must withstand a million guesses by somebody who knows the person.

    The estimate costs more than linear time, so it judges the beginning of a long password.
    """
    known = [email, email.split("@", maxsplit=1)[0], name, *name.split(), "academy"]
    verdict = zxcvbn(password[:JUDGED_CHARACTERS], user_inputs=known)
    if verdict["score"] < ACCEPTED_SCORE:
        hints = [verdict["feedback"]["warning"], "Use a few words that do not belong together."]
        detail = " ".join(hint.rstrip(".") + "." for hint in hints if hint)
        raise WeakPassword(detail, {"errors": [{"pointer": f"/{field}", "detail": detail}]})
