"""Which new passwords are accepted."""

from services.accounts import policies
from services.accounts.integrations.passwords import PasswordHasher


def ensure_acceptable(
    passwords: PasswordHasher, password: str, email: str, name: str, *, field: str = "password"
) -> None:
    """Neither easy to guess for who knows the person, nor on a list of stolen ones."""
    policies.ensure_strong_password(password, email, name, field=field)
    policies.ensure_not_breached(breached=passwords.is_breached(password), field=field)
