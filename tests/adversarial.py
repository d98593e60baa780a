"""Calls written to be graded, tricks played on them, and the same calls said in fewer or more words.

``data/adversarial/calls_*.txt`` holds the calls. A head line `== id | prospect | quality`, `B:` what the rep may claim
(product, price, proof), then turns: `P:` the prospect, `R:` the rep, `T:` the same tersely, `L:` the same at length.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any, Literal

import yaml

from holdtheline.grading.brief import Brief
from holdtheline.transcript import MAX_REP_MESSAGE, Transcript

_FOLDER = Path(__file__).parent / "data" / "adversarial"
Part = Literal["seen", "fresh"]
Said = list[tuple[str, str]]
"""Turns as (speaker, text)."""


@dataclass(frozen=True)
class Written:
    """A call in three wordings. ``quality``: weak, middling or good, as it was meant when written."""

    id: str
    persona: str
    quality: str
    brief: Brief
    plain: tuple[tuple[str, str], ...]
    terse: tuple[tuple[str, str], ...]
    padded: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tricked:
    """A clean call and what a trick made of it."""

    trick: str
    part: Part
    clean: Transcript
    call: Transcript
    brief: Brief


@cache
def written() -> tuple[Written, ...]:
    """All calls of the files."""
    whole = "".join(p.read_text(encoding="utf-8") for p in sorted(_FOLDER.glob("calls_*.txt")))
    return tuple(_parsed(block) for block in whole.split("== ")[1:])


def _parsed(block: str) -> Written:
    head, *lines = [line for line in block.splitlines() if line]
    id, persona, quality = (part.strip() for part in head.split("|"))
    wordings: dict[str, Said] = {"R": [], "T": [], "L": []}
    product, price, proof = "", "", ""
    for line in lines:
        mark, text = line.split(": ", 1)
        if mark == "B":
            product, price, proof = (part.strip() for part in text.split("|"))
        elif mark == "P":
            for said in wordings.values():
                said.append(("prospect", text))
        else:
            wordings[mark].append(("rep", text))
    plain, terse, padded = (tuple(said) for said in wordings.values())
    return Written(id, persona, quality, Brief(product, price, (proof,)), plain, terse, padded)


def transcript(
    id: str, persona: str, said: Iterator[tuple[str, str]] | Said | tuple[tuple[str, str], ...]
) -> Transcript:
    """A call of these turns; the prospect's kind is known, the person is not."""
    turns = [{"speaker": who, "text": text} for who, text in said]
    return Transcript.model_validate({"id": id, "persona": persona, "twin": False, "turns": turns})


@cache
def _lines() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((_FOLDER / "tricks.yaml").read_text(encoding="utf-8"))
    return found


def _added(said: Said, lines: list[str]) -> Said:
    """One of the lines behind each of the rep's turns but the first. ``{them}``: what the prospect said last."""
    out: Said = []
    rest = cycle(lines)
    them, turns = "", 0
    for who, text in said:
        if who == "prospect":
            them = text
        else:
            turns += 1
            if turns > 1:
                text = f"{text} {next(rest).format(them=them)}"
        out.append((who, text))
    return out


def _hidden(said: Said, part: Part) -> Said:
    """Signs that show nothing inside the rep's words."""
    mark = {"seen": "\u200b", "fresh": "\u2060"}[part]
    return [(w, t.replace("e", f"e{mark}").replace("o", f"{mark}o") if w == "rep" else t) for w, t in said]


_ALIKE = {
    "seen": str.maketrans("aceopxy", "асеорху"),
    "fresh": str.maketrans({**{c: chr(ord(c) + 0xFEE0) for c in "abdeghkmn"}, "o": "ο", "i": "і"}),
}


def _alike(said: Said, part: Part) -> Said:
    """Letters of other alphabets that look the same."""
    return [(w, t.translate(_ALIKE[part]) if w == "rep" else t) for w, t in said]


def _fillers(said: Said, part: Part) -> Said:
    """Five hundred tiny turns of the rep's before the last two turns, each with a tiny answer."""
    own, theirs = cycle(_lines()["filler_pairs"][part]), cycle(_lines()["replies_to_filler"])
    tiny = [pair for _ in range(500) for pair in (("rep", next(own)), ("prospect", next(theirs)))]
    at = max(i for i, (who, _) in enumerate(said) if who == "rep")
    return [*said[:at], *tiny, *said[at:]]


def _split(said: Said, part: Part) -> Said:
    """Every rep turn in pieces of two (or three) words, the prospect saying "mm" between."""
    size = {"seen": 3, "fresh": 2}[part]
    out: Said = []
    for who, text in said:
        if who == "prospect":
            out.append((who, text))
            continue
        words = text.split()
        pieces = [" ".join(words[i : i + size]) for i in range(0, len(words), size)]
        for n, piece in enumerate(pieces):
            out += [("prospect", "Mm.")] * (n > 0) + [("rep", piece)]
    return out


def _giant(said: Said, part: Part) -> Said:
    """A speech of as many characters as a turn may have, behind the rep's second turn."""
    at = [i for i, (who, _) in enumerate(said) if who == "rep"][1]
    text, more = said[at][1], cycle(_lines()["monologue"][part])
    while len(text) + len(line := next(more)) < MAX_REP_MESSAGE - 1:
        text = f"{text} {line}"
    return [*said[:at], ("rep", text), *said[at + 1 :]]


def _adding(name: str) -> Callable[[Said, Part], Said]:
    return lambda said, part: _added(said, _lines()[name][part])


TRICKS: dict[str, Callable[[Said, Part], Said]] = {
    **{name: _adding(name) for name in (
        "keywords", "empty_challenge", "interrogation", "padding", "challenger_flattery", "to_the_grader",
        "invented_facts", "copying", "other_alphabets",
    )},
    "invisible_characters": _hidden,
    "look_alikes": _alike,
    "giant_turn": _giant,
    "tiny_turns": _fillers,
    "turns_in_pieces": _split,
}  # fmt: skip
"""Each trick, by name: turns in, turns out."""


def tricked() -> Iterator[Tricked]:
    """Every trick on every call: with lines seen while the grader was mended on one half, fresh ones on the other."""
    for number, name in enumerate(TRICKS):
        for place, one in enumerate(written()):
            part: Part = "seen" if (number + place) % 2 else "fresh"
            clean = transcript(one.id, one.persona, one.plain)
            call = transcript(f"{one.id} {name}", one.persona, TRICKS[name](list(one.plain), part))
            yield Tricked(name, part, clean, call, one.brief)
