"""Which topics a rep turn is about: cue patterns by clause, weighed by whether the clause asks, probes or states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from holdtheline import yamlfile
from holdtheline.errors import InputError
from holdtheline.moves.cue_patterns import Pattern, compile_pattern
from holdtheline.moves.finding import Late
from holdtheline.moves.follow_ups import follow_up
from holdtheline.moves.questions import Clause, Form, clauses, opening
from holdtheline.moves.spelling import Speller, common_words
from holdtheline.moves.taxonomy import TOPICS
from holdtheline.moves.text import normalise, stem
from holdtheline.moves.times import proposed_time

FLOOR = 0.2
"""Topics at or below this are not reported."""
ABOUT = 0.5
"""Topics from here on count as asked, probed or offered; below, as mentioned."""

_WEIGHT = {
    "ask": {Form.ASK: 0.85, Form.PROBE: 0.6, Form.STATE: 0.35},
    "say": {Form.ASK: 0.7, Form.PROBE: 0.75, Form.STATE: 0.65},
    "hint": {Form.ASK: 0.42, Form.PROBE: 0.35, Form.STATE: 0.28},
}
"""What a match is worth by kind of cue and form of clause; only asks, probes and ``say`` cues reach ABOUT."""
_ONLY_HINT = 0.55
"""A question that only hints at a single topic, and at nothing else, is taken to be about it."""
_SHORT = 10
"""Words in a question for which that holds."""
_PER_WORD = 0.03
"""A cue gains this for each word it insists on above two, up to four."""
_AGREE = 0.02
"""What each further cue of the same topic adds."""
_MARGIN = 0.08
"""Topics of a clause this far behind its best one become mentions: words fit many cues."""
_MENTION = 0.45
_OFFERED = 0.7
"""Weight of ``next`` where a day or time is proposed."""


@dataclass(frozen=True, slots=True)
class _Cue:
    topic: str
    kind: str
    pattern: Pattern


@dataclass(frozen=True)
class _Cues:
    all: tuple[_Cue, ...]
    by_anchor: Mapping[str, tuple[int, ...]]
    """The places in ``all`` of the cues that a stem may be part of."""
    speller: Speller
    yields: Mapping[str, frozenset[str]]
    """Broad topics, each with the narrower ones that take its place where both fit."""


@cache
def _cues() -> _Cues:
    source = "topic_cues.yaml"
    text = resources.files("holdtheline.moves").joinpath(source).read_text(encoding="utf-8")
    data, _ = yamlfile.parse(text, source)
    if unknown := set(data["topics"]) - set(TOPICS):
        raise InputError(source, f"unknown topics {sorted(unknown)}; see taxonomy.py for those there are")
    lines = [
        (topic, kind, line)
        for topic, kinds in data["topics"].items()
        for kind in _WEIGHT
        for line in kinds.get(kind, ())
    ]
    spoken = {w for _, _, line in lines for w in _plain_words(line)}
    spoken |= {w for words in data["classes"].values() for w in _plain_words(words)}
    common = Counter(stem(w) for _, _, line in lines for w in _plain_words(line))
    yields = {topic: frozenset(others.split()) for topic, others in data["yields"].items()}
    cues: list[_Cue] = []
    index: dict[str, list[int]] = {}
    for place, (topic, kind, line) in enumerate(lines):
        pattern = compile_pattern(line, data["classes"], common, f"{source}, {topic}.{kind}")
        cues.append(_Cue(topic, kind, pattern))
        for anchor in pattern.anchors:
            index.setdefault(anchor, []).append(place)
    return _Cues(
        tuple(cues),
        {a: tuple(c) for a, c in index.items()},
        Speller(spoken),
        yields,
    )


def _plain_words(line: str) -> list[str]:
    return [w for w in "".join(c if c.isalpha() else " " for c in line).split() if w.isascii()]


def topics(text: str, before: str | None = None) -> dict[str, float]:
    """Topics above FLOOR with their weight 0..1, best first. ``before``: what the prospect had just said."""
    return weigh(clauses(text), before, offers_time=proposed_time(text) is not None)


def asked_about(text: str) -> tuple[str, ...]:
    """The topics of the clauses that ask, without what else the turn speaks of; best first."""
    asking = [part for part in clauses(normalise(text[:3_000])) if part.form is Form.ASK]
    return tuple(t for t, w in weigh(asking, None, offers_time=False).items() if w >= ABOUT)


def weigh(parts: list[Clause], before: str | None, *, offers_time: bool) -> dict[str, float]:
    """As ``topics``, for clauses already cut. ``offers_time``: a day or time is put forward, hence a next step."""
    total: dict[str, float] = {}
    previous: dict[str, float] | None = None
    earlier: dict[str, float] = {}
    for part in parts:
        found = _of_clause(part)
        if part.form is Form.ASK:
            if previous is None:
                previous = mentions(before or "")
            found = follow_up(part.words, found, previous, earlier)
        earlier = found or earlier
        for topic, weight in found.items():
            old = total.get(topic, 0.0)
            total[topic] = max(old, weight) if min(old, weight) < 0.3 else 1 - (1 - max(old, weight)) * 0.8
    if offers_time:
        total["next"] = max(total.get("next", 0.0), _OFFERED)
    kept = {t: round(min(w, 0.99), 3) for t, w in total.items() if w > FLOOR}
    return dict(sorted(kept.items(), key=lambda item: (-item[1], item[0])))


@lru_cache(maxsize=512)
def _mentions(text: str) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = {}
    for part in clauses(normalise(text[-1_500:])):
        for topic, weight in _matches(part).items():
            found[topic] = max(found.get(topic, 0.0), weight)
    return tuple(sorted(found.items(), key=lambda item: -item[1]))


def mentions(text: str) -> dict[str, float]:
    """What a prospect's turn touches, best first: the ground on which "why?" or "who's that?" stands."""
    return dict(_mentions(text))


