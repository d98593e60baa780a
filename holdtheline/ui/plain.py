"""Turns what a person typed into text that stays text, for the two places where Streamlit reads markup."""

from __future__ import annotations

import html
import re

# Control characters draw nothing; the bidirectional ones reorder what stands around them.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# What Streamlit still rewrites after entities are decoded: bare addresses become links, arrows become one sign.
_REWRITTEN = re.compile(r"(?::(?=//)|(?<=www)(?=\.)|(?<=\S)@(?=\S)|-(?=[->])|<(?=[-=])|[>~](?==))", re.IGNORECASE)
_WORD_JOINER = "\u2060"  # draws nothing, breaks nothing, and keeps the two characters apart
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@^=/])")


def plain(text: str) -> str:
    """`text` escaped for `st.html`: no tag, entity or attribute can begin in it; lines break where it broke them."""
    seen = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return html.escape(seen, quote=True).replace("\n", "<br>")


def plain_label(text: str) -> str:
    """`text` on one line for a label, caption or other Markdown: no emphasis, link, colour, icon, formula or HTML.

    Every character that could begin any of these becomes a numeric entity, which Markdown shows as itself; bare
    addresses and arrows are kept apart by an invisible character.
    """
    one_line = " ".join(_UNSEEN.sub("", text).split())
    one_line = _REWRITTEN.sub(lambda found: found[0] + _WORD_JOINER, one_line)
    return _MARKDOWN.sub(lambda found: f"&#{ord(found[1])};", one_line)
