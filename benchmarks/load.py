"""``python -m benchmarks.load``: many trainees at once on the call page, and on a plain Streamlit chat page.

Prints what was measured as JSON, and what it is doing to standard error.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import servers
from benchmarks.crowd import Heard, Pace, crowd
from benchmarks.figures import ratios, summary
from benchmarks.machine import busy_seconds, machine, own_seconds
from benchmarks.stage import Part, Stage, prepare
from benchmarks.wire import Page

TIMES = ("own", "first", "net", "whole", "opened", "ended")
_LONG_EXCHANGES = 20


def main() -> None:
    """Runs the benchmark."""
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="holdtheline-load-"))
    try:
        print(json.dumps(run(options, folder), indent=2))
    finally:
        if options.keep:
            _say(f"kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--people", type=int, default=200, help="simulated trainees at once (200)")
    parser.add_argument("--exchanges", type=int, default=10, help="lines that each of them says, at most 20 (10)")
    parser.add_argument("--think", type=float, default=15.0, help="mean seconds before each line (15)")
    parser.add_argument("--rounds", type=int, default=1, help="times that each app is measured, in turn (1)")
    parser.add_argument("--apps", default="ours,plain", help="of ours, plain, stock; in this order (ours,plain)")
    parser.add_argument("--reruns", type=int, default=100, help="reruns of the 40-turn page; 0 leaves them out (100)")
    parser.add_argument("--keep", action="store_true", help="leave data folders and server logs where they are")
    options = parser.parse_args()
    unknown = [app for app in options.apps.split(",") if app not in ("ours", "plain", "stock")]
    if unknown or not 1 <= options.exchanges <= 20 or min(options.people, options.rounds) < 1 or options.think <= 0:
        parser.error(f"no app {unknown[0]!r}" if unknown else "a number is out of its range")
    return options


def run(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Everything, one app after the other, each time on a data folder of its own."""
    apps: list[str] = options.apps.split(",")
    load_before = os.getloadavg()[0]
    _say(f"rehearsing {options.people} calls of {options.exchanges} exchanges")
    stage = prepare(folder, options.people, options.exchanges, _LONG_EXCHANGES)
    rounds = []
    for number in range(options.rounds):
        for app in apps:
            _say(f"round {number + 1}: {options.people} trainees on {app}")
            rounds.append(_round(app, number, stage, options, folder))
    return {
        "machine": machine(load_before),
        "settings": {k: v for k, v in vars(options).items() if k != "keep"},
        "load": _load(apps, rounds),
        "rerun": _reruns(apps, rounds, stage) if options.reruns else {},
    }


