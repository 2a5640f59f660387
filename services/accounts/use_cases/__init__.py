"""What accounts does, one function per request or reaction."""

from services.accounts.use_cases.acceptance import (
    accept_invitation,
)
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
from services.accounts.use_cases.email_changes import (
    cancel_email_change,
    confirm_email_change,
    refuse_email_change,
    request_email_change,
    resend_email_change,
)
from services.accounts.use_cases.google import (
    get_sign_in_methods,
    link_google,
    prove_google_link,
    sign_in_with_google,
    start_google_link,
    start_google_sign_in,
)
from services.accounts.use_cases.google_step_up import (
    start_google_step_up,
    step_up_with_google,
)
from services.accounts.use_cases.google_visits import (
    forget_google_visits,
)
from services.accounts.use_cases.identities import (
    get_sign_in_settings,
    unlink_google,
)
from services.accounts.use_cases.impersonation import (
    end_impersonation,
    end_overdue_impersonations,
    enter_impersonation,
    start_impersonation,
)
from services.accounts.use_cases.importing import (
    continue_import,
)
from services.accounts.use_cases.imports import (
    check_import,
    get_import,
    list_import_rows,
    list_imports,
    start_import,
)
from services.accounts.use_cases.invitations import (
    forget_invitations,
    get_invitation,
    invite,
    list_invitations,
    resend_invitation,
    revoke_invitation,
)
from services.accounts.use_cases.keys import (
    list_signing_keys,
    rotate_if_due,
)
from services.accounts.use_cases.passkeys import (
    add_passkey,
    remove_passkey,
    rename_passkey,
    sign_in_with_passkey,
    start_passkey,
    start_passkey_sign_in,
)
from services.accounts.use_cases.passwords import (
    change_password,
)
from services.accounts.use_cases.people import (
    change_role,
    get_accounts_overview,
    get_me,
    list_users,
)
from services.accounts.use_cases.person import (
    get_person,
    list_person_entries,
)
from services.accounts.use_cases.proposals import (
    approve_role_proposal,
    close_overdue_proposals,
    decline_role_proposal,
    list_role_proposals,
    propose_admin,
)
from services.accounts.use_cases.recovery_codes import (
    renew_recovery_codes,
)
from services.accounts.use_cases.registration import (
    confirm_email,
    register,
    resend_confirmation,
)
from services.accounts.use_cases.resets import (
    forget_links,
    request_password_reset,
    reset_password,
)
from services.accounts.use_cases.revocation import (
    list_revocations,
)
from services.accounts.use_cases.second_factors import (
    get_second_factors,
)
from services.accounts.use_cases.second_step import (
    pass_second_factor,
)
from services.accounts.use_cases.sessions import (
    refresh_session,
    remove_expired,
    sign_in,
    sign_out,
)
from services.accounts.use_cases.step_up import (
    start_step_up,
    step_up,
)
from services.accounts.use_cases.totp import (
    confirm_totp,
    remove_totp,
    start_totp,
)
from services.accounts.use_cases.treatment import (
    resend_user_confirmation,
    reset_second_factor,
    restore_user,
    sign_user_out,
    suspend_user,
)
from services.accounts.use_cases.verification import (
    anchor_audit_log,
    verify_audit_log,
)

__all__ = [
    "accept_invitation",
    "add_passkey",
    "anchor_audit_log",
    "approve_role_proposal",
    "cancel_email_change",
    "change_password",
    "change_role",
    "check_import",
    "close_overdue_proposals",
    "confirm_email",
    "confirm_email_change",
    "confirm_totp",
    "continue_import",
    "decline_role_proposal",
    "end_impersonation",
    "end_one_session",
    "end_other_sessions",
    "end_overdue_impersonations",
    "enter_impersonation",
    "export_audit_entries",
    "forget_google_visits",
    "forget_invitations",
    "forget_links",
    "get_accounts_overview",
    "get_import",
    "get_invitation",
    "get_me",
    "get_person",
    "get_second_factors",
    "get_sign_in_methods",
    "get_sign_in_settings",
    "invite",
    "link_google",
    "list_audit_entries",
    "list_import_rows",
    "list_imports",
    "list_invitations",
    "list_person_entries",
    "list_revocations",
    "list_role_proposals",
    "list_sessions",
    "list_signing_keys",
    "list_users",
    "pass_second_factor",
    "propose_admin",
    "prove_google_link",
    "record_admin_act",
    "refresh_session",
    "refuse_email_change",
    "register",
    "remove_expired",
    "remove_passkey",
    "remove_totp",
    "rename_passkey",
    "renew_recovery_codes",
    "request_email_change",
    "request_password_reset",
    "resend_confirmation",
    "resend_email_change",
    "resend_invitation",
    "resend_user_confirmation",
    "reset_password",
    "reset_second_factor",
    "restore_user",
    "revoke_invitation",
    "rotate_if_due",
    "sign_in",
    "sign_in_with_google",
    "sign_in_with_passkey",
    "sign_out",
    "sign_user_out",
    "start_google_link",
    "start_google_sign_in",
    "start_google_step_up",
    "start_impersonation",
    "start_import",
    "start_passkey",
    "start_passkey_sign_in",
    "start_step_up",
    "start_totp",
    "step_up",
    "step_up_with_google",
    "suspend_user",
    "unlink_google",
    "verify_audit_log",
]
