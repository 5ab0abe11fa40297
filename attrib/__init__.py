"""attrib reads who said what in an article, and flags what an editor would.

    import attrib

    story = attrib.read_text("“The ice took the pilings,” said Pia Berg, the harbour master.")
    story.relations, story.speakers, story.ledger, story.findings

Importing attrib loads nothing; the first reading loads the rules and the pipeline, once.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers know it, without importing typing for everybody
if TYPE_CHECKING:
    from attrib.api import Relation, Story, find_config, read, read_file, read_files, read_text
    from attrib.config import Config, load_config

__version__ = "0.1.0"
__all__ = [
    "Config",
    "Relation",
    "Story",
    "__version__",
    "find_config",
    "load_config",
    "read",
    "read_file",
    "read_files",
    "read_text",
]


def __getattr__(name: str) -> object:
    if name in __all__:
        from attrib import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
