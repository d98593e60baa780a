"""What the prospects' promises come to over simulated calls, line by line.

    python -m benchmarks.simulation [--seeds 20] [--report DIR] [--cast benchmarks/cast]

Runs all trainees against all people, writes ``results.jsonl``, ``table.csv`` and ``picture.svg`` into DIR if one is
given, and prints the promises with their figures. ``--from FILE`` takes results of an earlier run instead.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from holdtheline import persona
from holdtheline.cli.files import rubric_of
from holdtheline.prospect.ablation import PARTS, Without
from holdtheline.settings import shipped
from holdtheline.simulate import report
from holdtheline.simulate.run import Result, run
from holdtheline.simulate.trainee import load_cast

HARMLESS = ("affable", "flatterer", "stuffer", "injector", "silent")
RISING = ("affable", "beginner", "mixed", "strong")
FIRM = ("next_step", "committed")


def _share(results: Sequence[Result], test: str) -> float:
    tests = {"opened": lambda r: bool(r.opened), "right": lambda r: r.right, "firm": lambda r: r.outcome in FIRM}
    return fmean(tests[test](r) for r in results) if results else float("nan")


def promises(results: Sequence[Result]) -> list[str]:
    """Each promise of the prospects with its figures."""
    masked = {n: [r for r in results if r.trainee == n and not r.twin] for n in {r.trainee for r in results}}
    twins = {n: [r for r in results if r.trainee == n and r.twin] for n in masked}
    out = [f"{len(results)} calls, {len({(r.persona, r.variant) for r in results})} people, {len(masked)} trainees"]
    for n in (n for n in HARMLESS if n in masked):
        some = masked.get(n, [])
        opened, firm = sum(bool(r.opened) for r in some), sum(r.outcome in FIRM for r in some)
        out.append(f"(a) {n}: {opened} of {len(some)} masked calls opened a truth, {firm} reached a firm step")
    for n in (n for n in ("strong", "digger") if n in masked):
        some = masked.get(n, [])
        out.append(f"(b) {n}, masked: opened {_share(some, 'opened'):.1%}, right end {_share(some, 'right'):.1%}")
    for n in (n for n in RISING if n in masked):
        some = [r.overall for r in masked.get(n, []) if r.overall is not None]
        overall = fmean(some) if some else float("nan")
        out.append(f"(c) {n}, masked: opened {_share(masked.get(n, []), 'opened'):.1%}, overall {overall:.2f}")
    both = [r for n in ("beginner", "mixed") for r in masked.get(n, [])]
    for n in (n for n in ("beginner", "mixed") if n in masked):
        out.append(f"(d) {n}, masked: {fmean(r.resisted for r in masked.get(n, [])):.1%} of replies resist")
    if both:
        out.append(f"(d) both together: {fmean(r.resisted for r in both):.1%}")
    for n in (n for n in ("strong", "tough-reflex") if n in masked):
        out.append(f"(e) {n}, twins: right end {_share(twins.get(n, []), 'right'):.1%}")
    out.append(f"(f) replies said twice in a call: {sum(r.repeated for r in results)}")
    out.append(
        f"(g) longest that anybody talked on after patience had run out: {max(r.lingered for r in results)} turns"
    )
    return out


def by_person(results: Sequence[Result]) -> list[str]:
    """The strong and the tough rep, person by person: where an average hides somebody."""
    out = []
    for who in dict.fromkeys((r.persona, r.variant, r.twin) for r in results):
        some = [r for r in results if (r.persona, r.variant, r.twin) == who]
        cells = []
        for n in ("strong", "digger", "mixed", "beginner", "tough-reflex"):
            mine = [r for r in some if r.trainee == n]
            cells.append(f"{n} {_share(mine, 'opened'):4.0%}/{_share(mine, 'right'):4.0%}")
        out.append(f"{who[0] + '/' + who[1] + ('*' if who[2] else ''):32}" + "  ".join(cells))
    return out


def main() -> None:
    """The whole simulation, or the figures of one that was run before."""
    wanted = argparse.ArgumentParser(description="Prospects' promises over simulated calls")
    wanted.add_argument("--seeds", type=int, default=20)
    wanted.add_argument("--report", type=Path)
    wanted.add_argument("--from", dest="kept", type=Path)
    wanted.add_argument("--without", choices=PARTS)
    wanted.add_argument("--trainee", action="append")
    wanted.add_argument("--cast", type=Path, help="other trainees, as benchmarks/cast")
    asked = wanted.parse_args()
    began = time.process_time()
    if asked.kept:
        lines = asked.kept.read_text(encoding="utf-8").splitlines()
        results = [Result(**{**json.loads(s), "opened": tuple(json.loads(s)["opened"])}) for s in lines]
    else:
        people = [persona.load(path) for path in sorted(shipped("personas").glob("*.yaml"))]
        parts: tuple[Without, ...] = (asked.without,) if asked.without else ()
        results = list(
            run(
                people, rubric_of(None), who=asked.trainee, seeds=asked.seeds, without=parts, cast=load_cast(asked.cast)
            )
        )
        took = time.process_time() - began
        print(f"{len(results) / took:.1f} calls a second of processor time, played and graded\n")
    if asked.report:
        report.write(results, asked.report)
        with (asked.report / "results.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(r.to_dict()) + "\n" for r in results)
    print("\n".join([*promises(results), "", "opened / right end", *by_person(results)]))


if __name__ == "__main__":
    main()
