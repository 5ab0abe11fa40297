"""attrib reads who said what in an article, and flags what an editor would."""

__version__ = "0.1.0"
