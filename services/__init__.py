"""The system of record: one package, one database and one process each.

accounts (people, roles, sessions), courses (what is taught and studied), payments (orders and the
ledger), notifications (what people are told); `common` holds what all of them need.
"""
