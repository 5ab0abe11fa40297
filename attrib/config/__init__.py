"""Config files: where they are found, what may stand in them, and what they say.  Nothing here knows any check."""

from attrib.config.discovery import NAMES, ConfigFinder, config_files
from attrib.config.load import in_order, load_config, read_config
from attrib.config.model import Config, Placed, Section
from attrib.config.schema import (
    BY_NAME,
    DEFAULT,
    GRADES,
    KEYS,
    OFF,
    OVERRIDES,
    PATHS,
    PATHS_HELP,
    Key,
    Kind,
)

__all__ = [
    "BY_NAME",
    "DEFAULT",
    "GRADES",
    "KEYS",
    "NAMES",
    "OFF",
    "OVERRIDES",
    "PATHS",
    "PATHS_HELP",
    "Config",
    "ConfigFinder",
    "Key",
    "Kind",
    "Placed",
    "Section",
    "config_files",
    "in_order",
    "load_config",
    "read_config",
]
