from __future__ import annotations

import os
import signal

import pytest

# Results of one test must never be another's: the cache has tests of its own, which name its folder.
os.environ["ATTRIB_NO_CACHE"] = "1"


@pytest.fixture(autouse=True, scope="session")
def interrupts_reach_us() -> None:
    """Take interrupts though a shell in the background told us not to: what we start would be deaf to them too."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
