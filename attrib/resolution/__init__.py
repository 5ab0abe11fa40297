"""Who stands behind a source: names, pronouns, roles, relays and venues."""

from attrib.resolution.lexicons import Lexicons, load_lexicons
from attrib.resolution.speakers import resolve

__all__ = ["Lexicons", "load_lexicons", "resolve"]
