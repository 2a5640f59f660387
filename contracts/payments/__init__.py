"""Orders, payments and receipts."""
