"""Simulated dialogues to be read and judged by people who did not write them.

    python -m benchmarks.dialogues [--count 120] [--seed 1] [--least 12] > dialogues.txt

Sampled over prospects, people and trainees by turns, so that each comes up about as often as any other; only calls of
``--least`` turns or more. A reader marks each numbered reply of the prospect: fitting, tolerable, or off, and whether
an off one breaks the illusion.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from holdtheline import persona
from holdtheline.moves.reader import Reader
from holdtheline.settings import shipped
from holdtheline.simulate.run import Played, play
from holdtheline.simulate.trainee import load_cast


def shown(played: Played) -> str:
    """A dialogue as text, the prospect's replies numbered from 0 for the opening."""
    out, number = [], 0
    for turn in played.turns:
        if turn.speaker == "prospect":
            out.append(f"[{number}] PROSPECT: {turn.text}")
            number += 1
        else:
            out.append(f"    REP: {turn.text}")
    return "\n".join([*out, f"    (ended: {played.state.outcome})"])


def main() -> None:
    """Prints the sample."""
    wanted = argparse.ArgumentParser(description="Dialogues for readers")
    wanted.add_argument("--count", type=int, default=120)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--least", type=int, default=12)
    wanted.add_argument("--cast", type=Path, help="other trainees, as benchmarks/cast")
    asked = wanted.parse_args()
    rng = random.Random(asked.seed)
    people = [v for path in sorted(shipped("personas").glob("*.yaml")) for v in persona.load(path).variants]
    reader, cast = Reader.default(), load_cast(asked.cast)
    pairs = [(p, t) for t in cast.scripts for p in people]
    rng.shuffle(pairs)
    done = 0
    for prospect, trainee in pairs:
        if done >= asked.count:
            break
        played = play(prospect, cast.scripts[trainee], cast.ears, reader, rng.randrange(10**6))
        if len(played.turns) < asked.least:
            continue
        done += 1
        person, offer = prospect.person, prospect.you_sell
        print(
            f"\n=== Dialogue {done}: {person.name}, {person.role}, {person.company} ({prospect.situation}); {trainee}"
        )
        print(f"Before: {prospect.before}\nThe rep sells: {offer.product}. {offer.price}\n")
        print(shown(played))


if __name__ == "__main__":
    main()
