"""Chromium, the app in a process of its own, and pages that may not leave this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from . import harness

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
Browse = Callable[..., "Page"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser and is marked so."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _without(reason: str) -> NoReturn:
    """Skip for want of a browser; where CI=true that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        _without("the browser tests need the playwright package (the `test` extra)")
    if not harness.CHROMIUM.exists():
        _without(f"the browser tests need Chromium at {harness.CHROMIUM}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=harness.CHROMIUM, args=list(harness.CHROMIUM_FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[harness.Server]:
    """The app with an empty data folder, one for each test file. Needs `browser` first, so that a skip is quick."""
    app = harness.Server(tmp_path_factory.mktemp("data"))
    app.start()
    yield app
    app.kill()


@pytest.fixture
def browse(browser: Browser, server: harness.Server) -> Iterator[Browse]:
    """`browse(theme=, width=, path=)` opens a page as a new person would: its own cookies, its own session.

    Afterwards no request may have left 127.0.0.1 and no script of the page may have failed.
    """
    contexts = []
    log = harness.RequestLog()
    faults: list[str] = []

    def open_page(theme: harness.Theme = "light", width: harness.Width = "desktop", path: str = "/") -> Page:
        across, high = harness.VIEWPORTS[width]
        context = browser.new_context(
            color_scheme=theme,
            viewport={"width": across, "height": high},
            reduced_motion="reduce",
            base_url=server.url,
        )
        context.set_default_timeout(45_000)
        context.add_init_script(harness.WATCH_SENT)
        contexts.append(context)
        log.watch(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path)
        harness.wait_idle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not log.outside(), f"requests left the machine: {log.outside()}"
    assert not faults, f"the page's script failed: {faults}"


@pytest.fixture
def page(browse: Browse) -> Page:
    """The first page of the app: light, desktop."""
    return browse()
