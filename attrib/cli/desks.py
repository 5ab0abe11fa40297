"""From the flags of a command to what tells the settings of each article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrib.errors import ConfigError

if TYPE_CHECKING:
    from attrib.settings import Desk


def make_desk(config: Path | None, *, isolated: bool, **said: Any) -> Desk:
    """Return what tells the settings of each article, `said` the flags.

    Raises `ConfigError` for flags that do not go together.
    """
    from attrib.config import ConfigFinder
    from attrib.settings import Desk, Flags

    if config is not None and isolated:
        raise ConfigError("--config and --isolated do not go together", hint="leave one of them out")
    return Desk(ConfigFinder(config, isolated), Flags(**said))
