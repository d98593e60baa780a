"""Where things are and what is switched on; read from the environment once, at the edge."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from holdtheline.errors import InputError

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """A folder or file that ships with the package (``personas``, ``rubrics``, ``streamlit_app.py``).

    In a wheel it lies in ``_shipped``; in a source checkout at the top.
    """
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.exists() else _PACKAGE.parent / name


@dataclass(frozen=True)
class Settings:
    """``data``: folder of the database. ``model``: name of the connected model, or None when working offline.
    ``parameters``: further request parameters for the model, such as a temperature; none unless configured."""

    data: Path
    model: str | None = None
    grader_model: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def database(self) -> str:
        """SQLAlchemy address of the embedded database."""
        return f"sqlite:///{self.data / 'holdtheline.db'}"


def load(data: str | Path | None = None) -> Settings:
    """Settings from the environment; ``data`` (a command-line option) wins over HOLDTHELINE_DATA.

    The model is on when HOLDTHELINE_MODEL and a key or a base URL are set. Raises InputError for a
    HOLDTHELINE_MODEL_PARAMETERS that is no JSON object of parameters.
    """
    folder = data or os.environ.get("HOLDTHELINE_DATA") or platformdirs.user_data_path("holdtheline", appauthor=False)
    name = os.environ.get("HOLDTHELINE_MODEL", "").strip()
    reachable = bool(os.environ.get("OPENAI_API_KEY") or os.environ.get("OPENAI_BASE_URL"))
    model = name if name and reachable else None
    grader = os.environ.get("HOLDTHELINE_GRADER_MODEL", "").strip() or model
    return Settings(
        data=Path(folder).expanduser(),
        model=model,
        grader_model=grader if model else None,
        parameters=_parameters() if model else {},
    )


NOT_CONFIGURABLE = ("model", "messages", "stream", "stream_options", "response_format", "tools", "functions", "n")
"""Parts of a request that the program sets itself."""


def _parameters() -> dict[str, Any]:
    given = os.environ.get("HOLDTHELINE_MODEL_PARAMETERS", "").strip()
    if not given:
        return {}
    place = "HOLDTHELINE_MODEL_PARAMETERS"
    try:
        found = json.loads(given)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise InputError(place, """must be a JSON object such as {"temperature": 0.7}""")
    taken = [k for k in found if k in NOT_CONFIGURABLE]
    if taken:
        raise InputError(place, f"may not hold `{taken[0]}`, which the program sets itself")
    return found
