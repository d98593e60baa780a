"""Our stylesheets, as one short line for each rerun: the browser fetches them once and keeps them."""

from __future__ import annotations

import hashlib
from pathlib import Path

_ASSETS = Path(__file__).parent / "assets"
_SHEETS = ("theme.css", "frame.css", "practise.css", "lesson.css", "debrief.css", "desk.css", "studio.css")
"""In this order, so that a later one may refine an earlier one. A sheet that does not exist is left out."""


def _imports() -> str:
    # The version in the address makes browsers fetch a changed sheet at once.
    found = [(name, (_ASSETS / name).read_bytes()) for name in _SHEETS if (_ASSETS / name).exists()]
    lines = [f'@import url("/assets/{name}?v={hashlib.sha256(text).hexdigest()[:8]}");' for name, text in found]
    return f"<style>{''.join(lines)}</style>"


SHEETS = _imports()
"""For ``st.html``."""
