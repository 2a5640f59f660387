"""Payments: who bought what, and the money that proves it.

Owns orders, receipts, the ledger, the inbox of provider webhooks, and copies of prices and buyers.
Publishes order.paid, order.expired, provider_event.recorded, user.exported and user.erased.
Reacts to courses.course.published, accounts.user.registered, accounts.user.profile_changed,
accounts.user.contact_changed, accounts.export.requested, accounts.erasure.requested and
its own provider_event.recorded.
"""
