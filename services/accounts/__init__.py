"""Accounts: who people are and what they may do.

Owns users, passwords, second factors, sessions, signing keys and the audit log of admin actions.
Publishes user.registered, confirmation.requested, registration.repeated, user.confirmed,
user.role_changed, second_factor.changed and audit.recorded. Reacts to audit.recorded of every
service.
"""
