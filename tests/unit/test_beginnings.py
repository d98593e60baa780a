"""Patterns tried only where a word they need is: found exactly as if all were tried everywhere."""

import re

import pytest

from holdtheline.moves.beginnings import needed
from holdtheline.moves.cues import REP
from holdtheline.moves.finding import Guarded, Index, Late
from holdtheline.moves.normalise import plain, sentences
from holdtheline.moves.prospect_cues import PROSPECT
from training.data import load

TEXTS = [turn.text for one in load("calls.jsonl")[::12] for turn in one.call.turns]


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        (r"\bsend (?:it|that)\b", {"send"}),
        (r"\b(?:a|the) (?:brochure|leaflet)s?\b", {"brochur", "leaflet"}),
        (r"\bcolou?r\b", {"colo"}),
        (r"\bapolog\w+|\bpardon\b", {"apolog", "pardon"}),
        (r"(?:why )?not", None),
        (r"\d{1,2} ?%", {"%"}),
        (r"\bI am (?:sure|certain)", {"sure", "certain"}),
        (r"(?<!not )\bkeen\b", {"keen"}),
        (r"\bsay(?! no)", {"say"}),
        (r"\bx*yes\b", None),
        (r"[£$]\w+", {"£", "$"}),
        (r"[^a-z]", None),
        (r"(?P<in>\bbring)", {"bring"}),
        (r"(?i:bring)", None),
    ],
)
def test_what_a_pattern_needs(pattern: str, keys: set[str] | None) -> None:
    found = needed(pattern)
    assert found[:1] == ([] if keys is None else [frozenset(keys)])


def test_a_pattern_needs_all_its_parts() -> None:
    assert needed(r"\bthe (?:big|small) vans?\b.{0,9}\?") == [{"van"}, {"big", "small"}, {"the"}, {"?"}]
    assert needed(r"\b(?:so we|then we)\b") == [{"so", "then"}]
    assert needed(r"\b(?:then we)\b") == [{"then"}, {"we"}]
    assert needed(r"[\U0001F600-\U0001F602]+") == [{"\U0001f600", "\U0001f601", "\U0001f602"}]


def test_an_index_finds_what_trying_every_pattern_finds() -> None:
    rep, theirs = Index(REP), Index(PROSPECT)
    hits = 0
    for text in map(plain, TEXTS):
        assert theirs.found_in(text) == [n for n in PROSPECT if re.search(PROSPECT[n], text)], text
        for part in sentences(text):
            found = rep.found_in(part)
            assert found == [n for n in REP if re.search(REP[n], part)], part
            hits += len(found)
    assert hits > len(TEXTS)


def test_a_guard_lets_every_match_through() -> None:
    guard = Guarded(Late(r"\b(?:sign|order) (?:today|now)\b", re.IGNORECASE))
    assert guard.search("Then SIGN today.") is not None
    assert guard.search("Then sing today.") is None and not guard.possible("Then sing today.")
    assert guard.possible("Ordnung, naïve")  # other alphabets have their own ideas of upper and lower case
