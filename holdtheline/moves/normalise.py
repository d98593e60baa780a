"""One plain spelling of what was typed, so that odd characters neither hide nor fake a move."""

from __future__ import annotations

import re
import unicodedata

_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһԛԝкмтвнАЕОРСУХІЈЅКМТВНαοενρτυκικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhqwkmtbhAEOPCYXIJSKMTBHaoevptukikABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters that a reader takes for Latin ones."""

_PUNCTUATION = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‒": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "…": "...",
    }
)
_CONTRACTIONS = [
    (re.compile(rf"\b{short}\b"), full)
    for short, full in (
        ("dont", "don't"),
        ("cant", "can't"),
        ("wont", "won't"),
        ("didnt", "didn't"),
        ("doesnt", "doesn't"),
        ("isnt", "isn't"),
        ("wasnt", "wasn't"),
        ("im", "i'm"),
        ("ive", "i've"),
        ("youre", "you're"),
        ("youve", "you've"),
        ("thats", "that's"),
        ("whats", "what's"),
        ("whos", "who's"),
        ("lets", "let's"),
        ("wouldnt", "wouldn't"),
        ("couldnt", "couldn't"),
        ("shouldnt", "shouldn't"),
        ("theres", "there's"),
        ("gonna", "going to"),
        ("wanna", "want to"),
        ("ur", "your"),
        ("u", "you"),
        ("pls", "please"),
        ("plz", "please"),
        ("thx", "thanks"),
    )
]
_APOSTROPHES = [
    (re.compile(rf"\b{short}\b"), full)
    for short, full in (
        ("won't", "will not"),
        ("can't|cannot", "can not"),
        ("n't\\b|(?<=[a-z])n't", " not"),
        ("i'm", "i am"),
        ("let's", "let us"),
        ("what's", "what is"),
        ("who's", "who is"),
        ("that's", "that is"),
    )
]
_SPACE = re.compile(r"\s+")
_DO_NOT = re.compile(r"(?<=[a-z])n't\b")


def visible(text: str) -> str:
    """The text without characters that show nothing, look-alikes and odd quotes undone; case and accents stay."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cf", "Cc", "Co", "Cn", "Mn"))
    return text.translate(_PUNCTUATION).translate(_LOOKALIKES)


def plain(text: str) -> str:
    """Lower-case reading form: accents dropped, contractions of chat spelled out, single spaces."""
    text = visible(text).lower()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    for pattern, full in _CONTRACTIONS:
        text = pattern.sub(full, text)
    return _SPACE.sub(" ", text).strip()


def shouted(text: str) -> bool:
    """Whether a good part of it is in capitals: three such words, or two and an exclamation mark."""
    loud = len(re.findall(r"\b[A-Z]{3,}\b", text))
    return loud >= 3 or (loud >= 2 and "!" in text)


_SENTENCE = re.compile(r"[^.?!\n]+(?:[.?!]+[\"')]*|\n|$)")


def sentences(text: str) -> list[str]:
    """Sentences, trimmed, never empty unless the text is."""
    found = [m.group().strip() for m in _SENTENCE.finditer(text)]
    return [s for s in found if any(c.isalnum() for c in s)] or ([text.strip()] if text.strip() else [])
