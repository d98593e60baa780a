"""A quote counts only where its very words stand in that rep turn."""

import pytest

from holdtheline.grading.evidence import locate, sentence_spans, verify
from holdtheline.transcript import Transcript

CALL = Transcript.model_validate(
    {
        "id": "one",
        "turns": [
            {"speaker": "prospect", "text": "Just send me something to look over."},
            {"speaker": "rep", "text": "No — I won’t just  send you something.\nWhat would you do with it?"},
            {"speaker": "prospect", "text": "Read it."},
            {"speaker": "rep", "text": "Sure?"},
        ],
    }
)


@pytest.mark.parametrize(
    "quote",
    [
        "I won't just send you something",
        "i WON'T just send you something.",
        '"I won’t just send you something."',
        "No - I won't just send you something. What would you do with it?",
        "I wo\u200bn't just send you something",
    ],
)
def test_a_quote_is_found_whatever_its_case_quotes_dashes_and_white_space(quote: str) -> None:
    where = verify(CALL, 2, quote)
    assert where is not None
    assert where.words == CALL.turns[1].text[where.start : where.end]
    assert "won’t just  send" in where.words


@pytest.mark.parametrize(
    ("turn", "quote"),
    [
        (2, "I will just send you something"),
        (2, "won't"),
        (2, "on't just send you somethi"),
        (2, ""),
        (2, '"..."'),
        (1, "Just send me something to look over."),
        (4, "I won't just send you something"),
        (0, "Sure?"),
        (9, "Sure?"),
    ],
)
def test_other_words_other_turns_and_scraps_are_not_evidence(turn: int, quote: str) -> None:
    assert verify(CALL, turn, quote) is None


def test_a_whole_turn_may_be_quoted_however_short() -> None:
    where = verify(CALL, 4, "sure?")
    assert where is not None
    assert where.words == "Sure?"


def test_text_is_matched_across_unicode_forms() -> None:
    assert locate("Le café est fermé ce soir", "cafe\u0301 est fermé") == (3, 17)
    assert locate("ﬁne with me then", "fine with me") is not None


def test_a_full_stop_in_a_number_or_after_a_title_ends_no_sentence() -> None:
    assert sentence_spans("List is 2.10 a tray. Privately I would do 1.35 for you.") == [
        "List is 2.10 a tray.",
        "Privately I would do 1.35 for you.",
    ]
    assert sentence_spans("Then put me in it. Ms. de Groot, you bought this seal 31 times.") == [
        "Then put me in it.",
        "Ms. de Groot, you bought this seal 31 times.",
    ]
    assert sentence_spans("I asked for the Dr.\nNobody came to see to it.") == [
        "I asked for the Dr.",
        "Nobody came to see to it.",
    ]


def test_spans_are_whole_stretches_of_the_turn() -> None:
    text = "Oh. I see what you mean there. Why? " + "word " * 90 + "end."
    for span in sentence_spans(text):
        assert locate(text, span) is not None
