"""``python -m training.sentences``: how often the sentence that the grader quotes is one that a reader would quote.

Readers were given turns of labelled calls cut into sentences, a criterion and its level, and named the sentence that
shows best why, and others as good. The shipped weights quote; they have learned from these turns' moves, but from
nobody's choice of a sentence.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from holdtheline.grading.bare import count
from holdtheline.grading.evidence import sentence_spans
from holdtheline.grading.quotes import LOWERS, RAISES
from holdtheline.grading.sentences import Sentences
from holdtheline.moves.reader import Reader
from training.data import DATA, load

PICKED = "picked_sentences.jsonl"
"""What readers picked; ``part``: `set` where the bounds of ``sentences.py`` were set on it, else `measured`."""

Choices = dict[str, str]
"""By way of choosing: the sentence chosen."""


def picked() -> list[dict[str, Any]]:
    """The readers' picks, in the file's order."""
    return [json.loads(line) for line in (DATA / PICKED).read_text(encoding="utf-8").splitlines()]


def choices(picks: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], list[str], Choices]]:
    """Each pick with the sentences of its turn, and what the grader and two baselines would quote."""
    calls = {one.call.id: one.call for one in load("calls.jsonl")}
    of_call = {}
    for pick in picks:
        call = calls[pick["of"]]
        if call.id not in of_call:
            of_call[call.id] = Sentences(call, count(call).read, Reader.default())
        sentences = of_call[call.id]
        turn = next(t for t in sentences.read.turns if t.number == pick["turn"])
        weights = {**LOWERS[pick["criterion"]], **RAISES[pick["criterion"]]}
        quoted = sentences.quote(turn, weights)
        spans = sentence_spans(call.turns[pick["turn"] - 1].text)
        yield pick, spans, {"grader": quoted.quote if quoted else "", "first": spans[0], "longest": max(spans, key=len)}


def shares(picks: list[dict[str, Any]]) -> Mapping[str, Mapping[str, float]]:
    """By part of the picks: the share of choices that the reader named, for the grader and for each baseline."""
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for pick, spans, chosen in choices(picks):
        good = {pick["best"], *pick["ok"]}
        part = found[f"{pick['part']}, reader {pick['reader']}"]
        part["by chance"].append(len(good) / len(spans))
        for way, sentence in chosen.items():
            part[way].append(float(sentence in good))
        part[f"grader, {pick['criterion']}"].append(float(chosen["grader"] in good))
    return {
        name: {"turns": len(part["grader"]), **{way: round(sum(v) / len(v), 3) for way, v in part.items()}}
        for name, part in found.items()
    }


def main() -> None:
    """Measures and prints JSON."""
    print(json.dumps(shares(picked()), indent=1))


if __name__ == "__main__":
    main()
