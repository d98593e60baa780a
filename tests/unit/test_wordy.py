"""Stiff and wordy speech is read as plain speech is, and what says something is left alone."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from holdtheline.moves.lean import lean
from holdtheline.moves.wordy import SHORTER, without_leads


@pytest.mark.parametrize(
    ("wordy", "plain"),
    [
        ("As far as that side of things is concerned, what does it cost?", "What does it cost?"),
        ("On that particular point, who signs?", "Who signs?"),
        ("We lose money, in and around all of this, every week.", "We lose money, every week."),
        ("With all of that being the case, no.", "No."),
        ("For my own part in this, I would not sign it.", "I wouldn't sign it."),
        ("To start off with, it leaks.", "It leaks."),
        ("What is it that you need?", "What do you need?"),
        ("When is it that you would decide?", "When would you decide?"),
        ("What is it that I am missing?", "What am I missing?"),
        ("Who is it that signs?", "Who signs?"),
        ("Is it not your money?", "Isn't it your money?"),
        ("Can you not sign it?", "Can't you sign it?"),
        ("You have got a week.", "You have a week."),
        ("It is not fair.", "It isn't fair."),
        ("I am not able to do that.", "I can't do that."),
        ("We are unable to ship.", "We can't ship."),
        ("I will not be doing it.", "I won't be doing it."),
        ("I think that you are right.", "I think you're right."),
        ("You had decided on that.", "You'd decided on that."),
        ("I was just wondering, what do you pay?", "What do you pay?"),
        ("What I would like to know is which of them leaks.", "Which of them leaks."),
        ("I can tell you that we tested it.", "We tested it."),
        ("Would it be possible for us to meet?", "Can we meet?"),
        ("We purchased it due to the fact that it was required.", "We bought it because it was needed."),
        ("At what point in time does it renew?", "When does it renew?"),
        ("In the, um, event that it fails, call me.", "If it fails, call me."),
        ("And, uh, so, it is what, uh, so, it is what we agreed.", "It is what we agreed."),
    ],
)
def test_wordy_speech_reads_as_the_plain_line(wordy: str, plain: str) -> None:
    assert lean(wordy) == lean(plain)


@pytest.mark.parametrize(
    "said",
    [
        "on it, thanks.",
        "about that?",
        "at the end of the week, we close.",
        "for the first time, we met.",
        "with your permission, i'll go on.",
        "in your case, it's different.",
        "can i ask you something?",
        "there's no need to explain.",
        "i'll let you know.",
        "let me know how it goes.",
        "i'm so sorry.",
        "thanks so much.",
        "i'd like fifteen minutes.",
        "i love that, that's pushback.",
        "we have three hundred sites.",
        "where's it stuck?",
    ],
)
def test_what_says_something_stays(said: str) -> None:
    assert lean(lean(said)) == lean(said)
    words = [w.strip(".,?") for w in said.split()]
    kept = lean(said).replace("we've", "we have").split()
    assert [w.strip(".,?") for w in kept] == words


def test_every_phrase_has_one_short_form_and_none_leads_to_another() -> None:
    lines = resources.files("holdtheline.moves").joinpath("wordy.txt").read_text(encoding="utf-8").splitlines()
    long = Counter(one for line in lines if line[0] != "#" for one in line.partition(": ")[2].split(", "))
    assert len(long) > 400
    assert [one for one, times in long.items() if times > 1] == []
    assert [short for short in SHORTER.values() if short in SHORTER] == []
    assert all(one == lean(one) or SHORTER[one] for one in long)


def test_a_phrase_goes_only_where_a_comma_sets_it_off() -> None:
    assert without_leads("on that front, it costs more.") == "it costs more."
    assert without_leads("on that front it costs more, yes.") == "on that front it costs more, yes."
    assert without_leads("it costs more, on that front.") == "it costs more."
    assert without_leads("it costs, and on that front, it breaks.") == "it costs, and it breaks."
