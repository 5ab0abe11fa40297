"""The same words again, within one article."""

from attrib.duplicates.repeats import Said, find_repeats, same_speaker

__all__ = ["Said", "find_repeats", "same_speaker"]
