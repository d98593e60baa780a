"""An application on a fresh database, with a small prospect of the tests' own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from holdtheline.services.app import App
from holdtheline.services.begin import begin
from holdtheline.services.views import Actor, CallView
from holdtheline.settings import Settings

PERSONAS = Path(__file__).parent / "data" / "personas"
MASKED, OTHER_MASKED, TWIN = "zq-one", "zq-two", "zq-twin"

GOOD = (
    "No, I won't just send something: you'd never read it, and we'd both have lost an afternoon.",
    "You said you're fine as you are. What happens on a Monday when a driver is ill?",
    "Who else has to agree before you buy something like this?",
    "Who else would have to sign, if you liked it?",
    "Then let's meet on Tuesday at ten with your brother, to see whether Mondays can be saved.",
)
"""Lines that open the masked prospect of ``flour-shop``."""


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a freshly made database, to be copied: making one costs a fifth of a second."""
    folder = tmp_path_factory.mktemp("empty")
    App.open(Settings(data=folder), personas=PERSONAS).close()
    return folder


@pytest.fixture
def data(tmp_path: Path, empty_database: Path) -> Path:
    """A data folder of this test's own."""
    return Path(shutil.copytree(empty_database, tmp_path / "data"))


@pytest.fixture
def reopen(data: Path) -> Iterator[Callable[..., App]]:
    """Opens the application on the test's data folder, as often as wanted."""
    opened: list[App] = []

    def open_app(pace: float = 0, **options: object) -> App:
        app = App.open(Settings(data=data), pace=pace, personas=PERSONAS, **options)  # type: ignore[arg-type]
        opened.append(app)
        return app

    yield open_app
    for app in opened:
        app.close()


@pytest.fixture
def app(reopen: Callable[..., App]) -> App:
    """The application, replies shown at once."""
    return reopen()


@pytest.fixture
def ann(app: App) -> Actor:
    """A trainee."""
    return app.people.sign_in("Ann")


@pytest.fixture
def ben(app: App) -> Actor:
    """Another trainee."""
    return app.people.sign_in("Ben")


@pytest.fixture
def coach(app: App) -> Actor:
    """The seeded coach."""
    return app.people.sign_in("Coach")


@pytest.fixture
def admin(app: App) -> Actor:
    """The local admin."""
    return app.people.local_admin()


def start(app: App, actor: Actor, variant: str = MASKED, seed: int = 1) -> CallView:
    """A call with a chosen variant (a trainee is not offered the choice, so this goes below the door)."""
    if actor.role != "trainee":
        return app.practise.start_with(actor, "flour-shop", variant, seed)
    persona = app.house.library.persona("flour-shop")
    return app.practise.call(actor, begin(app.house, actor, persona, persona.variant(variant), seed))


def talk(app: App, actor: Actor, call_id: str, *lines: str) -> list[str]:
    """Says the lines one by one; the answers."""
    answers = []
    for line in lines:
        turn = app.practise.say(actor, call_id, line)
        answers.append(app.practise.wait(actor, call_id, turn).text)
    return answers


def finished(app: App, actor: Actor, variant: str = MASKED, lines: tuple[str, ...] = GOOD) -> str:
    """A call held, hung up and graded; its id."""
    call = start(app, actor, variant)
    for line in lines:
        if app.practise.call(actor, call.id).ended_at is None:
            talk(app, actor, call.id, line)
    app.practise.end(actor, call.id)
    app.practise.debrief(actor, call.id)
    return call.id
