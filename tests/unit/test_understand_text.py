"""Reading forms of a text, and matching the phrases of persona files."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtheline.errors import InputError
from holdtheline.moves.cue_patterns import compile_pattern
from holdtheline.moves.phrases import phrase_match
from holdtheline.moves.spelling import Speller, one_slip
from holdtheline.moves.text import normalise, sentences, stem, stems, words


def test_normalising_folds_what_hides_words() -> None:
    assert normalise("  ｗhо\u200b  sаys\u00a0“no”?  ") == 'who says "no"?'


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_sentences_end_at_marks_and_lines_but_not_in_numbers_or_titles() -> None:
    said = "Mr. Hale pays 2.50 at 9.30. Really? yes\nno"
    assert sentences(said) == ("Mr. Hale pays 2.50 at 9.30.", "Really?", "yes", "no")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("whats that", "what is that"),
        ("I won't, y'all", "i will not you"),
        ("who'd u ask", "who would you ask"),
        ("Derek's van", "derek van"),
        ("naïve café", "naive cafe"),
    ],
)
def test_hurried_spelling_is_said_in_full(typed: str, said: str) -> None:
    assert " ".join(words(typed)) == said


@pytest.mark.parametrize(
    "forms",
    [
        ("decide", "decides", "decided", "deciding"),
        ("buy", "buys", "bought", "buying"),
        ("company", "companies"),
        ("stop", "stopped", "stopping"),
        ("use", "used", "using"),
    ],
)
def test_inflections_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(f) for f in forms}) == 1


def test_need_and_this_are_no_inflections() -> None:
    assert stems("need this boss") == ("need", "this", "boss")


@pytest.mark.parametrize(
    "text",
    [
        "who signs off the order?",
        "so when the order comes, who is signing it off",
        "WHO SIGNED OFF YOUR ORDERS",
        "who sings... sorry, who signs off orders here",
    ],
)
def test_a_phrase_is_found_however_inflected(text: str) -> None:
    assert phrase_match(["who signs off orders"], text) >= 0.75


def test_a_slip_in_a_long_word_still_matches() -> None:
    assert phrase_match(["invoice dispute"], "that invioce disptue of yours") >= 0.75


@pytest.mark.parametrize("text", ["", "nice weather today", "order the salad", "who is off sick?"])
def test_other_words_do_not_match(text: str) -> None:
    assert phrase_match(["who signs off orders"], text) < 0.75


def test_words_of_a_phrase_must_stand_near_each_other() -> None:
    far = "the invoice " + "and then some more of that story " * 10 + "dispute"
    assert phrase_match(["invoice dispute"], far) < 0.75


def test_no_phrase_matches_nothing() -> None:
    assert phrase_match([], "anything") == 0.0
    assert phrase_match(["", "..."], "anything") == 0.0


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=4), st.text(max_size=300))
def test_any_phrase_on_any_text_gives_a_share(phrases: list[str], text: str) -> None:
    assert 0.0 <= phrase_match(phrases, text) <= 1.0


def test_the_speller_leaves_known_and_short_words_alone() -> None:
    speller = Speller(["budget", "board"])
    assert speller.correct("budgit") == "budget"
    assert speller.correct("bored") == "bored"
    assert speller.correct("bord") == "bord"


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        ("form", "from", True),
        ("cost", "coast", True),
        ("cost", "cast", True),
        ("cost", "case", False),
        ("ab", "abcd", False),
    ],
)
def test_one_slip(a: str, b: str, near: bool) -> None:
    assert one_slip(a, b) is near
    assert one_slip(b, a) is near


def test_a_faulty_cue_names_its_place() -> None:
    from collections import Counter

    with pytest.raises(InputError, match=r"topic_cues\.yaml, price.*unknown class"):
        compile_pattern("what @nobody cost", {}, Counter(), "topic_cues.yaml, price.ask")
    with pytest.raises(InputError, match="no word that must be there"):
        compile_pattern("* the?", {}, Counter(), "topic_cues.yaml, price.ask")
