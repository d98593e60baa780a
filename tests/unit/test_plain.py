"""What a person typed stays text, wherever it is shown."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtheline.ui.plain import plain, plain_label

HOSTILE = "<img src=x onerror=\"alert(1)\"> & <b>bold</b> 'quote'"
MARKDOWN = "*Bob* _u_ :red[x] :material/call: $a$ [l](y) `c` ~~s~~ # h <b>"


def test_no_tag_or_attribute_can_begin() -> None:
    shown = plain(HOSTILE)
    assert not set("<>\"'") & set(shown)
    assert html.unescape(shown) == HOSTILE


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r"])
def test_lines_break_where_they_were_broken(breaks: str) -> None:
    assert plain(f"one{breaks}two") == "one<br>two"


def test_unseen_characters_are_dropped() -> None:
    assert plain("a\x00b\u202ec\td") == "abc\td"
    assert plain_label("a\x07b\nc") == "ab c"


@given(st.text())
def test_only_our_line_breaks_are_tags(text: str) -> None:
    assert set(re.findall(r"<[^>]*>?", plain(text))) <= {"<br>"}


def test_a_label_holds_nothing_that_markdown_could_read() -> None:
    shown = plain_label(MARKDOWN)
    assert not re.search(r"[*_:$\[\]()`~<>]", shown)
    assert html.unescape(shown) == MARKDOWN


@pytest.mark.parametrize("text", ["https://a.example", "www.a.example", "ann@a.example", "a -> b", "a -- b", "a >= b"])
def test_addresses_and_arrows_are_kept_apart_in_a_label(text: str) -> None:
    shown = html.unescape(plain_label(text))
    assert shown != text
    assert shown.replace("\u2060", "") == text
