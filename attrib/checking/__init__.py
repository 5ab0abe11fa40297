"""What a check is, and what it is given to look at."""

from attrib.checking.check import Check, CheckInfo, Option, Scope
from attrib.checking.context import CheckContext

__all__ = ["Check", "CheckContext", "CheckInfo", "Option", "Scope"]
