"""Courses: what is taught, who is enrolled and how far they are.

Owns categories, courses, modules, lessons, quizzes, files, enrollments and completed lessons.
Publishes course.submitted, course.published, course.rejected, enrollment.created,
quiz_attempt.graded, audit.recorded, user.exported and user.erased. Reacts to payments.order.paid,
accounts.user.registered, accounts.user.role_changed, accounts.user.profile_changed,
accounts.user.contact_changed, accounts.guardianship.*, accounts.export.requested and
accounts.erasure.requested.
"""
