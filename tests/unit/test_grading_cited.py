"""Which turns are quoted for a level."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path
from string import ascii_lowercase

import numpy as np
import pytest

from holdtheline.grading.agreement import leniency
from holdtheline.grading.callread import CallRead, read_call
from holdtheline.grading.cited import FARTHEST, TURNED, logistic, turn_rows, with_levels
from holdtheline.grading.levels import Levels
from holdtheline.grading.offline import grade
from holdtheline.grading.quotes import CITED, MOST, deciding
from holdtheline.grading.turnwords import MOST_TOKENS, around
from holdtheline.moves.features import and_pairs, counted
from holdtheline.moves.lookup import Said
from holdtheline.moves.reader import Reader
from holdtheline.rubric import Rubric
from holdtheline.transcript import Transcript, read_lines
from holdtheline.yamlfile import read

ROOT = Path(__file__).parents[2]
RUBRIC = read(ROOT / "rubrics" / "challenge-over-rapport.yaml", Rubric)
with (ROOT / "training" / "data" / "calls.jsonl").open(encoding="utf-8") as _lines:
    CALLS = read_lines(list(_lines)[::20], "calls.jsonl")


def understood(call: Transcript) -> CallRead:
    return read_call(call, Reader.default().read_call(call))


@pytest.fixture(scope="module")
def one() -> CallRead:
    return understood(CALLS[0])


def test_every_quote_is_in_its_turn_word_for_word() -> None:
    for call in CALLS:
        for score in grade(call, RUBRIC).criteria.values():
            assert len(score.evidence) <= MOST
            assert len({e.turn for e in score.evidence}) == len(score.evidence)
            for e in score.evidence:
                assert call.turns[e.turn - 1].speaker == "rep"
                assert e.quote in call.turns[e.turn - 1].text


def test_odds_however_far_out_are_a_chance() -> None:
    with np.errstate(all="raise"):
        found = logistic(np.array([-1e6, -2.0, 0.0, 2.0, 1e6], dtype=np.float32))
        scale = Levels.default().scale_of("truth")
        spread = [scale.probabilities(score) for score in (-1e4, 1e4)]
    assert found == pytest.approx([0.0, 0.119203, 0.5, 0.880797, 1.0])
    assert [int(p.argmax()) for p in spread] == [0, 4]
    assert all(p.sum() == pytest.approx(1.0) for p in spread)


def test_a_chance_for_each_turn_and_criterion(one: CallRead) -> None:
    chances = Levels.default().chances(one, dict.fromkeys(Levels.default().criteria, 2.0))
    assert set(chances) == set(Levels.default().criteria)
    for by_turn in chances.values():
        assert list(by_turn) == [t.number for t in one.turns]
        assert all(0 <= p <= 1 for p in by_turn.values())


def test_the_level_changes_which_turns_count(one: CallRead) -> None:
    levels = Levels.default()
    low, high = (levels.cited.chances(one, np.full(6, at, dtype=np.float32)) for at in (0.0, 4.0))
    assert (low.argmax(axis=0) != high.argmax(axis=0)).any()


def test_rows_for_a_criterion_hold_its_level_and_all_places(one: CallRead) -> None:
    rows = turn_rows(one)
    places = np.array([0, 1, 2, 3, 4, 3.3], dtype=np.float32)
    spoken = np.arange(6 * len(rows), dtype=np.float32).reshape(-1, 6)
    wide = with_levels(rows, places, 2, spoken)
    assert wide.shape == (len(one.turns), rows.shape[1] + TURNED + 7)
    assert not wide[:, rows.shape[1] : rows.shape[1] + TURNED].any()  # level 2 is the middle
    assert wide[0, -7:-1] == pytest.approx(places)
    assert (wide[:, -1] == spoken[:, 2]).all()


def test_the_words_around_a_turn_have_their_place() -> None:
    lengthy = " ".join(f"word {a}{b}" for a in ascii_lowercase[:20] for b in ascii_lowercase[:20])
    turns = [("prospect", "Drawers jam."), ("rep", "Which drawers?"), ("prospect", "Mine."), ("rep", lengthy)]
    call = Transcript.model_validate({"id": "x", "turns": [{"speaker": s, "text": t} for s, t in turns]})
    first, last = (list(chain.from_iterable(and_pairs(*f) for f in turn.words)) for turn in around(understood(call)))
    assert {"pdrawers", "pjam", "rwhich", "rwhich drawers", "nmine"} <= set(first)
    assert "pmine" in last and not any(name.startswith("n") for name in last)
    assert last.count("rword") == MOST_TOKENS / 2


def test_what_the_prospect_says_next_counts(one: CallRead) -> None:
    words = Levels.default().cited
    silent = replace(one, prospect=())
    found, bare = words.spoken(one), words.spoken(silent)
    assert found.shape == bare.shape == (len(one.turns), 6)
    assert np.isfinite(found).all() and (found != bare).any()


def test_clear_turns_are_quoted_else_the_likeliest(one: CallRead) -> None:
    numbers = [t.number for t in one.turns]
    clear = dict.fromkeys(numbers, 0.0) | {numbers[1]: 0.9, numbers[3]: CITED}
    assert [t.number for t in deciding(one, "ground", 2, clear)] == [numbers[1], numbers[3]]
    vague = dict.fromkeys(numbers, 0.1) | {numbers[2]: 0.2}
    assert [t.number for t in deciding(one, "ground", 2, vague)] == [numbers[2]]
    assert deciding(one, "respect", 3, vague) == []
    assert deciding(one, "challenge", 0, clear) == []
    assert len(deciding(one, "substance", 3, dict.fromkeys(numbers, 0.8))) == min(MOST, len(numbers))


def test_hollow_turns_hold_up_no_level() -> None:
    line = "And who else would have to say yes before any of this happened at your place?"
    turns = [t for _ in range(3) for t in ({"speaker": "rep", "text": line}, {"speaker": "prospect", "text": "What?"})]
    again = understood(Transcript.model_validate({"id": "x", "turns": turns}))
    assert set(again.hollow) == {3, 5}
    sure = {1: 0.6, 3: 0.99, 5: 0.99}
    assert [t.number for t in deciding(again, "truth", 2, sure)] == [1]
    assert [t.number for t in deciding(again, "respect", 1, sure)] == [1, 3, 5]


def test_leniency_has_a_sign() -> None:
    truth = np.array([1, 2, 3])
    assert leniency(truth, np.array([2, 2, 3])) == pytest.approx(1 / 3)
    assert leniency(truth, np.array([1, 0, 3])) == pytest.approx(-2 / 3)


def test_chances_are_the_sums_that_were_learned(one: CallRead) -> None:
    cited, places = Levels.default().cited, np.array([0, 1, 2, 3, 4, 3.3], dtype=np.float32)
    rows, spoken = turn_rows(one), cited.spoken(one)
    for k in range(6):
        scaled = (with_levels(rows, places, k, spoken) - cited.mean[:, k]) / cited.spread[:, k]
        hidden = np.maximum(np.clip(scaled, -FARTHEST, FARTHEST) @ cited.nets.inside[k] + cited.nets.inner[k], 0)
        nets = hidden @ cited.nets.outside[k] + cited.nets.outer[k]
        learned = logistic((scaled @ cited.weights[:, k] + cited.bias[k] + nets) / 2)
        assert cited.chances(one, places)[:, k] == pytest.approx(learned, abs=1e-5)


def test_rows_of_words_are_those_of_named_features(one: CallRead) -> None:
    known = Levels.default().cited.words.vocabulary
    turns = around(one)
    for turn, (places, values) in zip(turns, known.rows(turns), strict=True):
        named = known.known(counted(chain.from_iterable(and_pairs(*family) for family in turn.words)))
        assert dict(zip(places, values, strict=True)) == pytest.approx(dict(zip(*named, strict=True)))
    assert known.rows([Said([("r", [])])])[0][0].size == 0
