"""Numbers that tune every prospect; a persona's ``reacts`` replaces single ones. Each has its reason."""

from __future__ import annotations

from typing import NamedTuple


class Effect(NamedTuple):
    """What one move does: to patience, to respect earned, to interest (all on scales of 0 to 10)."""

    patience: float
    respect: float
    interest: float


EFFECTS: dict[str, Effect] = {
    # Approval is pleasant and earns nothing: it costs respect, slowly patience.
    "small_talk": Effect(-0.4, -0.2, -0.1),
    "flatter": Effect(-0.5, -0.6, 0.0),
    "appease": Effect(-0.3, -0.5, 0.0),
    "cave": Effect(0.0, -1.5, -0.5),
    "vague_follow_up": Effect(-0.2, -0.5, -0.3),
    # A pitch is what everybody does.
    "pitch": Effect(-0.5, -0.2, -0.1),
    # Honest work earns a little each time; useful friction earns more.
    "answer": Effect(0.1, 0.2, 0.2),
    "discover": Effect(0.0, 0.3, 0.2),
    "qualify": Effect(0.0, 0.6, 0.2),
    "dig": Effect(0.0, 0.7, 0.3),
    "challenge": Effect(0.0, 0.9, 0.6),
    "hold": Effect(0.2, 1.0, 0.4),
    "candour": Effect(0.5, 0.9, 0.5),
    "empathise": Effect(0.4, 0.4, 0.2),
    "next_step": Effect(0.0, 0.1, 0.0),
    # Manipulation is smelled at once; insults end most calls at the second.
    "pressure": Effect(-1.6, -1.5, -0.5),
    "attack": Effect(-2.6, -2.0, -0.5),
    "meta": Effect(-0.8, -0.3, 0.0),
    "other": Effect(-0.1, 0.0, 0.0),
}

EARNING = frozenset({"answer", "hold", "candour", "empathise"})
"""The only moves by which patience may rise (a persona's ``reacts`` may add to the amount, not to this set)."""

TICK = 0.15
"""Patience that any rep turn costs: nobody stays on the line for ever."""

FAIR_QUESTION = 0.35
"""Share of an offence that is left when the firm turn also asks a plain question that this prospect answers gladly."""

MOST_RESPECT_A_TURN = 1.6
"""However much one turn holds, respect grows by no more than this: it is earned over time."""

RESPECTED_TURN = 0.35
"""Net respect from which a turn counts as having earned some (a gate wants two such turns)."""

TURNS_FOR_A_TRUTH = 2
"""Respected turns that any truth takes, whatever else is said: no single turn opens one."""

PROBES_FOR_A_TRUTH = 2
"""Times a truth must rightly be asked after: the first is deflected or hinted at."""

PERSISTENCE = 0.4
"""Respect that each asking after the second makes up for: somebody who keeps asking the right thing has earned it."""

LEAST_RESPECT = 1.0
"""Respect below which no asking opens anything."""

GRUDGE = 0.6
"""More respect that each insult or manipulation makes a gate ask for: it is not forgotten within a call."""

TRUTH_IS_OUT = 1.0
"""Respect that having told the truth is worth when it comes to a step: who has said it has little left to guard."""

PHRASE = 0.7
"""Share of a persona's phrase that must be heard for it to count."""

HINT_AT = 0.5
"""Share of a gate's respect from which the prospect lets something show."""

HEARD_TOPIC = 0.45
"""Probability from which a topic counts as touched."""

MONOLOGUE_WORDS = 110
"""A spoken turn of this many words lasts about 45 seconds: people cut in."""

STUFFED_QUESTIONS = 4
"""Questions in one turn from which the prospect asks for one at a time."""

LISTED = 3
"""Questions in one turn from which they are read off a list: nobody confesses to a list."""

STUFFED_TOPICS = 6
"""Topics in one turn from which it is a list, not a question."""

BY_THE_BOOK = 2
"""Turns of phrase of a method from which the prospect hears the method, not a person: such turns earn nothing."""

RECITED = 0.5
"""More respect that each further one makes a gate ask for, up to four."""

DRILLED_TURNS = 2
"""Turns of questions off a list, less the others since, that are borne; from then on they earn nothing."""

WARN_AT = 1.2
"""Patience at which a prospect says so, once."""

CALL_TURNS = 28
"""Rep turns after which a prospect has to go: some 15 minutes of talk."""

STEP_PUSHES = 2
"""Proposals made too early from which a polite prospect says a soft maybe to be left alone."""

AFTER_STEP_TURNS = 3
"""Rep turns after a firm step or an honest no before the prospect says goodbye."""

SAME_WORDS = 0.85
"""Share of words in common from which a sentence counts as said before."""

BELIEVES_LESS = 0.6
"""Respect that a contradiction, or a number against the rep's own brief, costs when it is noticed."""

MOST_NOTICED = 3
"""Times in a call that a prospect says so; then they have drawn their conclusion."""

COOLS_A_DAY = 0.97
"""Share of respect that is left after a day in which nothing happened."""

BROKEN_PROMISE = 0.8
"""Respect that each promise not kept between two calls costs."""

STALE_DAYS = 14
"""Days after which even an agreed step has to be made anew."""

TRIES = 3
"""Messages that may be left before silence is the answer."""

WORTH_AN_ANSWER = 1.0
"""What messages must be worth together before somebody who went silent answers."""

LONG_MESSAGE = 70
"""Words after which nobody listens to a mailbox."""

MESSAGE: dict[str, float] = {
    "candour": 0.9,
    "challenge": 0.5,
    "hold": 0.4,
    "empathise": 0.4,
    "dig": 0.4,
    "discover": 0.3,
    "qualify": 0.3,
    "next_step": 0.3,
    "answer": 0.1,
    "small_talk": -0.3,
    "flatter": -0.5,
    "appease": -0.4,
    "pitch": -0.3,
    "vague_follow_up": -0.7,
    "cave": -0.4,
    "pressure": -1.2,
    "attack": -2.0,
    "meta": -1.0,
}
"""What each move adds to a message left for somebody who went silent (domain: own your part, make a no easy)."""

KEEPS, THAWS = 0.7, 0.25
"""Chance that a question is waved away by somebody with something to hide, and by how much each point of respect lowers
it: measured simulators showed half the resistance of real customers (docs/domain.md)."""

COMES_BACK = 0.7
"""Chance, before any respect, that an answer ends in the demand again."""

NEWS_UNTIL = 5
"""Rep turns within which a first refusal makes the prospect indignant."""

PLAINLY_ASKED = 0.9
"""Weight of a move that asks from which a turn without a question is one all the same."""

HELLO_UNTIL, LATE_HELLO = 3, 0.4
"""Rep turns within which "how are things?" says hello; later, and beside another topic, so much of the chance is left
to an answer that does."""

RAMBLE_WORDS = 55
"""Words of a turn that asks, offers and answers nothing from which a prospect cuts in."""

HEARD_OUT = 1.0
"""Weight of a move worth hearing from which a turn that runs on is heard out all the same."""

TRUSTED = 2.0
"""Respect above what an end takes at which somebody with nothing to hide agrees without being asked this or that."""

GIVEN_BEFORE = 0.85
"""Share of its chance of fitting that an answer keeps each time it was given: a third wording of it is a poor one."""
