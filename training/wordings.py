"""``python -m training.wordings``: how many levels change when a labelled call is said tersely or at length.

The call and its other wordings are graded by models that have seen neither. Beside it: how many levels change between
the labels and other readers of the kind that made them, who read the same call, or one of its wordings, blind.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from holdtheline import yamlfile
from holdtheline.grading.offline import grade
from holdtheline.rubric import Rubric
from holdtheline.transcript import Transcript
from training.data import BY_PROGRAM, CHECKED, DATA, REWORDINGS, SECOND, load, reworded
from training.hesitant import hesitant

RUBRIC = Path(__file__).parent.parent / "rubrics" / "challenge-over-rapport.yaml"
KINDS = {REWORDINGS: "", CHECKED: "checked ", BY_PROGRAM: "program "}
"""What stands before the name of a wording, by file."""

Gains = Mapping[str, Mapping[str, list[int]]]
"""By wording and criterion: the levels that each call gained; 9 where a level came or went."""


def changes() -> Gains:
    """How levels change with the wording."""
    from training.cross import held_out  # needs what only training installs; the counting below does not

    rubric = yamlfile.read(RUBRIC, Rubric)
    known = load("calls.jsonl")
    others = defaultdict(list)
    for name, kind in KINDS.items():
        for one in reworded(known, name):
            others[one.of].append((kind + one.call.id.rpartition(" ")[2], one.call))
    for one in known:
        others[one.call.id].append(("hesitant", hesitating(one.call)))
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for places, reader, levels in held_out([one.call for one in known], "call"):
        for call in (known[i].call for i in places if known[i].call.id in others):
            before = grade(call, rubric, reader=reader, levels=levels).criteria
            for wording, other in others[call.id]:
                after = grade(other, rubric, reader=reader, levels=levels).criteria
                for id, score in before.items():
                    if score.applicable:
                        for told in {wording, wording.partition("-")[0]}:
                            found[told][id].append(gained(score.level, after[id].level))
    return found


def hesitating(call: Transcript) -> Transcript:
    """The call with fillers in the rep's turns."""
    said = [hesitant(t.text, f"{call.id}{n}") if t.speaker == "rep" else t.text for n, t in call.numbered()]
    turns = [t.model_copy(update={"text": text}) for t, text in zip(call.turns, said, strict=True)]
    return call.model_copy(update={"turns": turns})


def gained(was: int | None, now: int | None) -> int:
    """Levels between two gradings; 9 where only one of them gave one."""
    if was is None or now is None:
        return 0 if was is now else 9
    return now - was


def second_readings() -> Gains:
    """How the labels change when another reader labels the same call, or a wording of it."""
    labels = {one.call.id: one.levels for one in load("calls.jsonl")}
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for line in (DATA / SECOND).read_text(encoding="utf-8").splitlines():
        read: dict[str, Any] = json.loads(line)
        for id, level in read["levels"].items():
            found[f"labels, {read['wording']} read again"][id].append(gained(labels[read["of"]][id], level))
    return found


def shares(found: Gains) -> Iterator[tuple[str, dict[str, float]]]:
    """For each wording: the share of levels that change, of those that do by more than one, and the mean gain."""
    for wording, by_criterion in sorted(found.items()):
        every = [gain for all_of_it in by_criterion.values() for gain in all_of_it]
        graded = [gain for gain in every if gain != 9]
        yield (
            wording,
            {
                "levels": len(every),
                "changed": round(sum(g != 0 for g in every) / len(every), 3),
                "by_more_than_one": round(sum(abs(g) > 1 for g in every) / len(every), 3),
                "mean_gain": round(sum(graded) / max(1, len(graded)), 3),
                **{id: round(sum(g != 0 for g in gains) / len(gains), 3) for id, gains in by_criterion.items()},
            },
        )


def main() -> None:
    """Measures and prints JSON."""
    print(json.dumps({**dict(shares(second_readings())), **dict(shares(changes()))}, indent=1))


if __name__ == "__main__":
    main()
