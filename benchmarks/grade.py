"""``python -m benchmarks.grade``: calls graded a second on one core by the offline grader, and import and first grade.

Prints JSON; what it is doing goes to standard error. Times are wall-clock; ``processor_s`` beside them is what the
process itself used, which other work on the machine does not change.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.figures import summary
from benchmarks.machine import machine

CALLS = Path(__file__).parent.parent / "training" / "data" / "calls.jsonl"
_FIRST = """
import json, sys, time
began = time.perf_counter(), time.process_time()
from holdtheline.grading.offline import grade
from holdtheline.rubric import Rubric
from holdtheline.settings import shipped
from holdtheline.transcript import read_lines
from holdtheline.yamlfile import read
imported = time.perf_counter()
call = read_lines([sys.stdin.readline()], "stdin")[0]
grade(call, read(shipped("rubrics") / "challenge-over-rapport.yaml", Rubric))
print(json.dumps([imported - began[0], time.perf_counter() - began[0], time.process_time() - began[1]]))
"""


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grade", description=__doc__)
    parser.add_argument("--calls", type=int, default=1_000, help="calls to grade (1,000)")
    parser.add_argument("--starts", type=int, default=5, help="fresh processes for the first grade (5)")
    given = parser.parse_args()
    if given.calls < 1 or given.starts < 1:
        parser.error("--calls and --starts are at least 1")
    print(json.dumps(run(given.calls, given.starts), indent=2))


def run(calls: int, starts: int) -> dict[str, Any]:
    """Grades the labelled calls round and round, each under a name of its own, in one thread."""
    load_before = os.getloadavg()[0]
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    lines = CALLS.read_text(encoding="utf-8").splitlines()
    print(f"{starts} fresh processes", file=sys.stderr)
    first = [_first(lines[i % len(lines)]) for i in range(starts)]

    from holdtheline.grading import offline
    from holdtheline.rubric import Rubric
    from holdtheline.settings import shipped
    from holdtheline.transcript import read_lines
    from holdtheline.yamlfile import read

    rubric = read(shipped("rubrics") / "challenge-over-rapport.yaml", Rubric)
    known = read_lines(lines, CALLS.name)
    offline.warm()
    caches = _text_caches()
    print(f"{calls} calls", file=sys.stderr)
    took: list[float] = []
    began = time.process_time()
    for i in range(calls):
        # Nothing that one call left in a cache may serve the same call again.
        for forget in caches:
            forget()
        call = known[i % len(known)]
        at = time.perf_counter()
        offline.grade(call, rubric)
        took.append(time.perf_counter() - at)
    used = time.process_time() - began
    return {
        "machine": machine(load_before),
        "calls": calls,
        "turns_a_call": round(sum(len(c.turns) for c in known) / len(known), 1),
        "wall_s": round(sum(took), 2),
        "processor_s": round(used, 2),
        "calls_a_second": round(calls / sum(took), 1),
        "calls_a_processor_second": round(calls / used, 1),
        "a_call_ms": summary(took),
        "import_ms": summary([one[0] for one in first]),
        "import_and_first_grade_ms": summary([one[1] for one in first]),
        "import_and_first_grade_processor_ms": summary([one[2] for one in first]),
    }


def _first(line: str) -> list[float]:
    done = subprocess.run([sys.executable, "-c", _FIRST], input=f"{line}\n", capture_output=True, text=True, check=True)
    found: list[float] = json.loads(done.stdout)
    return found


def _text_caches() -> list[Callable[[], None]]:
    """What empties each place where something is kept of texts already read."""
    found: dict[int, Callable[[], None]] = {}
    for name, module in list(sys.modules.items()):
        if name.startswith(("holdtheline.moves.", "holdtheline.grading.")):
            for value in vars(module).values():
                if hasattr(value, "cache_clear") and getattr(value, "__name__", "") not in _LASTING:
                    found[id(value)] = value.cache_clear
    return list(found.values())


_LASTING = frozenset({"default", "warm", "common_words", "stem", "looks_english", "_of_word", "grams_of", "_compiled",
                      "_trigrams", "_cues", "_known_stems"})  # fmt: skip
"""Functions that keep what is no text: weights, word lists, compiled patterns, parts of single words."""

if __name__ == "__main__":
    main()
