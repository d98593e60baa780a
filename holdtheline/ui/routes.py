"""Which pages there are, under which address, and for whom the navigation lists them.

Listing is courtesy. What a person may see is decided in the services, so every page can be addressed by everyone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from holdtheline.services.app import App
from holdtheline.services.views import Actor, Role

Show = Callable[[App, Actor], None]

_TRAINEE: tuple[Role, ...] = ("trainee",)
_COACH: tuple[Role, ...] = ("coach", "admin")


@dataclass(frozen=True, slots=True)
class Route:
    """``path``: the address and the name for ``frame.go``. ``listed_for``: roles whose navigation shows it.

    ``under``: path of the listed page that the navigation marks while this one is shown.
    """

    path: str
    title: str
    module: str
    listed_for: tuple[Role, ...] = ()
    under: str = ""


ROUTES = (
    Route("today", "Today", "today", _TRAINEE + _COACH),
    Route("prospects", "Prospects", "prospects", _TRAINEE),
    Route("calls", "Calls", "calls", _TRAINEE),
    Route("queue", "Review", "queue", _COACH),
    Route("studio", "Studio", "studio", _COACH),
    Route("brief", "Brief", "brief", under="prospects"),
    Route("call", "Call", "call"),
    Route("again", "Call again", "again", under="calls"),
    Route("debrief", "Debrief", "debrief", under="calls"),
    Route("review", "Review a call", "review", under="queue"),
    Route("prospect", "A prospect", "studio_prospect", under="studio"),
    Route("edit", "Edit a prospect", "studio_edit", under="studio"),
    Route("versions", "Versions", "studio_versions", under="studio"),
    Route("trial", "A trial", "studio_trial", under="studio"),
    Route("connect", "Connect a model", "connect", under="today"),
)


@cache
def page_of(module: str) -> Show | None:
    """The page's function, or None if there is no such page."""
    name = f"holdtheline.ui.pages.{module}"
    if find_spec(name) is None:
        return None
    show: Show = import_module(name).show
    return show


def there() -> list[Route]:
    """The pages that exist."""
    return [route for route in ROUTES if page_of(route.module)]


def warm() -> None:
    """Imports every page."""
    for route in ROUTES:
        page_of(route.module)
    page_of("coach_today")
