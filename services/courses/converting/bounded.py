"""`python -I bounded.py PARENT SECONDS PROGRAM ARGUMENT...`: a program within bounds.

It yields to everything else on the machine, uses no more processor time, memory and disk than it
may, and does not outlive the process that asked for it. A small program of its own, because limits
set between fork and exec are not safe in a process with threads.
"""

import ctypes
import os
import resource
import signal
import sys

NICENESS = 10
MOST_MEMORY = 8 * 2**30
LARGEST_FILE = 8 * 2**30
DIES_WITH_PARENT = 1


def main(parent: int, seconds: int, command: list[str]) -> None:
    """Bound this process, then become the program."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("Nobody waits for the result.")
    os.execvp(command[0], command)  # noqa: S606 (the point of this program)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
