"""Numbers that nobody told the speaker are caught in digits and in words; everyday ones and written lines are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdtheline import persona
from holdtheline.moves.figures import invented, numbers
from holdtheline.prospect import scripted
from holdtheline.prospect.directive import Directive
from holdtheline.prospect.guard import Bounds, fault_in

SHIPPED = sorted(Path("personas").glob("*.yaml"))
TOLD = (
    "There are 350 seats, we pay forty-two hundred a month since 1998, and twelve percent goes to the bank. "
    "Half a million went in. Two sites, 1.2 million a year."
)

INVENTED = (
    "It costs forty dollars.",
    "We've three hundred and sixty seats.",
    "That's half a million down the drain, and then a quarter of a billion.",
    "We lose eleven percent.",
    "Two and a half million, give or take.",
    "It was fifteen hundred last year.",
    "He's been here since nineteen ninety-seven.",
    "We pay two fifty a seat.",
    "It's one forty-five a head.",
    "That's a hundred and twenty thousand a year.",
    "A million and a half, all told.",
    "A couple of thousand, I'd say.",
    "We run two dozen lines.",
    "Two thirds of them left.",
    "A third of our staff is off.",
    "We've nine trucks.",
    "There are eleven people of ours and ten suppliers.",
    "He signed for four years.",
    "Call four eight two five one.",
    "Between ten and twenty thousand.",
    "We lose forty minutes a day to it.",
    "Three point five million it was.",
    "I've 350k in the budget.",
    "It's $2m.",
    "Three grand, and not a penny more.",
    "Ninety days is what we pay in.",
    "We had one percent of that.",
    "Five dollars says you won't.",
    "Sixty-four of us work here.",
    "It was thr\u0435e hundred.",
    "Four\u200bteen of them.",
    "We're eight hundred strong.",
    "Nine a month, no more.",
    "Seven lakh, maybe.",
)

EVERYDAY = (
    "I have two minutes.",
    "One of those, is it?",
    "Give me half an hour, or a quarter of an hour.",
    "At half past ten, or ten o'clock.",
    "I'm here from nine to five.",
    "Call at ten thirty.",
    "It was twenty past nine.",
    "Ten fifteen in the morning.",
    "I've a hundred things to do.",
    "I've told you a thousand times.",
    "Thanks a million.",
    "Not one in a million.",
    "I'm a hundred percent sure.",
    "It's fifty-fifty.",
    "Nine times out of ten it's nothing.",
    "Half a dozen of you have rung today.",
    "On the twenty-third, then.",
    "You have thirty seconds.",
    "Give me forty-five minutes.",
    "You're grand. That's a grand idea.",
    "We're grand, two of us.",
    "Two or three of your kind ring every day.",
    "That makes two of us.",
    "It takes ten days.",
    "The first of many.",
    "Hundreds of them.",
    "One or two, I don't mind.",
)

BORNE_OUT = (
    "Three hundred and fifty seats.",
    "We pay 4,200 a month.",
    "Four thousand two hundred.",
    "4.2k, is it?",
    "Since nineteen ninety-eight.",
    "12 percent.",
    "500,000.",
    "0.5 million.",
    "One point two million.",
    "1,200,000.",
    "2 sites.",
)


def bounds(known: str, *said: str) -> Bounds:
    return Bounds(Directive("dodge"), (), "Let's not go there.", known, said=said)


@pytest.mark.parametrize("sentence", INVENTED)
def test_a_number_in_words_that_nobody_gave_is_caught(sentence: str) -> None:
    assert fault_in(sentence, bounds(TOLD)) == "it names a number that does not stand in the notes"
    assert fault_in(sentence, bounds(sentence)) is None, "what was given may be said"
    assert fault_in(sentence, bounds("", sentence)) is None, "and what this prospect has said before"


@pytest.mark.parametrize("sentence", EVERYDAY)
def test_everyday_numbers_state_nothing(sentence: str) -> None:
    assert not invented(sentence, ())


@pytest.mark.parametrize("sentence", BORNE_OUT)
def test_a_number_may_be_written_in_either_way(sentence: str) -> None:
    assert invented(sentence, ()) and not invented(sentence, (TOLD,))


def test_digits_always_state_something() -> None:
    assert invented("I have 2 minutes.", ()) and not invented("I have 2 minutes.", ("two minutes",))


def test_what_a_number_can_mean() -> None:
    assert numbers("six hundred and forty") == {640.0}
    assert numbers("two-fifty") == {2.0, 50.0, 250.0}
    assert numbers("five hundred and a thousand") == {500.0, 1000.0}
    assert numbers("one hundred twenty-five thousand three hundred and two") == {125_302.0}
    assert numbers("forty thousand, or ten to fifteen") == {40_000.0, 10.0, 15.0}
    assert numbers("nothing at all") == frozenset()


def test_no_written_line_is_stopped_for_its_numbers() -> None:
    """Every line of every prospect, as that prospect, with what a model is told for it: the line as notes."""
    lines, stopped = 0, []
    for path in SHIPPED:
        for one in persona.load(path).variants:
            for said in [*(s for act in one.lines for s in one.spoken(act)), *(s for a in one.answers for s in a.says)]:
                lines += 1
                words = scripted.fill(said, one)
                if invented(words, (words,)):
                    stopped.append(words)
    assert lines > 15_000 and stopped == []


def test_the_rules_of_the_prompt_bear_no_number_out() -> None:
    """ "One to four short sentences" is no fact about anybody."""
    from holdtheline.moves.reader import Reader
    from holdtheline.prospect import engine
    from holdtheline.prospect.voice_prompt import telling
    from holdtheline.transcript import Turn

    one = persona.load(Path("personas/angry.yaml")).variants[0]
    state, opening = engine.open_call(one, 1)
    line = "Hello there, is this a good time?"
    reply = engine.reply(one, state, Reader.default().read(line, opening), [opening or ""], 1)
    told = telling(one, reply, [Turn(speaker="prospect", text=opening or "Yes?"), Turn(speaker="rep", text=line)], "m")
    assert "one to four short sentences" in told.prefix and "short sentences" not in told.known
    assert reply.text in told.known and one.person.about.split(".")[0] in told.known
