"""Work for the processor in real threads, so that it does not hold up the other workers."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from eventlet import tpool

P = ParamSpec("P")
ResultT = TypeVar("ResultT")


def in_thread(function: Callable[P, ResultT], *args: P.args, **kwargs: P.kwargs) -> ResultT:
    """Call *function* in a thread of eventlet's pool and wait greenly for its result."""
    result: ResultT = tpool.execute(function, *args, **kwargs)
    return result
