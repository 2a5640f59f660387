"""The demo academy's courses; `python -m services.courses.demo` adds them."""
