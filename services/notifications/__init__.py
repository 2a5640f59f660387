"""Notifications: what people are told by mail.

Owns contacts (a copy), course addresses (a copy) and deliveries. Publishes nothing.
Reacts to user.registered, user.role_changed, confirmation.requested, registration.repeated,
order.paid, course.published, course.rejected and enrollment.created.
"""
