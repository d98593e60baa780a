"""Findings beyond a valid file: what is dull, gives itself away or cannot be reached, each with line and mend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from holdtheline import persona
from holdtheline.cli.checks import personas
from holdtheline.prospect.check import Finding, check
from tests.unit import people

SECOND = """\
  - id: price
    text: They pay too much.
    gate: {moves: [dig], topics: [cost], respect: 2}
    words: [overpay]
    deflect: ["That's our business.", "Ask me something else."]
    hint: ["It adds up."]
    tell: ["We overpay.", "We overpay a lot."]
    question: What does it cost?
    after: merger
"""


def findings(text: str) -> list[Finding]:
    return check(persona.parse(text, "sample.yaml"), "sample.yaml")


def changed(*swaps: tuple[str, str]) -> str:
    text = people.TEXT
    for old, new in swaps:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def one(text: str, words: str, kind: str = "fault") -> Finding:
    """The only finding that says so."""
    found = [f for f in findings(text) if words in f.text]
    assert len(found) == 1, [str(f) for f in findings(text)]
    assert found[0].kind == kind
    return found[0]


def test_the_sample_itself_has_no_faults() -> None:
    assert [str(f) for f in findings(people.TEXT) if f.kind == "fault"] == []


@pytest.mark.parametrize("moves", ["[flatter]", "[cave, pressure, vague_follow_up]"])
def test_a_gate_whose_moves_open_nothing_is_a_fault_and_so_is_the_end_that_waits_for_it(moves: str) -> None:
    text = changed(("moves: [dig, challenge, qualify]", f"moves: {moves}"))
    found = one(text, "truth `merger` never opens")
    assert found.line == line_of(text, "gate:")
    assert "name a move such as dig" in found.text
    assert one(text, "a next step takes truth `merger`, which cannot open").line == line_of(text, "  firm: {truths: [m")
    assert one(text, "an honest no takes truth `merger`").line == line_of(text, "  honest_no: {truths: [m")


def test_respect_above_what_can_be_earned() -> None:
    nothing = "\n".join(
        f"  {move}: {{respect: 0, patience: -2}}"
        for move in ("answer", "discover", "qualify", "dig", "challenge", "hold", "candour", "empathise", "next_step")
    )
    text = changed(("lines:\n", f"reacts:\n{nothing}\nlines:\n"))
    assert "no more than 0 can be earned here, lower it" in one(text, "asks for respect 2").text
    assert not [f for f in findings(people.TEXT) if "asks for respect" in f.text]


def test_respect_that_hardly_anybody_earns_is_advice() -> None:
    text = changed(("topics: [reason, timing], respect: 2", "topics: [reason, timing], respect: 8"))
    assert one(text, "ten turns of good work", "advice").line == line_of(text, "gate:")


def test_truths_that_wait_for_one_another() -> None:
    circle = changed(
        ("    question: What's in the way?\n", "    question: What's in the way?\n    after: price\n" + SECOND),
    )
    found = one(circle, "wait for one another")
    assert found.line == line_of(circle, "after: price")
    assert "drop one `after`" in found.text
    alone = changed(("    question: What's in the way?\n", "    question: What's in the way?\n    after: merger\n"))
    assert "waits for itself" in one(alone, "truth `merger` waits").text
    straight = changed(("    question: What's in the way?\n", "    question: What's in the way?\n" + SECOND))
    assert not [f for f in findings(straight) if "wait" in f.text]


def test_what_waits_for_a_truth_that_cannot_open_cannot_be_heard() -> None:
    text = changed(("moves: [dig, challenge, qualify]", "moves: [flatter]"))
    assert one(text, "this about `cost` waits for truth `merger`", "advice").line == line_of(text, "topic: cost, needs")


def test_an_end_that_takes_more_answers_than_there_are() -> None:
    text = changed(("asked: 1, topics: [use, timing]", "asked: 3, topics: [timing]"))
    found = one(text, "takes 3 answered questions about `timing`; there are 0 answers")
    assert found.line == line_of(text, "asked: 3")


def test_a_right_end_that_cannot_happen_and_a_release_that_names_nothing() -> None:
    text = changed(("right_end: [next_step, honest_no]", "right_end: [committed]"))
    assert {f.line for f in findings(text) if "which takes `ends.order`" in f.text} == {line_of(text, "right_end:")}
    text = changed(("  honest_no: {truths: [merger], respect: 2}", "  released: {truths: [nobody]}"))
    assert [f for f in findings(text) if "names truth 'nobody'" in f.text]


def test_acts_with_fewer_than_three_lines_also_those_that_only_its_ends_need() -> None:
    text = changed(('  prompt: ["prompt one.", "prompt two.", "prompt three."]', '  prompt: ["prompt one."]'))
    assert {f.line for f in findings(text) if "`lines.prompt` has 1 line;" in f.text} == {line_of(text, "  prompt:")}
    text = changed(
        ('  step_who: ["step_who one.", "step_who two {when}.", "step_who three."]\n', ""),
        ("respect: 2, needs: [when]", "respect: 2, needs: [when, brings]"),
    )
    assert "write at least 3" in one(text, "`lines.step_who` has no lines").text
    assert not [f for f in findings(people.TEXT) if "has 1 line" in f.text]


def test_a_give_away_is_found_on_its_line_once_for_all_variants() -> None:
    text = changed(('"greet two."', '"It is the Merger, of course."'))
    found = one(text, "'Merger' gives away truth `merger`")
    assert found.line == line_of(text, "  greet:")
    assert str(found).startswith(f"sample.yaml, line {found.line}: ")


def test_a_line_that_stands_twice_names_both_places() -> None:
    text = changed(
        ('"greet two."', '"I never forget a friendly voice."'),
        ('"chat three."', '"I never forget, a friendly voice!"'),
    )
    found = one(text, "stands twice", "advice")
    assert found.line == line_of(text, "  chat:")
    assert f"first on line {line_of(text, '  greet:')}" in found.text


def test_a_portrait_that_does_not_exist() -> None:
    text = changed(("company: Dale and Co}", "company: Dale and Co, portrait: p99}"))
    found = one(text, "portrait `p99` does not exist; use one of p01 to p")
    assert found.line == line_of(text, "portrait: p99")


def test_a_twin_who_opens_otherwise_is_told_by_it() -> None:
    text = changed(
        ("    serves: true\n", '    serves: true\n    lines:\n      pick_up: ["Dale here, shoot, I am in."]\n')
    )
    found = one(text, "the first words of this twin are unlike those of ann", "advice")
    assert found.line == line_of(text, "      pick_up:")
    same = changed(("    serves: true\n", '    serves: true\n    lines:\n      pick_up: ["pick_up, one, Bea."]\n'))
    assert not [f for f in findings(same) if "unlike" in f.text]


def test_a_card_tells_who_means_it_only_where_the_others_share_one() -> None:
    twin_card = ("    serves: true\n", "    serves: true\n    card: Something else entirely, friend.\n")
    assert one(changed(twin_card), "the card of this twin", "advice")
    third = "  - {key: cat, card: Whatever you like, person: {name: Cat Fox, role: Clerk, company: Fox}}\n"
    assert not [f for f in findings(changed(twin_card) + third) if "the card of" in f.text]


def test_common_questions_without_an_answer_and_a_twin_that_is_missing() -> None:
    assert [f for f in findings(people.TEXT) if "`answers` has none for `budget`" in f.text and f.kind == "advice"]
    alone = people.TEXT[: people.TEXT.index("  - key: bea")]
    assert "add a variant with `twin: true`" in one(alone, "has no twin").text


def test_the_command_prints_faults_with_file_and_line_and_fails(tmp_path: Path) -> None:
    file = tmp_path / "sample.yaml"
    text = changed(("moves: [dig, challenge, qualify]", "moves: [flatter]"))
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(personas, ["check", str(file)], standalone_mode=False)
    assert done.return_value == 1
    said = json.loads(done.stdout.splitlines()[0])
    assert said["ok"] is False
    assert any(f"sample.yaml, line {line_of(text, 'gate:')}" in fault for fault in said["faults"])


def test_answers_without_an_example_of_a_question_are_named_once_a_person() -> None:
    found = [f for f in findings(people.TEXT) if "no `asked`" in f.text]
    assert found and all(f.kind == "advice" for f in found)
    whose = persona.parse(people.TEXT, "sample.yaml").variants
    assert len(found) <= len(whose)
