"""What holds of every shipped prospect: who there is, lines enough, nothing given away, a twin that opens alike."""

from __future__ import annotations

import re

import pytest

from holdtheline.persona import Prospect, Truth
from holdtheline.prospect.check import before_opening, check
from holdtheline.settings import shipped
from holdtheline.vocabulary import LATER_ACTS, NEEDED_ACTS
from tests.unit.persona_play import load, variant

CAST: dict[str, tuple[tuple[str, ...], str]] = {
    "angry": (("duane", "breda"), "tariq"),
    "budget-wall": (("sarkisian", "drummond"), "gill"),
    "burned-before": (("ostrow", "deshpande", "adomako"), "dekeyser"),
    "charmer": (("dermot", "marcy"), "nuala"),
    "fence-sitter": (("ferreira", "kulkarni"), "thackray"),
    "fishing-competitor": (("ferraro", "baptiste"), "rahman"),
    "gatekeeper": (("odom", "furlong"), "roche"),
    "ghosted": (("haverkamp", "chandran"), "ansah"),
    "hidden-authority": (("loretta", "gethin"), "wyatt"),
    "hot-proposal": (("castellanos", "lockyer"), "haddad"),
    "personal-emergency": (("voss", "moran"), "pugh"),
    "send-info": (("kraft", "tuohy"), "asante"),
    "unqualified": (("marchetti", "prosser"), "delgado"),
}
"""Who hides something, and who means it."""

EVERYBODY = [pytest.param(id, key, id=f"{id}-{key}") for id, (some, twin) in CAST.items() for key in (*some, twin)]
MASKED = [pytest.param(id, key, id=f"{id}-{key}") for id, (some, _) in CAST.items() for key in some]

LATER = [act for act in LATER_ACTS if act not in ("no_answer", "gone_silent", "step_other_day")]
"""Those three are worded the same for all: two stage directions, and one who holds to the day agreed."""


def test_nobody_ships_who_is_not_known_here() -> None:
    assert {path.stem for path in shipped("personas").glob("*.yaml")} == set(CAST)


@pytest.mark.parametrize("id", CAST)
def test_some_are_masked_and_one_means_it(id: str) -> None:
    masked, twin = CAST[id]
    assert {v.key: v.twin for v in load(id).variants} == {**dict.fromkeys(masked, False), twin: True}
    assert not variant(id, twin).truths and all(variant(id, key).truths for key in masked)


@pytest.mark.parametrize("id", CAST)
def test_nothing_in_the_file_is_at_fault(id: str) -> None:
    assert [str(f) for f in check(load(id), f"{id}.yaml") if f.kind == "fault"] == []


@pytest.mark.parametrize(("id", "key"), EVERYBODY)
def test_everybody_has_lines_for_whatever_comes_also_in_a_later_call(id: str, key: str) -> None:
    who = variant(id, key)
    assert not [act for act in (*NEEDED_ACTS, *LATER) if len(set(who.spoken(act))) < 3]
    assert len(set(who.every_line())) >= 150


@pytest.mark.parametrize("id", ["fence-sitter", "fishing-competitor", "hot-proposal", "send-info", "unqualified"])
def test_it_is_right_to_grant_the_twin_what_they_ask_for(id: str) -> None:
    assert variant(id, CAST[id][1]).serves


# --- what is given away


HARMLESS_INSIDE = ("burned-before", "charmer", "fence-sitter", "unqualified")
"""Files with a give-away word that stands inside harmless ones ("IRS" in "first"): it counts where a word begins."""

OTHER_TELLS = ("angry", "hidden-authority", "send-info")
"""Files in which even the telling of one truth gives nothing of another away."""

NO_LINE_LATER = (*OTHER_TELLS, "fishing-competitor", "personal-emergency", "unqualified")
"""Files in which no line gives a truth away but its own, not even one that is only said once it is out."""


