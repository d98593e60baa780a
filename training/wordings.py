"""``python -m training.wordings``: how many levels change when a labelled call is said tersely or at length.

The call and its other wordings are graded by models that have seen neither.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from holdtheline import yamlfile
from holdtheline.grading.offline import grade
from holdtheline.rubric import Rubric
from training.cross import held_out
from training.data import load, reworded

RUBRIC = Path(__file__).parent.parent / "rubrics" / "challenge-over-rapport.yaml"


def changes() -> dict[str, dict[str, list[int]]]:
    """By wording and criterion: the levels that each call gained; 9 where a level came or went."""
    rubric = yamlfile.read(RUBRIC, Rubric)
    known = load("calls.jsonl")
    others = defaultdict(list)
    for one in reworded(known):
        others[one.of].append(one.call)
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for places, reader, levels in held_out([one.call for one in known], "call"):
        for call in (known[i].call for i in places if known[i].call.id in others):
            before = grade(call, rubric, reader=reader, levels=levels).criteria
            for other in others[call.id]:
                after = grade(other, rubric, reader=reader, levels=levels).criteria
                for id, score in before.items():
                    if score.applicable:
                        was, now = score.level, after[id].level
                        gained = 9 if was is None or now is None else now - was
                        found[other.id.rpartition(" ")[2]][id].append(gained)
    return found


def main() -> None:
    """Measures and prints JSON: the share of levels that change, of those that do by more than one, and the mean."""
    report = {}
    for wording, by_criterion in sorted(changes().items()):
        every = [gained for all_of_it in by_criterion.values() for gained in all_of_it]
        report[wording] = {
            "levels": len(every),
            "changed": round(sum(g != 0 for g in every) / len(every), 3),
            "by_more_than_one": round(sum(abs(g) > 1 for g in every) / len(every), 3),
            "mean_gain": round(sum(g for g in every if g != 9) / len(every), 3),
            **{id: round(sum(g != 0 for g in gains) / len(gains), 3) for id, gains in by_criterion.items()},
        }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
