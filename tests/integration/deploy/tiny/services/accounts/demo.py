"""Counts how often it ran."""

import os
from pathlib import Path

if __name__ == "__main__":
    with Path("demo-runs").open("a") as runs:
        runs.write(f"{os.getpid()}\n")
