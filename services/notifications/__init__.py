"""Notifications: what people are told by mail, and what they want to be told.

Owns contacts (a copy), course addresses (a copy), choices and deliveries. Publishes user.exported
and user.erased. Reacts to user.registered, user.role_changed, user.profile_changed,
confirmation.requested, registration.repeated, consent.*, guardian.offered, guardianship.*,
export.*, erasure.*, order.paid, course.published, course.rejected and enrollment.created.
Owns contacts (a copy), course addresses (a copy) and deliveries. Publishes nothing.
Reacts to user.registered, user.role_changed, user.contact_changed, confirmation.requested,
registration.repeated, password_reset.requested, password.changed, email_change.link_requested,
email.changed, email.wanted, google.linked, google.unlinked, order.paid, course.published,
course.rejected and enrollment.created.
Reacts to user.registered, user.role_changed, confirmation.requested, registration.repeated,
second_factor.changed, order.paid, course.published, course.rejected and enrollment.created.
"""
