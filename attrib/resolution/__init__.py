"""Who stands behind a source: names, pronouns, roles, relays and venues."""

from attrib.resolution.lexicons import Lexicons, load_lexicons
from attrib.resolution.speakers import PronounReading, resolve, resolve_pronouns

__all__ = ["Lexicons", "PronounReading", "load_lexicons", "resolve", "resolve_pronouns"]
