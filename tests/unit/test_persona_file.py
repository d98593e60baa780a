"""A faulty persona file says what is wrong, where, and how to mend it."""

from __future__ import annotations

import pytest

from holdtheline import persona
from holdtheline.errors import InputError, InputErrors
from tests.unit.people import TEXT, sample


def faults(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        persona.parse(text, "personas/sample.yaml")
    error = caught.value
    return [str(e) for e in error.errors] if isinstance(error, InputErrors) else [str(error)]


def line_of(words: str, text: str = TEXT) -> int:
    return next(i for i, line in enumerate(text.splitlines(), 1) if words in line)


def test_a_sound_file_gives_every_variant_whole() -> None:
    read = sample()
    assert [v.key for v in read.variants] == ["ann", "bea"]
    assert read.variant().key == "ann" and not read.variant().twin
    assert read.variant("bea").spoken("greet") == read.variant("ann").spoken("greet")


def test_a_variant_replaces_answers_topic_by_topic() -> None:
    ann, bea = sample().variants
    says = {a.topic: a.says for a in bea.answers}
    assert says["current"] == {a.topic: a.says for a in ann.answers}["current"]
    assert says["use"] == ("The committee reads it on Friday.",)


CASES = {
    "unknown key": ("mask: Says no.", "mask: Says no.\nmaks: typo", "`maks` is not a known key"),
    "wrong range": ("patience: 6", "patience: 40", "less than or equal to 10, not 40"),
    "truth without gate": (
        "    gate: {moves: [dig, challenge, qualify], topics: [reason, timing], respect: 2}\n",
        "",
        "gate` is missing",
    ),
    "unknown move": ("moves: [dig,", "moves: [dgi,", "'dgi' is no known move"),
    "unknown topic": ("topics: [reason,", "topics: [raeson,", "'raeson' is no known topic"),
    "unknown act": ("  pick_up:", "  pickup:", "'pickup' is no known act"),
    "unknown slot": ('"pick_up one."', '"pick_up {whom}."', "{whom}"),
    "end with unknown truth": ("firm: {truths: [merger]", "firm: {truths: [merge]", "'merge'"),
    "no variant": ("variants:", "varaints:", "`variants` must be a list"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_named_with_file_line_and_mend(case: str) -> None:
    before, after, expected = CASES[case]
    assert before in TEXT
    found = faults(TEXT.replace(before, after, 1))
    assert any(expected in f for f in found), found
    assert all(f.startswith("personas/sample.yaml, line ") for f in found)


def test_the_line_is_the_line_of_the_fault() -> None:
    text = TEXT.replace("patience: 6", "patience: 40", 1)
    assert f"line {line_of('patience: 40', text)}:" in faults(text)[0]
    text = TEXT.replace("hold: {patience: -2.5", "hold: {patience: -25", 1)
    assert f"line {line_of('patience: -25', text)}:" in faults(text)[0]


def test_a_truth_id_that_stands_twice_is_refused() -> None:
    truth = TEXT[TEXT.index("  - id: merger") : TEXT.index("answers:")]
    assert any("'merger' stands twice" in f for f in faults(TEXT.replace("answers:", truth + "answers:", 1)))


def test_a_key_that_stands_twice_is_refused() -> None:
    assert any("`mask` stands twice" in f for f in faults(TEXT.replace("mask:", "mask: a\nmask:", 1)))


def test_broken_yaml_is_refused_with_its_line() -> None:
    assert "line" in faults("id: [unclosed\nother: 1")[0]


def test_aliases_are_refused() -> None:
    assert "aliases" in faults("a: &x [1]\nb: *x\nvariants: [1]")[0]


def test_plain_words_stay_words() -> None:
    from holdtheline import yamlfile

    data, _ = yamlfile.parse("off: no\nat: 8:30\nday: 2026-03-01\nn: 3\nyes_: true", "x")
    assert data == {"off": "no", "at": "8:30", "day": "2026-03-01", "n": 3, "yes_": True}
