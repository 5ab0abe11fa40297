"""The command line: the one place that prints, exits and catches attrib's errors."""

from attrib.cli.app import app, main

__all__ = ["app", "main"]
