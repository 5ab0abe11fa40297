"""Turns what a run saw into text: for people, and for machines."""

from attrib.reporters.base import CheckReporter, ExtractReporter, Totals

__all__ = ["CheckReporter", "ExtractReporter", "Totals"]
