"""A persona in words for coaches: how its truths open, what its ends take, when its lines are said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from holdtheline.persona import End, Prospect, Truth
from holdtheline.prospect import constants as c
from holdtheline.services import show
from holdtheline.services.studio_views import Act, Person, Said
from holdtheline.services.topic_words import ABOUT
from holdtheline.vocabulary import ACTS, Outcome

ON = {
    "small_talk": "small talk",
    "flatter": "a compliment",
    "appease": "an apology",
    "cave": "giving in",
    "pitch": "a pitch",
    "answer": "a plain answer",
    "discover": "an open question",
    "dig": "digging deeper",
    "qualify": "asking who, when or how much",
    "challenge": "a challenge",
    "hold": "holding the line",
    "candour": "candour",
    "empathise": "understanding",
    "next_step": "proposing a step",
    "vague_follow_up": "vague words",
    "pressure": "a push",
    "attack": "an attack",
    "meta": "speaking to a grader",
    "other": "anything else",
}
"""What the rep does, by move, to be read after "opens on"."""

OUTCOMES: dict[Outcome, str] = {
    "committed": "an order",
    "next_step": "a firm next step",
    "soft_next_step": "a vague next step",
    "honest_no": "an honest no",
    "released": "being let go with care",
    "brushed_off": "being brushed off",
    "hung_up": "hanging up",
    "stalled": "nothing",
    "abandoned": "the rep hanging up",
}

_ENDS = (
    ("firm", "A firm next step"),
    ("order", "An order"),
    ("honest_no", "An honest no"),
    ("released", "Being let go with care"),
)
_NEEDS = {"when": "a day or time", "brings": "who will be there"}


def person(prospect: Prospect) -> Person:
    """One variant as a readable page."""
    return Person(
        prospect=prospect,
        brief=show.brief(prospect),
        gates={t.id: gate(t) for t in prospect.truths},
        answers=tuple(Said(topic(a.topic), a.says, _when(a.needs, a.until)) for a in prospect.answers),
        asks=tuple(Said(topic(q.topic), q.says, _when(q.needs, None)) for q in prospect.asks),
        ends=tuple(
            (words, end(found)) for name, words in _ENDS if (found := getattr(prospect.ends, name, None)) is not None
        ),
        right_end=either(OUTCOMES.get(o, o) for o in prospect.right_end),  # type: ignore[call-overload]
        acts=acts(prospect),
    )


def gate(truth: Truth) -> str:
    """How a truth opens, in two sentences."""
    asking = {2: "the second asking", 3: "the third asking"}.get(c.PROBES_FOR_A_TRUTH, "asking often enough")
    waits = f"Once `{truth.after}` is out, opens" if truth.after else "Opens"
    return (
        f"{waits} on {either(ON[m] for m in truth.gate.moves)}; about {either(topic(t) for t in truth.gate.topics)}. "
        f"Takes {asking}, and respect of {truth.gate.respect:g} in 10, earned in {c.TURNS_FOR_A_TRUTH} turns or more."
    )


def end(found: End) -> str:
    """What an end takes."""
    takes = []
    if found.truths:
        takes.append(f"{both(f'`{t}`' for t in found.truths)} {'is' if len(found.truths) == 1 else 'are'} out")
    if found.respect:
        takes.append(f"respect is at {found.respect:g}")
    if found.asked:
        many = "one question" if found.asked == 1 else f"{found.asked} questions"
        takes.append(f"{many} about {either(topic(t) for t in found.topics)} got an answer")
    if found.needs:
        takes.append(f"the rep names {both(_NEEDS[n] for n in found.needs)}")
    return f"When {both(takes)}." if takes else "Whenever the rep asks for it."


def topic(name: str) -> str:
    """A topic in a few words."""
    return ABOUT.get(name, name)


def acts(prospect: Prospect) -> tuple[Act, ...]:
    """The prospect's lines, in the order in which the vocabulary tells of acts."""
    out = []
    for name, means in ACTS.items():
        said = prospect.lines.get(name)
        if not said:
            continue
        by_tone = (("", said),) if isinstance(said, tuple) else tuple(said.items())
        out.append(Act(name, means, by_tone))
    return tuple(out)


def either(words: Iterable[str]) -> str:
    """ "a, b or c"."""
    return _joined(list(words), "or")


def both(words: Iterable[str]) -> str:
    """ "a, b and c"."""
    return _joined(list(words), "and")


def _joined(words: Sequence[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def _when(needs: str | None, until: str | None) -> str:
    parts = [f"once `{needs}` is out"] if needs else []
    parts += [f"until `{until}` is out"] if until else []
    return " and ".join(parts)
