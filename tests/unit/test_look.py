"""The look's raw material: complete, licensed, local, and readable in both themes."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "holdtheline" / "ui" / "assets"
PORTRAITS = ASSETS / "portraits"
CONFIG: dict[str, Any] = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
MANIFEST: dict[str, Any] = json.loads((PORTRAITS / "manifest.json").read_text())


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two #rrggbb colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _mixed(ink: str, paper: str, share: float) -> str:
    pairs = ((int(ink[i : i + 2], 16), int(paper[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_colour_is_readable(theme: str) -> None:
    colours = CONFIG["theme"][theme]
    papers = [colours["backgroundColor"], colours["secondaryBackgroundColor"]]
    texts = {name: c for name, c in colours.items() if name in ("textColor", "linkColor") or name.endswith("TextColor")}
    ratios = {(name, paper): contrast(c, paper) for name, c in texts.items() for paper in papers}
    assert min(ratios.values()) >= 4.5, min(ratios, key=lambda key: ratios[key])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_streamlit_derives_is_readable(theme: str) -> None:
    colours = CONFIG["theme"][theme]
    assert contrast("#ffffff", colours["primaryColor"]) >= 4.5  # a primary button's label is always white
    assert contrast(colours["primaryColor"], colours["backgroundColor"]) >= 3  # a control's edge
    faded = _mixed(colours["textColor"], colours["backgroundColor"], 0.6)  # captions and placeholders
    assert contrast(faded, colours["backgroundColor"]) >= 4.5
    for name in ("red", "orange", "yellow", "green", "blue", "violet", "gray"):
        assert contrast(colours[f"{name}TextColor"], colours[f"{name}BackgroundColor"]) >= 4.5, name


def test_fonts_are_shipped_with_their_licences() -> None:
    faces = CONFIG["theme"]["fontFaces"]
    for face in faces:
        assert face["url"].startswith("/assets/")
        assert (ASSETS / face["url"].removeprefix("/assets/")).read_bytes()[:4] == b"wOF2"
    for licence in ("LICENSE-besley.txt", "LICENSE-public-sans.txt"):
        assert "SIL Open Font License, Version 1.1" in (ASSETS / "fonts" / licence).read_text()
    assert {face["family"] for face in faces} == {"Besley", "Public Sans"}


def test_nothing_is_loaded_from_elsewhere() -> None:
    addresses = re.compile(r"(?:https?:)?//[\w.-]+\.\w+")
    allowed = {"http://www.w3.org"}  # the SVG namespace
    texts = [ROOT / ".streamlit" / "config.toml", *ASSETS.glob("*.svg"), *ASSETS.glob("*.css"), *ASSETS.glob("*.js")]
    for path in [*texts, *PORTRAITS.glob("*.svg")]:
        assert set(addresses.findall(path.read_text())) <= allowed, path.name
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["address"] == "127.0.0.1"


def test_every_portrait_of_the_manifest_is_a_small_inert_drawing() -> None:
    named = [name for portrait in MANIFEST["portraits"] for name in portrait["moods"].values()]
    assert sorted(named) == sorted(path.name for path in PORTRAITS.glob("*.svg"))
    for name in named:
        source = (PORTRAITS / name).read_bytes()
        assert len(source) < 20_000, name
        tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(source).iter()}
        assert tags <= {"svg", "g", "path", "clipPath", "circle"}, name


def test_there_are_enough_different_people() -> None:
    portraits = MANIFEST["portraits"]
    assert len({portrait["key"] for portrait in portraits}) == len(portraits) >= 26
    assert len({portrait["description"] for portrait in portraits}) == len(portraits)
    for portrait in portraits:
        assert set(portrait["moods"]) == {"neutral", "annoyed", "warm"}
        assert portrait["licence"] == "CC0-1.0"
        faces = {(PORTRAITS / name).read_bytes() for name in portrait["moods"].values()}
        assert len(faces) == 3, portrait["key"]
    assert "CC0 1.0" in (PORTRAITS / "LICENSE").read_text()
