"""The colours of the report can be read by everybody."""

from __future__ import annotations

import re

from attrib.reporters.report.cast import COLOURS, PATTERNS, letters
from attrib.reporters.report.page import TEMPLATES

CSS = (TEMPLATES / "report.css").read_text("utf-8")
# WCAG 2.2, success criterion 1.4.3.
LEAST = 4.5


def themes() -> dict[str, dict[str, str]]:
    """Return the colours of each block that sets them, later ones laid over the light ones."""
    found: dict[str, dict[str, str]] = {}
    for selector, block in re.findall(r"(:root[^{}]*)\{([^{}]*)\}", CSS):
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block))
        if colours:
            found[" ".join(selector.split())] = found.get(":root", {}) | colours
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs() -> list[tuple[str, str]]:
    speakers = [str(number) for number in range(COLOURS)] + ["n"]
    grounds = ("paper", "panel", "ground")
    out = [(colour, ground) for colour in ("ink", "soft", "link") for ground in grounds]
    out += [(f"f{one}", ground) for one in speakers for ground in ("paper", f"b{one}")]
    out += [(colour, f"b{one}") for one in speakers for colour in ("ink",)]
    # The source of one speaker may stand in the words of another.
    out += [(f"f{one}", f"b{other}") for one in speakers for other in speakers]
    tones = ("error", "warning", "note")
    out += [(tone, ground) for tone in tones for ground in (*grounds, f"{tone}-bg")]
    out += [(colour, f"{tone}-bg") for tone in tones for colour in ("ink", "soft", "link")]
    return out


def test_all_text_has_enough_contrast_in_every_theme() -> None:
    assert len(themes()) == 4
    low = [
        (theme, one, other, round(contrast(colours[one], colours[other]), 2))
        for theme, colours in themes().items()
        for one, other in pairs()
        if contrast(colours[one], colours[other]) < LEAST
    ]
    assert low == []


def test_the_dark_theme_is_the_same_by_system_and_by_choice() -> None:
    found = themes()
    assert found[':root:not([data-theme="light"])'] == found[':root[data-theme="dark"]']


def test_there_is_a_class_for_every_look() -> None:
    assert all(f".s{number} {{" in CSS for number in range(COLOURS))
    assert all(f".p{number} {{" in CSS for number in range(PATTERNS))


def test_forty_speakers_are_told_apart_by_colour_and_pattern() -> None:
    assert len({(at % COLOURS, at % PATTERNS) for at in range(40)}) == 40
    assert [letters(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
