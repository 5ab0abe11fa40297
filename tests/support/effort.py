"""How much work a function does, counted instead of timed.

A clock says as much about the machine and its other tenants as about the code. The number of calls is the same
everywhere, and grows with the input as the time does, unless the work hides in one long call into C.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType

COUNTED = frozenset({"call", "c_call"})


def effort(function: Callable[[], object]) -> int:
    """Return how many calls, of Python functions and of built-in ones, `function` makes while it runs."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        if event in COUNTED:
            calls += 1

    before = sys.getprofile()
    # A collection may call finalizers and callbacks, and when it comes depends on what ran before.
    collecting = gc.isenabled()
    gc.disable()
    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(before)
        if collecting:
            gc.enable()
    return calls
