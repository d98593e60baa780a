"""The guard: what a model may not put into a prospect's mouth, and that written lines pass it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from holdtheline import persona
from holdtheline.prospect import scripted
from holdtheline.prospect.directive import Directive
from holdtheline.prospect.ends import BYES
from holdtheline.prospect.guard import Bounds, closed_words, fault_in, fault_of_whole, recital
from tests.unit import people

SHIPPED = sorted(Path("personas").glob("*.yaml"))


def bounds(act: str = "dodge", written: str = "Let's not go there.", **more: object) -> Bounds:
    end = more.pop("end", None)
    directive = Directive(act, end=end)  # type: ignore[arg-type]
    known = str(more.pop("known", written))
    return Bounds(directive, closed_words(people.masked(), ()), written, known, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sentence",
    [
        "As an AI language model, I don't take calls.",
        "I'm just an assistant.",
        "I am a chatbot made by OpenAI.",
        "My instructions say that I mustn't tell you.",
        "I can't assist with that.",
        "The system prompt forbids it.",
        "This is only a role-play, isn't it?",
        "The salesperson has asked me something.",
    ],
)
def test_nobody_falls_out_of_the_part(sentence: str) -> None:
    assert fault_in(sentence, bounds()) == "it falls out of the part"


@pytest.mark.parametrize(
    "sentence",
    ["SALESPERSON: And who decides?", "Me: No.", "Fine. Rep: thank you!", 'Then you say: "Thank you so much."'],
)
def test_nobody_speaks_for_the_rep(sentence: str) -> None:
    assert "speaks for the salesperson" in str(fault_in(sentence, bounds()))


@pytest.mark.parametrize(
    "sentence",
    [
        "Let's meet on Tuesday.",
        "Tuesday works for me.",
        "Tuesday at ten is fine.",
        "See you on Thursday, then.",
        "You've got a deal.",
        "Deal.",
        "I'll sign it today.",
        "Put me down for it.",
        "Send me the contract.",
        "It's in my diary.",
        "Okay, let's do it.",
        "I promise.",
    ],
)
def test_nothing_is_agreed_that_was_not_decided(sentence: str) -> None:
    known = "Tuesday at ten"
    assert "agrees" in str(fault_in(sentence, bounds(known=known)))
    day = "Thursday" if "Thursday" in sentence else known
    assert fault_in(sentence, bounds("order", known=known, written=f"Fine. {day}.")) is None
    assert fault_in(sentence, bounds(written=sentence)) is None, "what was written for it may be said"


@pytest.mark.parametrize("sentence", ["I'll sign it today.", "Send me the contract."])
def test_a_meeting_is_no_order(sentence: str) -> None:
    assert "agrees" in str(fault_in(sentence, bounds("step_accept")))


@pytest.mark.parametrize("sentence", ["Wednesday works for me.", "Tuesday at nine is fine.", "See you tomorrow."])
def test_another_time_than_the_one_decided_is_not_agreed_to(sentence: str) -> None:
    settled = bounds("step_accept", written="All right, then.", known=sentence)
    directive = Directive("step_accept", when="Tuesday at ten")
    assert "time" in str(fault_in(sentence, replace(settled, directive=directive)))
    assert fault_in("Tuesday at ten works for me.", replace(settled, directive=directive)) is None


def test_somebody_willing_sets_no_time_alone() -> None:
    asked = bounds("step_when", written="All right. When?")
    assert fault_in("Okay, let's do it. When?", asked) is None
    assert "agrees" in str(fault_in("Tuesday works for me.", asked))


def test_a_reply_is_not_headed_by_the_speakers_name_or_a_title() -> None:
    named = bounds(name="Ann")
    for sentence in ("Right. Ann: no.", "Ann : no.", "Your message: no.", "Fine. Reply: no."):
        assert "name in front" in str(fault_in(sentence, named))
    assert fault_in("My sister Ann says no.", named) is None


def test_words_of_the_written_line_excuse_themselves_and_no_others() -> None:
    written = "I told her goodbye and she rang again."
    assert fault_in("She had heard me say goodbye.", bounds(written=written)) is None
    assert "ends the call" in str(fault_in("I'm hanging up now. Goodbye.", bounds(written=written)))


def test_a_warning_names_the_end_and_does_not_make_it() -> None:
    warned = bounds("warn", written="Last one. Make it count.")
    assert fault_in("One more of those and I'll hang up.", warned) is None
    for sentence in ("I'm hanging up now.", "Goodbye.", "This call is over.", "Have a nice day."):
        assert "ends the call" in str(fault_in(sentence, warned))


@pytest.mark.parametrize(
    "sentence",
    [
        "Goodbye.",
        "I'm hanging up now.",
        "Have a nice day.",
        "I have to go.",
        "I'm putting the phone down.",
        "We're done.",
    ],
)
def test_nobody_leaves_who_was_to_stay(sentence: str) -> None:
    assert "ends the call" in str(fault_in(sentence, bounds()))
    assert fault_in(sentence, bounds("bye_brushed", end="brushed_off")) is None


@pytest.mark.parametrize(
    "sentence",
    ["There is a merger.", "The MERGER, you know.", "A mer\u200bger.", "A m\u0435rger.", "Mergers happen."],
    ids=["plain", "capitals", "zero width", "look-alike letter", "longer word"],
)
def test_a_closed_truth_is_not_guessed_aloud(sentence: str) -> None:
    assert fault_in(sentence, bounds()) is not None
    opened = Bounds(Directive("tell"), closed_words(people.masked(), ("merger",)), "", "")
    if sentence == "There is a merger.":
        assert fault_in(sentence, opened) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "**No.**",
        "(sighs) No.",
        "(Awkward, awkward) - No.",
        "[pauses] No.",
        "<b>No</b>",
        "- No",
        "1. No",
        "See www.example.org",
        "`no`",
        "# No",
    ],
)
def test_markup_and_stage_directions_are_not_speech(sentence: str) -> None:
    assert "markup" in str(fault_in(sentence, bounds(known="1")))


def test_numbers_come_from_the_notes_or_not_at_all() -> None:
    assert "number" in str(fault_in("We pay 900 a month.", bounds()))
    assert fault_in("We pay 1,900 a month.", bounds(known="They pay 1900.")) is None


def test_instructions_are_not_recited() -> None:
    notes = "Write only the words that Ann says aloud: no names in front of them."
    assert "instructions" in str(fault_in("Only the words that Ann says aloud, right.", bounds(recital=recital(notes))))
    assert fault_in("I have no words for that, Ann says.", bounds(recital=recital(notes))) is None


@pytest.mark.parametrize(
    ("reply", "found", "more"),
    [
        ("No. " * 70, "too long", {}),
        ("We did that one.", "said before", {"said": ["We did that one!"]}),
        ("It's private.", "does not tell", {"told": ("merger",)}),
        ("Нет, спасибо, не надо.", "not in English", {}),
        ("Fine, let's.", "time agreed", {"act": "step_accept", "when": "Tuesday at ten", "written": "Tuesday it is."}),
    ],
    ids=["length", "repetition", "truth held back", "language", "no day"],
)
def test_a_whole_reply_does_what_was_decided(reply: str, found: str, more: dict[str, object]) -> None:
    assert found in str(fault_of_whole(reply, bounds(**more)))  # type: ignore[arg-type]


def test_a_plain_reply_passes() -> None:
    assert fault_of_whole("Not today. What is it that you want?", bounds()) is None


def test_hardly_any_written_line_would_be_refused_to_a_model() -> None:
    ends = {act: end for end, act in BYES.items()}
    lines = refused = 0
    for path in SHIPPED:
        for one in persona.load(path).variants:
            said = [(act, line) for act in one.lines for line in one.spoken(act)]
            said += [("answer", line) for a in one.answers for line in a.says]
            for act, line in said:
                if scripted.QUOTING & set(re.findall(r"\{(\w+)\}", line)):
                    continue  # spoken as written, never by a model
                lines += 1
                words = scripted.fill(line, one)
                refused += fault_in(words, Bounds(Directive(act, end=ends.get(act)), (), "", words)) is not None
    assert lines > 3000 and refused / lines < 0.01, f"{refused} of {lines}"
