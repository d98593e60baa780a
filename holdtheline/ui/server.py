"""What surrounds the pages in the server's process: files served beside them, and its start and end."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from holdtheline.ui import services
from holdtheline.ui.routes import warm

if TYPE_CHECKING:
    from streamlit import App as Server

SCRIPT = (Path(__file__).parent / "script" / "app.py").absolute()
ASSETS = Path(__file__).parent / "assets"


def routes() -> Sequence[BaseRoute]:
    """Fonts, portraits and marks: files that a browser keeps, instead of data sent with every rerun."""
    return [Mount("/assets", StaticFiles(directory=ASSETS))]


@asynccontextmanager
async def lifespan(_server: Server) -> AsyncIterator[dict[str, Any]]:
    """Opens the app and loads what the first caller would wait for; closes the app at the end.

    What is in memory by then stays there as long as the process, so it is taken out of the collector's sight:
    a full collection would otherwise stop every session at once.
    """
    services.app().warm()
    warm()
    gc.collect()
    gc.freeze()
    try:
        yield {}
    finally:
        services.close()
