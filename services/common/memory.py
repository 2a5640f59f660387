"""Memory that is given back to the machine instead of being kept in case it is wanted again."""

import ctypes

LARGE = 1 << 20
M_MMAP_THRESHOLD = -3
"""The option's number in glibc's `malloc.h`."""


def give_back_large_blocks() -> None:
    """Let freed blocks of a megabyte and more go back at once; other C libraries do so anyway.

    glibc learns from the first one to keep the next, and does so for every thread: twenty threads
    that have each hashed a password once hold 400 MB for ever. Setting the threshold ends that.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, LARGE)
