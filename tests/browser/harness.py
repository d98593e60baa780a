"""What the browser tests are written with: a server of their own, a page that settles, and pictures of it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page, Request, WebSocket

Theme = Literal["light", "dark"]
Width = Literal["desktop", "phone"]
VIEWPORTS: dict[Width, tuple[int, int]] = {"desktop": (1280, 900), "phone": (390, 844)}

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Even a request that the log would catch must not get out of the machine.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)

START_SECONDS = 60.0
SETTLE_MS = 30_000
LOCAL_SCHEMES = {"data", "blob", "about"}


def command(port: int, data: Path) -> list[str]:
    """How the app is started. The one place to change when that changes."""
    return [sys.executable, "-m", "holdtheline", "run", "--port", str(port), "--data", str(data)]


def free_port() -> int:
    """A loopback port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """The app in a process of its own on a loopback port; `data` outlives the process, so it can be started again."""

    data: Path
    command: Callable[[int, Path], Sequence[str]] = command
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    def start(self) -> None:
        """Start and wait until it answers; `RuntimeError` with the end of its log when it does not."""
        self.data.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command(self.port, self.data), stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            if self._healthy():
                return
            time.sleep(0.1)
        self.kill()
        raise RuntimeError(f"the app did not come up on {self.url}:\n{self.log.read_text()[-3000:]}")

    def _healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        """End it as Ctrl-C would."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End it as a power cut would: no handler runs."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for signum in (how, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signum)  # a group of its own, so nothing else is hit
            try:
                process.wait(10)
                return
            except subprocess.TimeoutExpired:
                continue


@dataclass
class RequestLog:
    """Every address a context asked for, WebSockets included."""

    urls: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("page", self._page)

    def _page(self, page: Page) -> None:
        page.on("websocket", self._websocket)

    def _request(self, request: Request) -> None:
        self.urls.append(request.url)

    def _websocket(self, websocket: WebSocket) -> None:
        self.urls.append(websocket.url)

    def outside(self) -> list[str]:
        """The addresses that are not on 127.0.0.1; data and blob URLs never leave the page."""
        parts = [(url, urlsplit(url)) for url in self.urls]
        return [u for u, part in parts if part.scheme not in LOCAL_SCHEMES and part.hostname != "127.0.0.1"]


WATCH_SENT = """(() => {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...message) {
    if (!this.__watched) {
      this.__watched = true;
      this.addEventListener('message', () => { window.__unanswered = false; });
    }
    window.__unanswered = true;
    return send.apply(this, message);
  };
})();"""
"""Script for every page: notes whether what it sent last has been answered, however slow the machine."""

_SETTLED = """quiet => {
  const app = document.querySelector('[data-testid="stApp"]');
  const idle = app?.dataset.testScriptState === 'notRunning' && app.dataset.testConnectionState === 'CONNECTED'
    && document.fonts.status === 'loaded' && !window.__unanswered;
  const now = performance.now();
  if (!idle) window.__idleSince = undefined; else window.__idleSince ??= now;
  return idle && now - window.__idleSince >= quiet;
}"""


def wait_idle(page: Page, quiet_ms: int = 250) -> None:
    """Until all that the page sent is answered and no script has run for `quiet_ms` after that.

    A page that tails a reply counts as running, so this also waits for the reply's end.
    """
    page.evaluate("() => { window.__idleSince = undefined; }")
    page.wait_for_function(_SETTLED, arg=quiet_ms, timeout=SETTLE_MS)


def main(page: Page) -> Locator:
    """The page's own content, without header and navigation."""
    return page.get_by_test_id("stMainBlockContainer")


_HEIGHT = """() => {
  let box = document.querySelector('[data-testid="stMainBlockContainer"]').parentElement;
  while (box.parentElement && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  return Math.ceil(document.documentElement.clientHeight - box.clientHeight + box.scrollHeight);
}"""


def shot(page: Page, name: str, theme: Theme, width: Width) -> Path | None:
    """Save the whole page as `{name}-{theme}-{width}.png` in the folder HOLDTHELINE_SHOTS; none without it.

    Streamlit scrolls an inner element, so the window is made as tall as the content for the picture's sake.
    """
    folder = os.environ.get("HOLDTHELINE_SHOTS")
    if not folder:
        return None
    across, high = VIEWPORTS[width]
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": across, "height": high})
    wait_idle(page)
    page.set_viewport_size({"width": across, "height": max(high, int(page.evaluate(_HEIGHT)))})
    wait_idle(page)
    target = Path(folder) / f"{name}-{theme}-{width}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target)
    page.set_viewport_size({"width": across, "height": high})
    return target


def shots(page: Page, name: str) -> list[Path]:
    """`shot` in both themes at both widths; the page is left as wide and light as it came."""
    before = page.viewport_size
    taken = [shot(page, name, theme, width) for width in VIEWPORTS for theme in ("light", "dark")]
    page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)
    return [path for path in taken if path]
