"""Payments: who bought what, and the money that proves it.

Owns orders, receipts, the ledger, the inbox of provider webhooks, and copies of prices and buyers.
Publishes order.paid, order.expired and provider_event.recorded. Reacts to
courses.course.published, accounts.user.registered and its own provider_event.recorded.
"""
