"""How a grader does on labelled calls: one JSON report, failures and gaps included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import numpy as np

from holdtheline.errors import InputError, ServiceError
from holdtheline.grading.agreement import Level, baselines, f1, figures, paired, qwk
from holdtheline.grading.offline import grade
from holdtheline.grading.scorecard import Scorecard, summarise
from holdtheline.moves.reader import Reader
from holdtheline.moves.taxonomy import MOVES
from holdtheline.rubric import Rubric
from holdtheline.transcript import Transcript

Grader = Callable[[Transcript], Scorecard]
Moves = Mapping[int, Sequence[str]]
HoldOut = Literal["call", "persona", "writer"]


def read_moves(calls: Sequence[Transcript], reader: Reader | None = None) -> list[dict[int, tuple[str, ...]]]:
    """The moves made in each rep turn, by turn number, one mapping a call."""
    known = reader or Reader.default()
    return [{n: h.made for n, h in known.read_call(call).items()} for call in calls]


def evaluate(
    calls: Sequence[Transcript],
    rubric: Rubric,
    grader: Grader | None = None,
    cv: HoldOut | None = None,
    moves: Sequence[Moves] | None = None,
) -> dict[str, Any]:
    """The report.

    Calls carry ``levels`` and, if there, ``evidence``, ``moves``, ``writer`` and ``rep_style``. ``grader`` None: the
    offline one. With ``cv`` it is trained anew on the rest for each held-out part. Raises InputError for a call
    without levels, ServiceError where training is asked for and scikit-learn is not installed.
    """
    for call in calls:
        if not isinstance(call.extras.get("levels"), dict):
            raise InputError(call.id, "has no `levels`; an evaluation needs labelled calls")
    if cv is not None:
        if grader is not None:
            raise InputError("--cv", "works with the offline grader only, which is the one that is trained")
        cards, moves = _held_out(calls, rubric, cv)
    else:
        one = grader or (lambda call: grade(call, rubric))
        cards = [one(call) for call in calls]
        moves = moves if moves is not None else read_moves(calls)
    return report(calls, rubric, cards, moves, cv)


def _held_out(
    calls: Sequence[Transcript], rubric: Rubric, cv: HoldOut
) -> tuple[list[Scorecard], list[dict[int, tuple[str, ...]]]]:
    try:
        from training.cross import held_out
    except ModuleNotFoundError as fault:
        raise ServiceError(
            f"cross-validation trains the grader and needs {fault.name!r}: run it in the source tree, "
            "with the train extra installed (pip install -e '.[train]')"
        ) from None
    cards: dict[int, Scorecard] = {}
    moves: dict[int, dict[int, tuple[str, ...]]] = {}
    for index, reader, levels in held_out(calls, cv):
        for i in index:
            cards[i] = grade(calls[i], rubric, reader=reader, levels=levels)
            moves[i] = read_moves([calls[i]], reader)[0]
    return [cards[i] for i in range(len(calls))], [moves[i] for i in range(len(calls))]


def report(
    calls: Sequence[Transcript],
    rubric: Rubric,
    cards: Sequence[Scorecard],
    moves: Sequence[Moves],
    cv: HoldOut | None = None,
) -> dict[str, Any]:
    """The figures of scorecards and moves already made."""
    criteria = [c.id for c in rubric.criteria]
    truth = {c: [call.extras["levels"].get(c) for call in calls] for c in criteria}
    guess: dict[str, list[Level]] = {c: [_level(card, c) for card in cards] for c in criteria}
    lengths = [sum(len(text) for _, text in call.rep_turns()) for call in calls]
    each = {c: figures(truth[c], guess[c]) for c in criteria}
    return {
        "rubric": rubric.id,
        "rubric_hash": rubric.hash,
        "calls": len(calls),
        "held_out_by": cv,
        "labels": "by a language model; no human coach has labelled these calls",
        "mean_qwk": _mean([e["qwk"] for e in each.values()]),
        "criteria": each,
        "baselines": {c: baselines(truth[c], lengths) for c in criteria},
        "passed": _passes(calls, rubric, cards),
        "moves": _moves(calls, moves),
        "evidence": {"all": _evidence(calls, cards, criteria), **{c: _evidence(calls, cards, [c]) for c in criteria}},
        "by": {
            name: _by([_group(call, name) for call in calls], truth, guess)
            for name in ("persona", "twin", "rep_style", "writer")
        },
        "not_graded": sum(card.status == "not_graded" for card in cards),
        "confidence": _calibration(truth, cards),
    }


def _level(card: Scorecard, criterion: str) -> Level:
    found = card.criteria.get(criterion)
    return found.level if found else None


def _mean(values: Sequence[Any]) -> float | None:
    known = [v for v in values if v is not None]
    return round(float(np.mean(known)), 3) if known else None


def _group(call: Transcript, name: str) -> str:
    if name == "persona":
        return call.persona or "unknown"
    if name == "twin":
        return {True: "twin", False: "masked", None: "unknown"}[call.twin]
    return str(call.extras.get(name, "unknown"))


def _by(groups: Sequence[str], truth: Mapping[str, Sequence[Level]], guess: Mapping[str, Sequence[Level]]) -> Any:
    out = {}
    for group in sorted(set(groups)):
        rows = [i for i, g in enumerate(groups) if g == group]
        found: dict[str, Any] = {"calls": len(rows)}
        errors, kinder = [], []
        for c in truth:
            t, g = paired([truth[c][i] for i in rows], [guess[c][i] for i in rows])
            value = qwk(t, g)
            found[c] = None if np.isnan(value) else round(value, 3)
            errors += list(np.abs(t - g))
            kinder += list(g - t)
        found["mean_error"] = round(float(np.mean(errors)), 3) if errors else None
        found["leniency"] = round(float(np.mean(kinder)), 3) if kinder else None
        out[group] = found
    return out


def _passes(calls: Sequence[Transcript], rubric: Rubric, cards: Sequence[Scorecard]) -> dict[str, Any]:
    """Whether the levels pass, by the labels and by the grader; where a call ended is not known here."""
    counts = {"both": 0, "labels_only": 0, "grader_only": 0, "neither": 0}
    for call, card in zip(calls, cards, strict=True):
        levels = call.extras["levels"]
        off = tuple(c.id for c in rubric.criteria if levels.get(c.id) is None)
        change = rubric.prospects.get(call.persona or "")
        by_label = bool(summarise(rubric, levels, change, not_applicable=off).passed)
        key = ("both" if card.passed else "labels_only") if by_label else ("grader_only" if card.passed else "neither")
        counts[key] += 1
    agree = (counts["both"] + counts["neither"]) / max(1, len(calls))
    return {"agreement": round(agree, 3), **counts}


def _moves(calls: Sequence[Transcript], moves: Sequence[Moves]) -> dict[str, Any]:
    hits: dict[str, int] = defaultdict(int)
    guessed: dict[str, int] = defaultdict(int)
    true: dict[str, int] = defaultdict(int)
    turns = 0
    for call, found in zip(calls, moves, strict=True):
        labels = call.extras.get("moves")
        if not isinstance(labels, dict):
            continue
        for number, label in labels.items():
            turns += 1
            made = set(found.get(int(number), ()))
            for move in MOVES:
                hits[move] += move in made and move in label
                guessed[move] += move in made
                true[move] += move in label
    each = {m: f1(hits[m], guessed[m], true[m]) for m in MOVES if true[m] or guessed[m]}
    return {
        "turns": turns,
        "macro_f1": _mean(list(each.values())),
        "micro_f1": f1(sum(hits.values()), sum(guessed.values()), sum(true.values())),
        "f1": each,
    }


def _evidence(
    calls: Sequence[Transcript], cards: Sequence[Scorecard], criteria: Sequence[str]
) -> dict[str, float | None]:
    """Turns quoted against turns that the labels name, wherever the labels name any; both counted over criteria."""
    hits = quoted = named = 0
    for call, card in zip(calls, cards, strict=True):
        for criterion in criteria:
            label = set((call.extras.get("evidence") or {}).get(criterion, ()))
            found = card.criteria.get(criterion)
            if not label or found is None or found.level is None:
                continue
            shown = {e.turn for e in found.evidence}
            hits += len(label & shown)
            quoted += len(shown)
            named += len(label)
    return {
        "precision": round(hits / quoted, 3) if quoted else None,
        "recall": round(hits / named, 3) if named else None,
    }


def _calibration(truth: Mapping[str, Sequence[Level]], cards: Sequence[Scorecard]) -> list[dict[str, float]]:
    """Claimed confidence against the share of exact levels, in five bands."""
    pairs = []
    for c, labels in truth.items():
        for label, card in zip(labels, cards, strict=True):
            found = card.criteria.get(c)
            if found and found.confidence is not None and label is not None:
                pairs.append((found.confidence, found.level == label))
    out = []
    for low in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6):
        high = {0.0: 0.2, 0.6: 1.01}.get(low, low + 0.1)
        band = [(c, hit) for c, hit in pairs if low <= c < high]
        if band:
            said, right = float(np.mean([c for c, _ in band])), float(np.mean([h for _, h in band]))
            out.append({"from": low, "levels": len(band), "said": round(said, 3), "right": round(right, 3)})
    return out
