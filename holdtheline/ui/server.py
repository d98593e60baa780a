"""What surrounds the pages in the server's process: files served beside them, and its start and end."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from holdtheline.errors import HoldTheLineError, NotAllowedError
from holdtheline.ui import services, session
from holdtheline.ui.routes import warm

if TYPE_CHECKING:
    from streamlit import App as Server

SCRIPT = (Path(__file__).parent / "script" / "app.py").absolute()
ASSETS = Path(__file__).parent / "assets"


def routes() -> Sequence[BaseRoute]:
    """What is served beside the pages: files that a browser keeps, and whether a call went on elsewhere."""
    return [
        Mount("/assets", StaticFiles(directory=ASSETS)),
        # The page names this file as its icon; saying so with each rerun would be work for nothing.
        Route("/favicon.png", lambda _request: FileResponse(ASSETS / "favicon.png")),
        Route("/pulse/{call}", pulse),
    ]


def pulse(request: Request) -> Response:
    """How many turns a call has and whether it is over, for an open page of who may read it; else 404."""
    app = services.app()
    actor = session.by_cookies(app, request.cookies)
    try:
        if actor is None:
            raise NotAllowedError("Sign in first.")
        call = app.practise.call(actor, request.path_params["call"])
    except HoldTheLineError as error:
        return JSONResponse({"error": str(error)}, status_code=404)
    return JSONResponse({"turns": len(call.turns), "over": call.ended_at is not None})


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
