"""Small parts of the pages: how the app puts things, the words of a call as markup, the week, the lesson."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from holdtheline.errors import InputError, NotFoundError
from holdtheline.services.views import Brief, CallRow, Reply, Spoken
from holdtheline.ui import routes
from holdtheline.ui.parts import frame, portrait, speech, week, words
from holdtheline.ui.parts.lesson import lesson
from holdtheline.vocabulary import OUTCOMES, Outcome

NOW = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
BRIEF = Brief(
    name="Ann Hill", first="Ann", role="Owner", company="Hill", portrait="p03", about="", situation="", card="",
    before="", difficulty=2, product="", price="", proof=(), limits=(),
)  # fmt: skip
HOSTILE = '<b onclick="x">a</b> & </p><script>'


def row(outcome: Outcome | None, ended: datetime | None) -> CallRow:
    status = "graded" if ended else "live"
    return CallRow("id", "t", "T", BRIEF, ended or NOW, ended, outcome, status, None, None)  # type: ignore[arg-type]


def said(number: int, text: str, interrupts: bool = False) -> Spoken:
    return Spoken(number, "rep" if number % 2 == 0 else "prospect", text, NOW, interrupts)


# --- words


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, "just now"), (20, "20 minutes ago"), (61, "an hour ago"), (300, "5 hours ago"), (3 * 24 * 60, "3 days ago"),
     (30 * 24 * 60, "on 14 April"), (400 * 24 * 60, "on 9 April 2025")],
)  # fmt: skip
def test_how_long_ago(minutes: int, expected: str) -> None:
    assert words.ago(NOW - timedelta(minutes=minutes), NOW) == expected


def test_every_outcome_has_words() -> None:
    assert set(words.OUTCOMES) == set(OUTCOMES)
    assert words.outcome(None) == "still on the line"


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (67.9, "1:07"), (3725, "1:02:05"), (-3, "0:00")])
def test_the_clock(seconds: float, shown: str) -> None:
    assert words.clock(seconds) == shown


def test_points_and_difficulty() -> None:
    assert (words.points(0.625), words.points(None)) == ("62 of 100", "not scored")
    assert [words.difficulty(n) for n in (0, 1, 5, 9)] == ["gentle", "gentle", "brutal", "brutal"]


def test_an_error_reads_as_a_sentence() -> None:
    assert frame.sentence(InputError("your name", "is empty; type one")) == "Your name is empty; type one."
    assert frame.sentence(InputError("", "wait for the answer")) == "Wait for the answer."
    assert frame.sentence(NotFoundError("There is no such call.")) == "There is no such call."


# --- what is said


def test_settled_turns_are_text_and_say_who_was_cut_off() -> None:
    markup = speech.conversation([said(1, HOSTILE), said(2, "I was saying"), said(3, "Stop.", True)], "A<i>n")
    assert "<script" not in markup and "<b" not in markup and "A&lt;i&gt;n" in markup
    assert markup.count('<li class="them">') == 2 and markup.count('<li class="me">') == 1
    assert re.search(r'I was saying<span class="cut">cut off</span></p></li><li class="them">', markup)
    assert speech.conversation([], "Ann") == ""


def test_a_reply_shows_its_words_when_they_are_due() -> None:
    markup = speech.reply(Reply("Well now. <Go> on.", ((-0.5, 5), (-0.1, 10), (0.25, 15), (0.5, 18))), "Ann")
    assert "Well now. " in markup
    delays = re.findall(r'<span class="w" style="animation-delay:([\d.]+)s">(.*?)</span>', markup)
    assert delays == [("0.25", "&lt;Go&gt; "), ("0.50", "on.")]


def test_a_reply_that_was_spoken_stands_there_whole() -> None:
    markup = speech.reply(Reply("Well now.", interrupts=True), "Ann")
    assert "Well now." in markup and 'class="w"' not in markup and "cuts in" in markup


def test_a_portrait_is_one_of_ours_whatever_the_key() -> None:
    odd = replace(BRIEF, portrait="../../etc/passwd")
    assert portrait.source(odd) == "/assets/portraits/p01-neutral.svg"
    assert [portrait.after(one) for one in ("hung_up", "next_step", "stalled", None)] == [
        "annoyed", "warm", "neutral", "neutral",
    ]  # fmt: skip


# --- the week


def test_the_week_has_a_dot_a_call_and_a_sentence() -> None:
    noon = datetime.now().astimezone().replace(hour=12)
    calls = [
        row("honest_no", noon),
        row("brushed_off", noon),
        row("hung_up", noon - timedelta(days=2)),
        row(None, None),
    ]
    markup = week.picture(calls, noon.date())
    assert (markup.count('class="well"'), markup.count('class="empty"')) == (1, 2)
    assert "Three calls; one of them ended in something firm" in markup
    assert len(re.findall(r"<span>(Mon|Tue|Wed|Thu|Fri|Sat|Sun)</span>", markup)) == 7


def test_older_calls_are_not_in_the_week() -> None:
    noon = datetime.now().astimezone().replace(hour=12)
    assert week.picture([row("committed", noon - timedelta(days=7)), row(None, None)], noon.date()) == ""


@pytest.mark.parametrize(
    ("ends", "expected"),
    [(["hung_up"], "One call, none of which ended"), (["committed"], "One call; it ended in something firm"),
     (["honest_no"] * 13, "13 calls; 13 of them ended")],
)  # fmt: skip
def test_the_sentence_of_a_week(ends: list[Outcome], expected: str) -> None:
    assert week.sentence([row(end, NOW) for end in ends]).startswith(expected)


def test_a_busy_day_is_counted() -> None:
    noon = datetime.now().astimezone().replace(hour=12)
    markup = week.picture([row("stalled", noon)] * 9, noon.date())
    assert markup.count('class="empty"') == 6 and "+3" in markup
    assert isinstance(noon.date(), date)


# --- the lesson and the routes


def test_the_lesson_is_the_same_request_twice() -> None:
    found = lesson()
    affable, holding = found.calls
    asked = [line.text for line in affable.lines if "send me something" in line.text]
    assert asked and asked == [line.text for line in holding.lines if "send me something" in line.text]
    for call in found.calls:
        assert call.lines[call.turned - 1].speaker == "rep"
        assert 8 <= len(call.lines) <= 12
    assert len(re.findall(r"[.!?](?:\s|$)", found.why)) == 3, "three sentences"


def test_every_page_exists_and_each_role_has_its_own() -> None:
    assert [route.path for route in routes.there()] == [route.path for route in routes.ROUTES]
    assert [r.path for r in routes.ROUTES if "trainee" in r.listed_for] == ["today", "prospects", "calls"]
    assert [r.path for r in routes.ROUTES if "coach" in r.listed_for] == ["today", "queue", "studio"]
