"""The demo academy's people; `python -m services.accounts.demo` adds them."""
