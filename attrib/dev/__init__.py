"""Commands for people who work on attrib itself: `python -m attrib.dev.NAME`."""