def given_away(id: str, truth: Truth, lines: list[str]) -> list[tuple[str, str]]:
    """The give-away words of a truth, each with the line it stands in."""
    begins = r"\b" if id in HARMLESS_INSIDE else ""
    found = [(word, re.compile(begins + re.escape(word), re.IGNORECASE)) for word in truth.words]
    return [(word, line) for word, pattern in found for line in lines if pattern.search(line)]


def known_before(who: Prospect) -> list[str]:
    """What the rep reads before the call."""
    return [who.card, who.before, who.situation]


def of_others(who: Prospect, truth: Truth, *, tells: bool) -> list[str]:
    """All that the prospect can say but what waits for that truth; ``tells``: also how others are told."""
    lines = [line for act in who.lines for line in who.spoken(act)]
    lines += [line for a in who.answers if a.needs != truth.id for line in a.says]
    lines += [line for q in who.asks if q.needs != truth.id for line in q.says]
    for other in who.truths:
        lines += [*other.deflect, *other.hint]
        lines += other.tell if tells and other.id != truth.id else ()
    return lines


@pytest.mark.parametrize(("id", "key"), MASKED)
def test_nothing_said_before_a_truth_opens_gives_it_away(id: str, key: str) -> None:
    who = variant(id, key)
    for truth in who.truths:
        assert given_away(id, truth, [*before_opening(who, truth), *known_before(who)]) == []


@pytest.mark.parametrize(("id", "key"), [p for p in MASKED if p.values[0] in NO_LINE_LATER])
def test_no_line_but_its_own_gives_a_truth_away(id: str, key: str) -> None:
    who = variant(id, key)
    for truth in who.truths:
        assert given_away(id, truth, of_others(who, truth, tells=id in OTHER_TELLS)) == []


@pytest.mark.parametrize(("id", "key"), MASKED)
def test_every_telling_holds_one_of_the_words_that_give_it_away(id: str, key: str) -> None:
    for truth in variant(id, key).truths:
        for told in truth.tell:
            assert any(re.search(rf"\b{re.escape(word)}", told) for word in truth.words), told


@pytest.mark.parametrize(("id", "key"), MASKED)
def test_a_second_truth_waits_for_the_first(id: str, key: str) -> None:
    first, *more = variant(id, key).truths
    assert first.after is None
    assert all(truth.after == first.id for truth in more)


# --- how a twin opens


@pytest.mark.parametrize(
    ("id", "masked", "named", "least"),
    [
        ("budget-wall", "sarkisian", "gill harjit sarkisian vic forty thirty two nine", 0.8),
        ("fence-sitter", "ferreira", "thackray's maureen dalia little otters hi hello", 0.85),
        ("fishing-competitor", "baptiste", "yvonne baptiste hafsa rahman", 0.85),
        (
            "gatekeeper",
            "furlong",
            "chief executive's managing director's declan furlong aisling roche slaney vale nore bridge"
            " ms hegarty hegarty's mr brophy brophy's she he",
            0.85,
        ),
        ("ghosted", "chandran", "abbey lane meera redgate reuben we've i've here", 0.85),
        ("hot-proposal", "lockyer", "pip leila", 0.85),
        ("personal-emergency", "moran", "bec moran ioan pugh", 0.99),
        ("send-info", "tuohy", "gráinne tuohy joy asante hartsease tuohy's", 0.85),
        ("unqualified", "marchetti", "teo saltbox ray delgado's delgado", 0.85),
    ],
)
def test_the_twin_opens_with_the_words_of_a_masked_one(id: str, masked: str, named: str, least: float) -> None:
    """Line by line, names and the like (``named``) left out. ``least``: words shared, of those in either line."""

    def words(key: str) -> list[set[str]]:
        lines = variant(id, key).spoken("pick_up")
        return [set(re.findall(r"[\w']+", line.lower())) - set(named.split()) for line in lines]

    for twin, other in zip(words(CAST[id][1]), words(masked), strict=True):
        assert len(twin & other) / len(twin | other) > least
