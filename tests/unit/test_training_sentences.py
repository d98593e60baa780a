"""The sentences that readers picked, and how often the grader picks them too."""

from __future__ import annotations

from training.sentences import choices, picked, shares


def test_picks_are_sentences_of_their_turn() -> None:
    for pick, spans, _ in choices(picked()[::9]):
        assert {pick["best"], *pick["ok"]} <= set(spans), (pick["of"], pick["turn"])
        assert len(spans) > 1


def test_no_call_is_both_set_and_measured_on() -> None:
    of_part = {part: {p["of"] for p in picked() if p["part"] == part} for part in ("set", "measured")}
    assert not of_part["set"] & of_part["measured"]


def test_the_grader_quotes_what_readers_would_more_often_than_the_longest_sentence() -> None:
    found = shares([p for p in picked() if p["part"] == "measured"])
    for part in found.values():
        assert part["grader"] >= 0.75
        assert part["grader"] > part["longest"] > part["by chance"]
