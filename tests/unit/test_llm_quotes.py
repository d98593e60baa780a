"""Quotes that a model gives: two hundred false ones, and true ones in other spelling."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from holdtheline import yamlfile
from holdtheline.grading.verdict import Quoted, Verdict, checked
from holdtheline.rubric import Rubric
from holdtheline.transcript import Transcript, read_lines

CALLS = [c for c in read_lines(Path("training/data/calls.jsonl").read_text(encoding="utf-8").split("\n"), "calls")
         if len(c.rep_turns()) >= 4]  # fmt: skip
CHALLENGE = yamlfile.read(Path("rubrics/challenge-over-rapport.yaml"), Rubric).criterion("challenge")
DICE = random.Random("quotes")
A_KIND = 60


def accepted(call: Transcript, turn: int, quote: str) -> bool:
    """Whether a level stands on that quote, or anything of it is shown."""
    score = checked(call, CHALLENGE, Verdict(level=4, quotes=[Quoted(turn=turn, quote=quote)], why="So."))
    return score.level is not None or bool(score.evidence)


def words_of(text: str, count: int) -> str:
    words = text.split()
    start = DICE.randrange(max(1, len(words) - count + 1))
    return " ".join(words[start : start + count])


def false_quotes() -> Iterator[tuple[str, Transcript, int, str]]:
    for number in range(A_KIND):
        call, other = CALLS[number], CALLS[-1 - number]
        turns = call.rep_turns()
        turn, text = DICE.choice([t for t in turns if len(t[1].split()) >= 6])
        made_up = words_of(other.rep_turns()[1][1], 9)
        yield "fabricated", call, turn, made_up
        changed = text.split()[:9]
        changed[len(changed) // 2] = "never" if changed[len(changed) // 2] != "never" else "always"
        yield "one word changed", call, turn, " ".join(changed)
        spoken = [(n, t.text) for n, t in call.numbered() if t.speaker == "prospect" and len(t.text.split()) >= 4]
        theirs, said = DICE.choice(spoken)
        yield "the prospect's", call, DICE.choice([theirs, turn]), said
        first, second = DICE.sample(turns, 2)
        yield "joined", call, first[0], f"{' '.join(first[1].split()[-4:])} {' '.join(second[1].split()[:4])}"
        long = next(w for w in re.findall(r"\w+", text) if len(w) >= 2)
        yield "two letters", call, turn, long[:2]


def test_of_three_hundred_false_quotes_none_is_accepted() -> None:
    found = [
        (kind, turn, quote)
        for kind, call, turn, quote in false_quotes()
        if not _happens_to_stand_there(kind, call, turn, quote)
    ]
    given = [(k, c, t, q) for k, c, t, q in false_quotes()]
    wrongly = [
        (kind, quote)
        for kind, call, turn, quote in given
        if accepted(call, turn, quote) and not _happens_to_stand_there(kind, call, turn, quote)
    ]
    assert len(found) >= 200 and wrongly == []


def _happens_to_stand_there(kind: str, call: Transcript, turn: int, quote: str) -> bool:
    """A stretch that another call's rep, or the prospect, shares with this very turn to the letter is no false one."""
    said = call.turns[turn - 1]
    return kind != "two letters" and said.speaker == "rep" and quote in " ".join(said.text.split())


CURLY = str.maketrans({"'": "’", '"': "“", "-": "–"})


def respelled(quote: str, number: int) -> str:
    """The same words with curly quotes, odd spaces, other case, or all of it."""
    ways = (
        lambda s: s.translate(CURLY),
        lambda s: re.sub(" ", "  \u00a0", s),
        str.upper,
        str.lower,
        lambda s: f"“{s.translate(CURLY)}”",
        lambda s: s.replace(" ", "\n").swapcase(),
        lambda s: f'  "{s}" ',
    )
    return ways[number % len(ways)](quote)


def test_true_quotes_in_other_spelling_are_accepted() -> None:
    tried = [
        (call, turn, respelled(words_of(text, 7 + number % 9), number))
        for number, (call, (turn, text)) in enumerate(
            (call, turn) for call in CALLS[:150] for turn in call.rep_turns() if len(turn[1].split()) >= 5
        )
    ]
    missed = [quote for call, turn, quote in tried if not accepted(call, turn, quote)]
    assert len(tried) >= 500
    assert len(missed) <= 0.01 * len(tried), (len(missed), len(tried), missed[:5])
