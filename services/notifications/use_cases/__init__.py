"""What notifications does, one function per reaction or timer."""

from services.notifications.use_cases.contacts import (
    remember_new_contact,
    remember_new_role,
    remember_person,
)
from services.notifications.use_cases.mailing import (
    mail_already_registered,
    mail_confirmation,
    mail_course_live,
    mail_course_rejected,
    mail_invitation,
    mail_quiz_graded,
    mail_receipt,
    mail_second_factor_change,
    mail_security_notice,
    mail_welcome,
)
from services.notifications.use_cases.sending import forget_old, send_due
from services.notifications.use_cases.sign_in import (
    mail_email_change,
    mail_email_changed,
    mail_email_wanted,
    mail_google_linked,
    mail_google_unlinked,
    mail_password_changed,
    mail_password_reset,
)

__all__ = [
    "forget_old",
    "mail_already_registered",
    "mail_confirmation",
    "mail_course_live",
    "mail_course_rejected",
    "mail_email_change",
    "mail_email_changed",
    "mail_email_wanted",
    "mail_google_linked",
    "mail_google_unlinked",
    "mail_invitation",
    "mail_password_changed",
    "mail_password_reset",
    "mail_quiz_graded",
    "mail_receipt",
    "mail_second_factor_change",
    "mail_security_notice",
    "mail_welcome",
    "remember_new_contact",
    "remember_new_role",
    "remember_person",
    "send_due",
]
