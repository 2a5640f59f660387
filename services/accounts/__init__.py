"""Accounts: who people are and what they may do.

Owns users, passwords, sessions, signing keys and the audit log of admin actions.
Publishes user.registered, confirmation.requested, registration.repeated, user.confirmed,
user.role_changed and audit.recorded. Reacts to audit.recorded of every service.
"""
