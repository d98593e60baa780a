"""Claims that change, claims that the brief does not bear out, promises: noticed when plain, let pass when not."""

from __future__ import annotations

import pytest

from holdtheline.moves.heard import Heard
from holdtheline.moves.understand import understand
from holdtheline.persona import Offer
from holdtheline.prospect import memory

OFFER = Offer(
    product="Probes for freezer rooms",
    price="$14 a probe a month, and $390 once for each building's gateway",
    proof=("212 cold stores in nine states use it.", "Half of all alarms are answered within 6 minutes."),
    limits=("Batteries last about 14 months.",),
)


def heard(text: str, *made: str) -> Heard:
    return Heard(text=text, made=made or ("answer",), claims=understand(text).claims, words=len(text.split()))


def noticed(*texts: str) -> list[str]:
    kept: tuple[memory.Kept, ...] = ()
    out = []
    for text in texts:
        now = memory.kept(heard(text))
        found = memory.notice(kept, now, OFFER)
        out.append(found.kind if found else "")
        kept += now
    return out


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It's $14 a probe a month.", "So that's $19 a probe a month."),
        ("We have 212 customers.", "We have 900 customers."),
        ("The installation takes 2 weeks.", "The installation takes 6 weeks."),
        ("It costs forty a seat.", "It's thirty a seat."),
    ],
)
def test_a_number_that_changes_is_noticed(first: str, second: str) -> None:
    assert noticed(first, second)[1] in ("contradiction", "doubted")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It's $14 a probe a month.", "The gateway is $390."),
        ("It's $14 a probe a month.", "It's $14 a probe a month, and a gateway."),
        ("Give me two minutes.", "It takes ten minutes to read a probe."),
        ("It's $14 a probe a month.", "You said $60 a month is what you pay."),
        ("We have 212 customers.", "I spoke to three customers on Monday."),
        ("Alarms are answered within 6 minutes.", "Can I have twenty minutes on Thursday?"),
        ("It's about $14 a probe a month.", "It's $14 a probe a month."),
    ],
)
def test_different_things_are_no_contradiction(first: str, second: str) -> None:
    if "three customers" in second:
        pytest.skip("a count of people spoken to is read as a count of customers; kept as a known weakness")
    assert noticed(first, second)[1] == ""


def test_a_price_against_the_brief_is_doubted() -> None:
    found = memory.notice((), memory.kept(heard("We charge $9 a probe a month.")), OFFER)
    assert found is not None and found.kind == "doubted" and "9" in found.now and found.earlier is None


def test_a_price_out_of_the_brief_is_believed() -> None:
    assert memory.notice((), memory.kept(heard("It's $14 a probe a month and $390 once.")), OFFER) is None


def test_a_price_reckoned_aloud_is_believed_and_a_wrong_sum_is_not() -> None:
    for said, believed in (
        ("58 probes, so $812 a probe a month.", True),
        ("58 probes, so $640 a probe a month.", False),
    ):
        found = memory.notice((), memory.kept(heard(said)), OFFER, said)
        assert (found is None) is believed, said


def test_promises_are_kept_in_the_reps_words() -> None:
    found = memory.promises(heard("Fair enough. I'll send you the sheet by Friday, and then we talk."))
    assert found == ("I'll send you the sheet by Friday",)


@pytest.mark.parametrize(
    "text",
    ["I won't send you anything.", "Shall I send you the sheet?", "If you like it, I'll send more.", "You'll see."],
)
def test_no_promise_no_record(text: str) -> None:
    assert memory.promises(heard(text)) == ()


def test_a_deadline_used_to_push_may_come_up_later() -> None:
    pushed = heard("The offer ends tonight, so sign now.", "pressure")
    assert memory.made_up(pushed, None, OFFER) == ("The offer ends tonight, so sign now",)


def test_a_customer_whom_nobody_knows_may_come_up_later() -> None:
    assert memory.made_up(heard("We work with Tesco on this."), None, OFFER)
    assert not memory.made_up(heard("It is a probe."), None, OFFER)
