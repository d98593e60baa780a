"""``python -m benchmarks.start``: from starting the process to the first page, the app and a plain Streamlit page.

Prints what was measured as JSON, and what it is doing to standard error.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import servers
from benchmarks.figures import summary
from benchmarks.machine import machine
from benchmarks.stage import Script, write
from benchmarks.wire import Page

_SCRIPT: Script = {"opening": "Yes?", "exchanges": []}


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="starts of each app (5)")
    rounds = parser.parse_args().rounds
    if rounds < 1:
        parser.error("--rounds is at least 1")
    folder = Path(tempfile.mkdtemp(prefix="holdtheline-start-"))
    try:
        print(json.dumps(run(rounds, folder), indent=2))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(rounds: int, folder: Path) -> dict[str, Any]:
    """Starts each in turn: the app on an empty folder, on a folder it has used before, and the plain page."""
    scripts = folder / "scripts"
    write(scripts, [_SCRIPT])
    load_before = os.getloadavg()[0]
    answered: dict[str, list[float]] = {"ours_new": [], "ours": [], "plain": []}
    shown: dict[str, list[float]] = {name: [] for name in answered}
    for number in range(rounds):
        data, log = folder / f"data-{number}", folder / f"log-{number}"
        for name in answered:
            print(f"round {number + 1}: {name}", file=sys.stderr, flush=True)
            server = servers.plain(scripts, log) if name == "plain" else servers.ours(data, log)
            http, page = _start(server)
            answered[name].append(http)
            shown[name].append(page)
    return {
        "machine": machine(load_before),
        "rounds": rounds,
        "http_200_ms": {name: summary(seconds) for name, seconds in answered.items()},
        "first_page_ms": {name: summary(seconds) for name, seconds in shown.items()},
    }


def _start(server: servers.Server) -> tuple[float, float]:
    """Seconds from starting the process to the first HTTP answer, and to a page whose script has run."""
    began = time.perf_counter()
    try:
        http = server.start()
        asyncio.run(_first_page(server.port))
        return http, time.perf_counter() - began
    finally:
        server.stop()


async def _first_page(port: int) -> None:
    async with Page(port):
        pass


if __name__ == "__main__":
    main()
