"""Reads attribution relations out of a parsed article."""

from attrib.extraction.knowledge import Knowledge, load_knowledge
from attrib.extraction.masking import masks
from attrib.extraction.quotations import find_quotations
from attrib.extraction.relations import extract
from attrib.extraction.syntax import using_syntax

__all__ = ["Knowledge", "extract", "find_quotations", "load_knowledge", "masks", "using_syntax"]
