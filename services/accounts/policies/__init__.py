"""The rules about people: pure functions over values, by noun."""

from services.accounts.policies.attempts import (
    LONGEST,
    SIGN_IN_ANYWHERE,
    SIGN_IN_FROM_ADDRESS,
    SIGN_IN_OF_ACCOUNT,
    SIGN_IN_OF_DEVICE,
    Limit,
    ensure_attempts_left,
)
from services.accounts.policies.invitations import (
    INVITATION_LIFE,
    KEPT_AFTER_END,
    ensure_acceptable,
    ensure_grantable,
    ensure_not_just_sent,
    ensure_open,
    ensure_takeable,
    state_of,
)
from services.accounts.policies.keys import NOTICE, needs_successor, trusted_since
from services.accounts.policies.passwords import ensure_strong_password
from services.accounts.policies.registration import (
    CONFIRMATION_LIFE,
    can_mail_confirmation,
    ensure_confirmable,
    normalized_email,
)
from services.accounts.policies.sessions import (
    ACCESS_TOKEN_LIFE,
    RECOVERY,
    SESSION_LIFE,
    authentication_time,
    can_repeat,
    ensure_may_sign_in,
    ensure_session_alive,
    refresh_expiry,
)
from services.accounts.policies.staff import (
    ensure_admin_remains,
    ensure_not_own_role,
    ensure_standing,
)

__all__ = [
    "ACCESS_TOKEN_LIFE",
    "CONFIRMATION_LIFE",
    "INVITATION_LIFE",
    "KEPT_AFTER_END",
    "LONGEST",
    "NOTICE",
    "RECOVERY",
    "SESSION_LIFE",
    "SIGN_IN_ANYWHERE",
    "SIGN_IN_FROM_ADDRESS",
    "SIGN_IN_OF_ACCOUNT",
    "SIGN_IN_OF_DEVICE",
    "Limit",
    "authentication_time",
    "can_mail_confirmation",
    "can_repeat",
    "ensure_acceptable",
    "ensure_admin_remains",
    "ensure_attempts_left",
    "ensure_confirmable",
    "ensure_grantable",
    "ensure_may_sign_in",
    "ensure_not_just_sent",
    "ensure_not_own_role",
    "ensure_open",
    "ensure_session_alive",
    "ensure_standing",
    "ensure_strong_password",
    "ensure_takeable",
    "needs_successor",
    "normalized_email",
    "refresh_expiry",
    "state_of",
    "trusted_since",
]
