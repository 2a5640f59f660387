"""The machine and the software that figures belong to."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

PACKAGES = ("aiohttp", "uvloop", "aiormq", "python-socketio", "nameko", "eventlet", "SQLAlchemy")
PROGRAMS = {"node": "--version", "postgres": "--version", "redis-server": "--version"}


def describe() -> dict[str, str]:
    """Date, processor, memory, load before the run, and versions."""
    facts = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{psutil.virtual_memory().total / 2**30:.1f} GiB",
        "load before": f"{os.getloadavg()[0]:.2f}",
        "system": platform.platform(),
        "python": platform.python_version(),
    }
    facts |= {name: version(name) for name in PACKAGES}
    return facts | {name: _reported(name, option) for name, option in PROGRAMS.items()}


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def _reported(program: str, option: str) -> str:
    try:
        done = subprocess.run([program, option], capture_output=True, text=True, check=False)
    except OSError:
        return "not on PATH"
    return done.stdout.strip().splitlines()[0] if done.stdout.strip() else "unknown"
