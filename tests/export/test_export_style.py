"""The colours of the html copy."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = files("archiver.export").joinpath("templates", "html", "style.css").read_text(encoding="utf-8")
SCHEMES = dict(zip(("light", "dark", "print"), re.findall(r":root \{([^}]*--paper[^}]*)\}", STYLE), strict=True))
LEAST_OF_TEXT, LEAST_OF_EDGES = 4.5, 3  # WCAG 2.2, 1.4.3 and 1.4.11, level AA


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it, of "#abc" or "#aabbcc"."""
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_every_colour_of_text_can_be_read(scheme: str):
    """Text, links and asides stand out from the paper and from the tint below code, as level AA asks."""
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]+);", SCHEMES[scheme]))
    found = {
        (text, ground): contrast(colours[text], colours[ground])
        for text in ("ink", "soft", "link")
        for ground in ("paper", "tint")
    }

    assert {} == {pair: ratio for pair, ratio in found.items() if ratio < LEAST_OF_TEXT}
    assert contrast(colours["soft"], colours["paper"]) >= LEAST_OF_EDGES  # the edge of fields


def test_contrast_is_as_the_standard_counts_it():
    """Black on white is 21, and a grey that just passes 4.5."""
    assert (21, 4.54) == (round(contrast("#000", "#ffffff"), 2), round(contrast("#767676", "#fff"), 2))
