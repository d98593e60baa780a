"""Rep turns of labelled calls, said to our prospects of the same kind: whose words open what is hidden?

    python -m benchmarks.replay [--persona ID] [--seeds N]

The replies of the labelled calls play no part: our prospect answers in its own way, the rep's words stay as they were,
so they cannot react to what they hear. Masked calls go to every masked person of the kind, twin calls to the twins.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

from holdtheline import persona
from holdtheline.moves.reader import Reader
from holdtheline.persona import Prospect
from holdtheline.prospect import engine
from holdtheline.prospect.state import State
from holdtheline.settings import shipped

CALLS = Path(__file__).parents[1] / "training" / "data" / "calls.jsonl"


def replay(prospect: Prospect, rep_turns: list[str], seed: int, reader: Reader) -> State:
    """The prospect's mind after these rep turns, or as many as it stayed for; then the rep hangs up."""
    state, opening = engine.open_call(prospect, seed)
    said, before = [opening or ""], []
    for text in rep_turns:
        heard = reader.read(text, said[-1], before, len(before) + 1)
        reply = engine.reply(prospect, state, heard, said, seed)
        state = reply.state
        said.append(reply.text)
        before.append(text)
        if state.over:
            break
    return engine.hang_up(prospect, state)


def main() -> None:
    """Prints, per kind of rep, how many calls opened a truth and came to a right end."""
    wanted = argparse.ArgumentParser(description="Labelled reps' words, said to our prospects")
    wanted.add_argument("--persona")
    wanted.add_argument("--seeds", type=int, default=2)
    asked = wanted.parse_args()
    reader = Reader.default()
    opened: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    right: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    by_kind: dict[tuple[str, str], list[bool]] = defaultdict(list)
    loaded = {p.stem: persona.load(p) for p in sorted(shipped("personas").glob("*.yaml"))}
    for line in CALLS.read_text(encoding="utf-8").splitlines():
        call = json.loads(line)
        if asked.persona not in (None, call["persona"]) or call["persona"] not in loaded:
            continue
        said = [t["text"] for t in call["turns"] if t["speaker"] == "rep"]
        for prospect in loaded[call["persona"]].variants:
            if prospect.twin != bool(call["twin"]):
                continue
            for seed in range(asked.seeds):
                state = replay(prospect, said, seed, reader)
                key = (call["rep_style"], prospect.twin)
                opened[key].append(bool(state.opened))
                right[key].append(state.outcome in prospect.right_end)
                if not prospect.twin:
                    by_kind[call["persona"], call["rep_style"]].append(bool(state.opened))
    for key in sorted(opened):
        n = len(opened[key])
        kind = "twin" if key[1] else "masked"
        print(
            f"{key[0]:14} {kind:7} {n:5} calls  opened {sum(opened[key]) / n:4.0%}  "
            f"right end {sum(right[key]) / n:4.0%}"
        )
    print()
    styles = sorted({style for _, style in by_kind})
    print(" " * 20 + " ".join(f"{s[:9]:>9}" for s in styles))
    for kind in sorted({kind for kind, _ in by_kind}):
        cells = [by_kind.get((kind, s)) for s in styles]
        print(f"{kind:20}" + " ".join(f"{sum(c) / len(c):9.0%}" if c else f"{'':9}" for c in cells))


if __name__ == "__main__":
    main()