def _round(app: str, number: int, stage: Stage, options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    place = folder / f"{app}-{number + 1}"
    server = _server(app, stage, place)
    load_before = os.getloadavg()[0]
    with server:
        asyncio.run(_warm(app, stage, server.port))
        before = server.cpu_seconds(), own_seconds(), busy_seconds()
        heard = asyncio.run(_quietly(stage, app, server.port, Pace(options.think, number + 1)))
        after = server.cpu_seconds(), own_seconds(), busy_seconds()
        peak = server.peak_mb()
        reruns = asyncio.run(_rerun(_long_page(app, stage, server.port), options.reruns)) if options.reruns else None
    return {
        "app": app,
        "heard": heard,
        "reruns": reruns,
        "faults": server.faults(),
        "cpu": [None if x is None or y is None else y - x for x, y in zip(before, after, strict=True)],
        "peak": peak,
        "load_before": load_before,
    }


def _server(app: str, stage: Stage, place: Path) -> servers.Server:
    place.mkdir()
    if app == "ours":
        return servers.ours(Path(shutil.copytree(stage.data, place / "data")), place / "log")
    return servers.plain(stage.scripts, place / "log", stock=app == "stock")


async def _warm(app: str, stage: Stage, port: int) -> None:
    """What only the first visitor of a process waits for is measured by ``benchmarks.start``."""
    async with Page(port):
        pass
    async with _long_page(app, stage, port):
        pass
    if app != "ours":  # the plain page loads what it speaks with when it first speaks
        async with _tabs(app, stage, port)(0) as page:
            await page.say(stage.parts[0].script["exchanges"][0]["say"])


async def _quietly(stage: Stage, app: str, port: int, pace: Pace) -> Heard:
    """The crowd, without this program's own collector stopping it now and then."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        return await crowd(stage.parts, _tabs(app, stage, port), pace, end_call=app == "ours")
    finally:
        gc.enable()


def _tabs(app: str, stage: Stage, port: int) -> Callable[[int], Page]:
    if app == "ours":
        return lambda i: _call_page(stage.parts[i], port)
    return lambda i: Page(port, query=f"script={i}&said={bool(stage.parts[i].script['opening']):d}")


def _call_page(part: Part, port: int) -> Page:
    return Page(port, "call", f"call={part.call}", part.cookies, asks=f"/pulse/{part.call}")


def _long_page(app: str, stage: Stage, port: int) -> Page:
    """The call that has gone on for long."""
    if app == "ours":
        return Page(port, "call", f"call={stage.long.call}", stage.long.cookies)
    return Page(port, query=f"script={len(stage.parts)}&said={_turns(stage)}")


def _turns(stage: Stage) -> int:
    return 2 * len(stage.long.script["exchanges"]) + bool(stage.long.script["opening"])


async def _rerun(page: Page, times: int) -> dict[str, Any]:
    async with page:
        before = page.bytes_in
        seconds = []
        for _ in range(times):
            seconds.append(await page.rerun())
            await asyncio.sleep(0.05)
        return {"seconds": seconds, "bytes": (page.bytes_in - before) / times}


def _load(apps: list[str], rounds: list[dict[str, Any]]) -> dict[str, Any]:
    out: dict[str, Any] = {app: _of(app, [r for r in rounds if r["app"] == app]) for app in apps}
    for other in ("plain", "stock"):
        if "ours" in apps and other in apps:
            mine, theirs = out["ours"]["ms"], out[other]["ms"]
            out[f"{other}_over_ours"] = {time: ratios(mine[time], theirs[time]) for time in ("own", "first", "net")}
    return out


def _of(app: str, rounds: list[dict[str, Any]]) -> dict[str, Any]:
    everyone: list[Heard] = [r["heard"] for r in rounds]
    pooled = {time: [one for heard in everyone for one in getattr(heard, time)] for time in (*TIMES, "lag")}
    return {
        "ms": {time: summary(values) for time, values in pooled.items() if values},
        "own_p95_by_round": [summary(heard.own).get("p95") for heard in everyone],
        "errors": dict(sum((heard.errors for heard in everyone), Counter[str]())),
        "tracebacks": sum(r["faults"] for r in rounds),
        "off_script": sum(heard.off_script for heard in everyone),
        "wall_s": [round(heard.wall, 1) for heard in everyone],
        "server_cpu_s": [r["cpu"][0] and round(r["cpu"][0], 1) for r in rounds],
        "cores_used": [_cores(r) for r in rounds],
        "server_peak_mb": [r["peak"] for r in rounds],
        "received_mb": [round(heard.bytes_in / 2**20, 1) for heard in everyone],
        "received_messages": [heard.messages_in for heard in everyone],
        "load_average_before": [round(r["load_before"], 2) for r in rounds],
    }


def _cores(measured: dict[str, Any]) -> dict[str, float | None]:
    """Mean number of processors used by the server, by this program, and by whatever else was running."""
    server, own, busy = measured["cpu"]
    others = None if busy is None or server is None else busy - server - own
    used = {"server": server, "trainees": own, "others": others}
    return {name: None if one is None else round(one / measured["heard"].wall, 2) for name, one in used.items()}


def _reruns(apps: list[str], rounds: list[dict[str, Any]], stage: Stage) -> dict[str, Any]:
    out: dict[str, Any] = {"turns": _turns(stage)}
    for app in apps:
        mine = [r["reruns"] for r in rounds if r["app"] == app]
        times = summary([one for reruns in mine for one in reruns["seconds"]])
        out[app] = {"ms": times, "bytes": round(sum(reruns["bytes"] for reruns in mine) / len(mine))}
    for other in ("plain", "stock"):
        if "ours" in apps and other in apps:
            out[f"{other}_over_ours"] = ratios(out["ours"]["ms"], out[other]["ms"])
    return out


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
