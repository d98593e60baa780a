"""Where things are and what is switched on; read from the environment once, at the edge."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """A folder or file that ships with the package (``personas``, ``rubrics``, ``streamlit_app.py``).

    In a wheel it lies in ``_shipped``; in a source checkout at the top.
    """
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.exists() else _PACKAGE.parent / name


@dataclass(frozen=True)
class Settings:
    """``data``: folder of the database. ``model``: name of the connected model, or None when working offline."""

    data: Path
    model: str | None = None
    grader_model: str | None = None

    @property
    def database(self) -> str:
        """SQLAlchemy address of the embedded database."""
        return f"sqlite:///{self.data / 'holdtheline.db'}"


def load(data: str | Path | None = None) -> Settings:
    """Settings from the environment; ``data`` (a command-line option) wins over HOLDTHELINE_DATA.

    The model is on when HOLDTHELINE_MODEL and a key or a base URL are set.
    """
    folder = data or os.environ.get("HOLDTHELINE_DATA") or platformdirs.user_data_path("holdtheline", appauthor=False)
    name = os.environ.get("HOLDTHELINE_MODEL", "").strip()
    reachable = bool(os.environ.get("OPENAI_API_KEY") or os.environ.get("OPENAI_BASE_URL"))
    model = name if name and reachable else None
    grader = os.environ.get("HOLDTHELINE_GRADER_MODEL", "").strip() or model
    return Settings(data=Path(folder).expanduser(), model=model, grader_model=grader if model else None)
