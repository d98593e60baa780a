"""The mind's promises, tried with any sequence of turns."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtheline.moves.heard import Heard
from holdtheline.persona import Prospect
from holdtheline.persona.models import Effect as Reacts
from holdtheline.prospect import constants as c
from holdtheline.prospect import engine, mind
from holdtheline.prospect.effects import effect
from holdtheline.prospect.state import State
from holdtheline.vocabulary import MOVES, OUTCOMES, TOPICS
from tests.unit.people import masked, twin

MASKED = masked()
TWIN = twin()

turns = st.builds(
    lambda made, about, asks, words, clarity, closes, when, brings, orders, grader, text: Heard(
        text=text,
        moves=dict.fromkeys(made, 0.9),
        made=tuple(made),
        topics=dict.fromkeys(about, 0.8),
        about=tuple(about),
        asks=asks,
        words=words,
        clarity=clarity,
        closes=closes,
        when=when,
        brings=brings,
        orders=orders,
        addressed_the_grader=grader,
    ),
    made=st.lists(st.sampled_from(list(MOVES)), min_size=1, max_size=4, unique=True),
    about=st.lists(st.sampled_from(list(TOPICS)), max_size=4, unique=True),
    asks=st.integers(0, 6),
    words=st.integers(0, 900),
    clarity=st.floats(0, 1),
    closes=st.sampled_from([None, None, None, "no", "offer", "bye"]),
    when=st.sampled_from([None, "Thursday at ten"]),
    brings=st.sampled_from([None, "your boss"]),
    orders=st.booleans(),
    grader=st.booleans(),
    text=st.text(max_size=60),
)
calls = st.lists(turns, min_size=1, max_size=40)
people = st.sampled_from([MASKED, TWIN])


def play(prospect: Prospect, heards: list[Heard], seed: int) -> list[tuple[State, State, object]]:
    state, _ = engine.open_call(prospect, seed)
    steps = []
    for heard in heards:
        if state.over:
            break
        after, directive = mind.step(prospect, state, heard, engine.dice(seed, state.turn + 1))
        steps.append((state, after, directive))
        state = after
    return steps


@given(people, calls, st.integers(0, 99))
@settings(max_examples=200, deadline=None)
def test_the_same_seed_and_words_give_the_same_call(prospect: Prospect, heards: list[Heard], seed: int) -> None:
    assert play(prospect, heards, seed) == play(prospect, heards, seed)


@given(people, calls, st.integers(0, 99))
@settings(max_examples=300, deadline=None)
def test_any_turns_leave_a_valid_state(prospect: Prospect, heards: list[Heard], seed: int) -> None:
    for _, after, _ in play(prospect, heards, seed):
        assert 0 <= after.patience <= 10 and 0 <= after.respect <= 10 and 0 <= after.interest <= 10
        assert after.outcome is None or after.outcome in OUTCOMES
        assert set(after.opened) <= {t.id for t in prospect.truths}
        assert State.from_dict(after.to_dict()) == after


@given(people, calls, st.integers(0, 99))
@settings(max_examples=300, deadline=None)
def test_patience_rises_only_by_an_earning_move(prospect: Prospect, heards: list[Heard], seed: int) -> None:
    for (before, after, _), heard in zip(play(prospect, heards, seed), heards, strict=False):
        if after.patience > before.patience and not after.warned:
            assert heard.did(*c.EARNING)


@given(calls, st.integers(0, 99))
@settings(max_examples=300, deadline=None)
def test_a_closed_truth_is_in_no_directive(heards: list[Heard], seed: int) -> None:
    for _, after, directive in play(MASKED, heards, seed):
        assert set(directive.truths) == set(after.opened)
        if directive.act == "tell":
            assert directive.truth in after.opened
        if directive.answer is not None:
            needs = MASKED.answers[directive.answer].needs
            assert needs is None or needs in after.opened


@given(calls, st.integers(0, 99))
@settings(max_examples=300, deadline=None)
def test_no_single_turn_opens_a_truth(heards: list[Heard], seed: int) -> None:
    for i, (_, after, _) in enumerate(play(MASKED, heards, seed), 1):
        if after.opened:
            assert i >= 2 and after.respect_turns >= c.TURNS_FOR_A_TRUTH
            return


@given(people, turns, st.sampled_from(OUTCOMES))
@settings(max_examples=60, deadline=None)
def test_an_ended_call_stays_ended(prospect: Prospect, heard: Heard, outcome: str) -> None:
    over = replace(mind.first_state(prospect), outcome=outcome)
    with pytest.raises(ValueError, match="over"):
        mind.step(prospect, over, heard, random.Random(1))
    assert mind.rep_ends(prospect, over) == over


@given(people, calls, st.integers(0, 99))
@settings(max_examples=200, deadline=None)
def test_nobody_talks_on_long_after_patience_has_run_out(prospect: Prospect, heards: list[Heard], seed: int) -> None:
    since = 0
    for _, after, _ in play(prospect, heards, seed):
        since = since + 1 if after.patience <= 0 or since else 0
        assert since < 6


@given(calls, st.integers(0, 99))
@settings(max_examples=200, deadline=None)
def test_no_line_is_said_twice(heards: list[Heard], seed: int) -> None:
    state, opening = engine.open_call(MASKED, seed)
    said = [opening] if opening else []
    for heard in heards:
        if state.over:
            break
        reply = engine.reply(MASKED, state, heard, said, seed)
        assert reply.text not in said
        said.append(reply.text)
        state = reply.state


def heard(made: str, about: str = "", **more: object) -> Heard:
    moves = tuple(made.split())
    topics = tuple(about.split())
    return Heard(
        text=f"{made} {about} {more}",
        moves=dict.fromkeys(moves, 0.9),
        made=moves,
        topics=dict.fromkeys(topics, 0.9),
        about=topics,
        words=14,
        **{"asks": int(bool(topics)), **more},
    )


def outcome_of(prospect: Prospect, heards: list[Heard], seed: int = 1) -> State:
    state, _ = engine.open_call(prospect, seed)
    for one in heards:
        if not state.over:
            state, _ = mind.step(prospect, state, one, engine.dice(seed, state.turn + 1))
    return mind.rep_ends(prospect, state)


HOLDING = [
    heard("hold"),
    heard("hold dig", "reason"),
    heard("dig", "reason"),
    heard("dig candour", "cost"),
    heard("next_step", "next", when="Thursday at ten"),
]
PLEASING = [heard("small_talk appease"), heard("flatter"), heard("cave"), heard("appease", "reason")] * 3


def test_holding_and_digging_opens_the_truth_and_earns_the_step() -> None:
    ends = [outcome_of(MASKED, HOLDING, seed) for seed in range(50)]
    assert sum(bool(s.opened) for s in ends) >= 45
    assert sum(s.outcome == "next_step" for s in ends) >= 40


def test_pleasing_opens_nothing() -> None:
    ends = [outcome_of(MASKED, PLEASING, seed) for seed in range(50)]
    assert not any(s.opened for s in ends)
    assert not any(s.outcome in ("next_step", "committed") for s in ends)


def test_a_twin_serves_a_plain_handling_and_is_insulted_by_the_tough_reflex() -> None:
    plain = [heard("discover", "use"), heard("answer next_step", "next", when="Friday at nine"), heard("other")]
    tough = [heard("hold"), heard("hold dig", "reason"), heard("challenge", "reason"), heard("hold")] * 2
    assert all(outcome_of(TWIN, plain, s).outcome == "next_step" for s in range(50))
    assert not any(outcome_of(TWIN, tough, s).outcome in ("next_step", "committed") for s in range(50))


def test_words_without_weight_earn_nothing() -> None:
    stuffed = heard("hold dig challenge qualify", "reason cost who_decides budget problem change", asks=5)
    state = outcome_of(MASKED, [stuffed] * 6)
    assert state.respect == 0 and not state.opened


def test_what_may_as_well_be_a_plain_question_offends_nobody() -> None:
    """Read as digging and as a plain question alike, a question costs a twin who minds digging nothing."""
    state, _ = engine.open_call(TWIN, 1)
    minds = TWIN.model_copy(update={"reacts": {"dig": Reacts(patience=-1.5, respect=-0.5)}})
    both = heard("dig discover", "problem", asks=1)
    surely = replace(both, moves={"dig": 0.95, "discover": 0.3})
    assert effect(minds, state, surely, "dig").patience < 0
    assert min(effect(minds, state, both, "dig").patience, effect(minds, state, both, "dig").respect) >= 0
