"""The apps as processes of their own on a loopback port, and what the system says of them."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / ".streamlit" / "config.toml"
START_SECONDS = 120.0
_POLL_SECONDS = 0.01
_MODEL = ("HOLDTHELINE_MODEL", "HOLDTHELINE_GRADER_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL")


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def flags() -> list[str]:
    """The call page's server settings as Streamlit flags, for the plain page; without its theme."""
    settings = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    out = []
    for section, options in settings.items():
        if section != "theme":
            out += [f"--{section}.{name}={_flag(value)}" for name, value in options.items()]
    return out


def _flag(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass
class Server:
    """An app. ``command``: with "{port}" in the port's place; ``log``: file for what it writes.

    ``folder``: where it runs. Streamlit takes settings from there, and from the home folder unless these win.
    """

    command: Sequence[str]
    log: Path
    folder: Path
    extra: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Starts it and waits until its first address answers; the seconds that took. Raises RuntimeError."""
        environment = {k: v for k, v in os.environ.items() if k not in _MODEL and not k.startswith("STREAMLIT_")}
        began = time.perf_counter()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [part.replace("{port}", str(self.port)) for part in self.command],
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**environment, **self.extra},
                cwd=self.folder,
                start_new_session=True,
            )
        while time.perf_counter() - began < START_SECONDS and self._process.poll() is None:
            if self._answers():
                return time.perf_counter() - began
            time.sleep(_POLL_SECONDS)
        self.stop()
        raise RuntimeError(f"the app did not start:\n{self.log.read_text(encoding='utf-8', errors='replace')[-3000:]}")

    def stop(self) -> None:
        """Ends it as Ctrl-C would, and the hard way if that takes long."""
        process, self._process = self._process, None
        if process is None:
            return
        for how in (signal.SIGINT, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
                return

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def cpu_seconds(self) -> float | None:
        """Processor time used so far, or None where the system does not tell."""
        text = self._proc("stat")
        if text is None:
            return None
        ticks = text.rpartition(")")[2].split()
        return (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")

    def peak_mb(self) -> float | None:
        """Most memory held so far, in MiB, or None where the system does not tell."""
        for line in (self._proc("status") or "").splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) / 1024, 1)
        return None

    def faults(self) -> int:
        """Tracebacks in its log."""
        return self.log.read_text(encoding="utf-8", errors="replace").count("Traceback (most recent call last)")

    def _proc(self, name: str) -> str | None:
        if self._process is None:
            return None
        try:
            return Path(f"/proc/{self._process.pid}/{name}").read_text(encoding="ascii", errors="replace")
        except OSError:
            return None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def ours(data: Path, log: Path) -> Server:
    """Hold the Line on that data folder, as ``make run`` starts it."""
    command = (sys.executable, "-m", "holdtheline", "run", "--port", "{port}", "--data", str(data))
    return Server(command, log, ROOT)


def plain(scripts: Path, log: Path, stock: bool = False) -> Server:
    """The plain page with the same server settings, or (``stock``) with Streamlit's own."""
    page = str(Path(__file__).with_name("plain_chat.py"))
    settings = ["--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false"]
    command = (
        sys.executable,
        "-m",
        "streamlit",
        "run",
        page,
        "--server.port={port}",
        *(settings if stock else flags()),
    )
    # In a folder without settings, so that it has none but these: no theme either.
    return Server(command, log, log.parent, {"PLAIN_CHAT_SCRIPTS": str(scripts)})
