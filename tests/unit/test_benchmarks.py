"""What the benchmarks make of what they receive: percentiles, and when which words are on the page."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks import rep, servers
from benchmarks.exchange import Exchange, laid_out, shown, trouble
from benchmarks.figures import percentile, ratios, summary
from benchmarks.kept import LONGEST, Kept
from holdtheline import jobs
from holdtheline.services.views import Reply, Spoken
from holdtheline.ui.parts import speech

ODD = 'Is 5 < 6 & "true"?\nIt\'s *not* <b>bold</b>.'
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def html(body: str) -> Element:
    element = Element()
    element.html.body = body
    return element


def markdown(body: str) -> Element:
    element = Element()
    element.markdown.body = body
    return element


def spoken(text: str, heard_words: int = 10) -> Reply:
    return Reply(text, jobs.paced(text, heard_words, jobs.SPEAKING_PACE, 0.0).marks)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 100))
def test_percentiles_are_those_of_numpy(values: list[float], q: float) -> None:
    assert percentile(values, q) == pytest.approx(float(numpy.percentile(values, q)))


@pytest.mark.parametrize(("values", "q"), [([], 50), ([1.0], -1), ([1.0], 101)])
def test_a_percentile_that_does_not_exist_is_refused(values: list[float], q: float) -> None:
    with pytest.raises(ValueError, match=r"no values|between 0 and 100"):
        percentile(values, q)


def test_a_summary_is_in_milliseconds() -> None:
    seconds = [0.001 * i for i in range(101)]
    assert summary(seconds) == {"n": 101, "p50": 50.0, "p95": 95.0, "p99": 99.0, "max": 100.0}
    assert summary([]) == {"n": 0}


def test_ratios_say_how_many_times_faster_ours_is() -> None:
    assert ratios({"n": 5, "p50": 10.0, "p95": 20.0}, {"n": 7, "p50": 25.0, "p95": 10.0}) == {"p50": 2.5, "p95": 0.5}
    assert ratios({"n": 5, "p50": 0.0}, {"n": 5, "p50": 1.0}) == {}


def test_what_is_shown_is_the_text_without_its_markup() -> None:
    turns = [Spoken(1, "prospect", "Yes?", NOW), Spoken(2, "rep", ODD, NOW)]
    assert " ".join(ODD.split()) in shown(html(speech.conversation(turns, "Ann")))
    assert shown(markdown(" a  b\nc ")) == "a b c"
    assert shown(Element()) == ""


def test_a_reply_being_spoken_says_when_its_words_are_visible() -> None:
    said = spoken(ODD + " And so on.")
    found = laid_out(html(speech.reply(said, "Ann")))
    assert found is not None
    assert found.text == " ".join(said.text.split())
    assert found.first == pytest.approx(said.due[0][0], abs=0.01)
    assert found.last == pytest.approx(said.due[-1][0], abs=0.01)


def test_of_a_reply_half_spoken_the_first_word_is_there_already() -> None:
    half = tuple((at - 1.0, end) for at, end in spoken("One two three four five six seven.").due)
    assert half[0][0] < 0 < half[-1][0]
    found = laid_out(html(speech.reply(Reply("One two three four five six seven.", half), "Ann")))
    assert found is not None
    assert found.first == 0.0
    assert found.last == pytest.approx(half[-1][0], abs=0.01)
    whole = laid_out(html(speech.reply(Reply("All said."), "Ann")))
    assert whole is not None
    assert (whole.text, whole.first, whole.last) == ("All said.", 0.0, 0.0)


def test_thinking_and_settled_turns_are_no_reply() -> None:
    assert laid_out(html(speech.thinking("Ann"))) is None
    assert laid_out(html(speech.conversation([Spoken(1, "prospect", "Yes?", NOW)], "Ann"))) is None
    assert laid_out(markdown("Yes?")) is None


def test_an_exchange_on_the_call_page() -> None:
    exchange = Exchange(ODD, 10.0)
    turns = [Spoken(1, "prospect", "Yes?", NOW)]
    exchange.see(html(speech.conversation(turns, "Ann")), 10.1)
    assert exchange.seen is None
    turns.append(Spoken(2, "rep", ODD, NOW))
    exchange.see(html(speech.conversation(turns, "Ann")), 10.2)
    assert exchange.seen == 10.2
    exchange.finish(10.25)
    assert not exchange.finished  # the page shows that they think, and runs again by itself
    exchange.see(html(speech.thinking("Ann")), 10.3)
    assert exchange.first is None
    said = spoken("Well now. That depends.")
    exchange.see(html(speech.reply(said, "Ann")), 10.4)
    assert exchange.first == pytest.approx(10.4 + said.due[0][0], abs=0.01)
    assert exchange.until == pytest.approx(10.4 + said.due[-1][0], abs=0.01)
    first = exchange.first
    exchange.see(html(speech.reply(Reply(said.text), "Ann")), 12.0)
    assert exchange.first == first
    exchange.finish(12.1)
    assert exchange.finished
    assert not exchange.streamed


@pytest.mark.parametrize("interrupts", [False, True])
def test_a_reply_that_is_over_when_the_page_is_drawn_is_heard_then(interrupts: bool) -> None:
    exchange = Exchange(ODD, 10.0)
    turns = [Spoken(1, "prospect", "Yes?", NOW), Spoken(2, "rep", ODD, NOW)]
    exchange.see(html(speech.conversation(turns, "Ann", cut=interrupts)), 10.2)
    assert (exchange.seen, exchange.first) == (10.2, None)
    turns.append(Spoken(3, "prospect", "Stop: no.", NOW, interrupts))
    exchange.see(html(speech.conversation(turns, "Ann")), 19.0)
    assert (exchange.seen, exchange.first, exchange.until) == (10.2, 19.0, 19.0)
    assert exchange.text == "Stop: no."


def test_an_exchange_on_a_page_that_streams() -> None:
    exchange = Exchange("And today?", 1.0)
    for earlier in ("Yes?", "Hello.", "Go on."):
        exchange.see(markdown(earlier), 1.1)
    assert (exchange.seen, exchange.first) == (None, None)
    exchange.see(markdown("And today?"), 1.2)
    for at, text in ((1.8, "Today"), (2.0, "Today we"), (2.2, "Today we rest.")):
        exchange.see(markdown(text), at)
    exchange.finish(2.3)
    assert (exchange.seen, exchange.first, exchange.until) == (1.2, 1.8, 2.2)
    assert exchange.text == "Today we rest."
    assert exchange.streamed
    assert exchange.finished


def test_trouble_ends_an_exchange() -> None:
    exchange = Exchange("Hello?", 1.0)
    exchange.see(html('<p class="trouble" role="alert">Not said yet. Wait &amp; see.</p>'), 1.1)
    exchange.finish(1.2)
    assert exchange.finished
    assert exchange.troubles == ["Not said yet. Wait & see."]
    failed = Element()
    failed.exception.type, failed.exception.message = "KeyError", "'x'"
    assert trouble(failed) == "KeyError: 'x'"


def delta(body: str, fragment: str = "", cacheable: bool = True) -> ForwardMsg:
    message = ForwardMsg(hash=body)
    message.delta.new_element.html.body = body
    message.delta.fragment_id = fragment
    message.metadata.cacheable = cacheable
    return message


def test_a_kept_message_stands_for_its_hash_until_it_goes_unused() -> None:
    kept = Kept()
    kept.whole(delta("large"))
    kept.whole(delta("small", cacheable=False))
    assert kept.hashes() == ["large"]
    for _ in range(LONGEST):
        kept.age([])
    assert kept.whole(ForwardMsg(ref_hash="large")).new_element.html.body == "large"
    for _ in range(LONGEST):
        kept.age([])
    assert kept.hashes() == ["large"]
    kept.age([])
    assert kept.hashes() == []
    with pytest.raises(KeyError):
        kept.whole(ForwardMsg(ref_hash="large"))


def test_a_run_of_one_fragment_drops_nothing_of_the_rest() -> None:
    kept = Kept()
    kept.whole(delta("page"))
    kept.whole(delta("part", fragment="clock"))
    for _ in range(LONGEST + 1):
        kept.age(["clock"])
    assert kept.hashes() == ["page"]


def test_the_plain_page_gets_the_apps_server_settings_and_not_its_theme() -> None:
    flags = servers.flags()
    assert "--runner.postScriptGC=false" in flags
    assert "--server.address=127.0.0.1" in flags
    assert not [flag for flag in flags if "theme" in flag]


def test_the_simulated_reps_lines_can_be_told_apart() -> None:
    said = rep.lines(len(rep.LINES) - 1, len(rep.LINES))
    assert sorted(said) == sorted(rep.LINES)
    assert not [(a, b) for a in said for b in said if a is not b and a in b]
    with pytest.raises(ValueError, match="at most"):
        rep.lines(0, len(rep.LINES) + 1)