_HOW_ARE_YOU = Late(
    r"(?:\w+ ){0,3}?how (?:are|is|have) (?:you|things|everything|life|ye|yourself|the day|your day|business)(?: been)?"
    r"(?: (?:all|doing|going|keeping|getting on|been|treating you|today|so far|this (?:morning|afternoon|evening|week)|"
    r"these days|then|sir|madam|there|with you|over there|holding up|feeling|now|anyway))*"
)
_OKAY_TIME = Late(
    r"(?:\w+ ){0,4}?(?:is (?:now|this|it)|have i (?:caught|got|rung) you at|did i catch you at) (?:still )?an? "
    r"(?:\w+ ){0,2}?(?:time|moment|minute)(?: to (?:talk|speak|chat)| for you| then| sir| madam| there)*"
)
_HAPPY_WITH = Late(r"(?:\w+ ){0,4}?(?:happy|okay|ok|fine|good|comfortable) with (?:that|this|it|the above|all that)")


def _of_clause(part: Clause) -> dict[str, float]:
    said = " ".join(part.words)
    if _HOW_ARE_YOU.fullmatch(said):
        return {"greeting": 0.9, "personal": 0.5}
    if _OKAY_TIME.fullmatch(said):
        return {"greeting": 0.9, "permission": 0.5}
    if _HAPPY_WITH.fullmatch(said):
        return {}
    out = _matches(part)
    if not out:
        return out
    best = max(out.values())
    if part.form is Form.ASK and best < ABOUT:
        firm = [t for t, w in out.items() if w >= _WEIGHT["hint"][Form.ASK]]
        if len(firm) == 1 and len(part.words) <= _SHORT:
            out[firm[0]] = _ONLY_HINT
    strong = {t for t, w in out.items() if w >= ABOUT}
    yields = _cues().yields
    for topic in strong:
        if out[topic] < best - _MARGIN or strong & yields.get(topic, frozenset()):
            out[topic] = min(out[topic], _MENTION)
    return out


def _matches(part: Clause) -> dict[str, float]:
    return dict(_matched(part))


@lru_cache(maxsize=4_096)
def _matched(part: Clause) -> tuple[tuple[str, float], ...]:
    """Per topic the weight of its best cue; a cue that insists on more words, and further cues, add a little."""
    cues = _cues()
    known = common_words()
    core = opening(list(part.words))
    said = [stem(w if w in known else cues.speller.correct(w)) for w in core]
    line = " ".join(said) + " "
    seen = frozenset(said)
    out: dict[str, float] = {}
    by_anchor = cues.by_anchor
    for place in sorted({place for s in seen if s in by_anchor for place in by_anchor[s]}):
        cue = cues.all[place]
        old = out.get(cue.topic, 0.0)
        weight = _WEIGHT[cue.kind][part.form]
        if (cue.kind == "hint" and old >= weight) or not cue.pattern.found_in(line, seen):
            continue
        if weight >= ABOUT:
            weight += _PER_WORD * max(0, min(cue.pattern.slots, 4) - 2) + (_AGREE if old >= ABOUT else 0.0)
        out[cue.topic] = max(old + (_AGREE if old >= ABOUT and cue.kind != "hint" else 0.0), weight)
    return tuple((t, min(w, 0.97)) for t, w in out.items())
