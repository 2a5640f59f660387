"""Takes courses over from other formats; `python -m services.courses.importing` does it."""
