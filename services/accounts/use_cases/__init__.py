"""What accounts does, one function per request or reaction."""

from services.accounts.use_cases.audit import (
    export_audit_entries,
    list_audit_entries,
    record_admin_act,
)
from services.accounts.use_cases.devices import (
    end_one_session,
    end_other_sessions,
    list_sessions,
)
from services.accounts.use_cases.keys import list_signing_keys, rotate_if_due
from services.accounts.use_cases.people import (
    change_role,
    get_accounts_overview,
    get_me,
    list_users,
)
from services.accounts.use_cases.registration import confirm_email, register, resend_confirmation
from services.accounts.use_cases.revocation import list_revocations
from services.accounts.use_cases.sessions import (
    refresh_session,
    remove_expired,
    sign_in,
    sign_out,
)
from services.accounts.use_cases.verification import anchor_audit_log, verify_audit_log

__all__ = [
    "anchor_audit_log",
    "change_role",
    "confirm_email",
    "end_one_session",
    "end_other_sessions",
    "export_audit_entries",
    "get_accounts_overview",
    "get_me",
    "list_audit_entries",
    "list_revocations",
    "list_sessions",
    "list_signing_keys",
    "list_users",
    "record_admin_act",
    "refresh_session",
    "register",
    "remove_expired",
    "resend_confirmation",
    "rotate_if_due",
    "sign_in",
    "sign_out",
    "verify_audit_log",
]
