"""What a burst of passwords leaves behind in the process that hashed them: nothing."""

import subprocess
import sys

SCRIPT = """
import sys
from concurrent.futures import ThreadPoolExecutor
import psutil
from argon2 import PasswordHasher
from services.accounts.integrations import passwords
from services.common.memory import give_back_large_blocks

if sys.argv[1] == "ours":
    give_back_large_blocks()
hasher = PasswordHasher(passwords.PASSES, passwords.MEMORY_KIB, passwords.LANES)
process = psutil.Process()
before = process.memory_info().rss
with ThreadPoolExecutor(12) as threads:
    list(threads.map(hasher.hash, ["a password"] * 36))
    print((process.memory_info().rss - before) // 1_000_000)
"""


def kept_megabytes(how: str) -> int:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT, how],
        capture_output=True,
        check=True,
        timeout=60,
    )
    return int(done.stdout)


def test_a_burst_of_passwords_leaves_no_memory_behind() -> None:
    assert kept_megabytes("ours") < 20


def test_without_the_setting_every_thread_keeps_its_block() -> None:
    """Should this end to be so, the setting is no longer needed."""
    assert kept_megabytes("as it comes") > 60
