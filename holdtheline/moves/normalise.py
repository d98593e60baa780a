"""One plain spelling of what was typed, so that odd characters neither hide nor fake a move."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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
_CHAT = {
    "dont": "don't",
    "cant": "can't",
    "cannot": "can't",
    "wont": "won't",
    "didnt": "didn't",
    "doesnt": "doesn't",
    "isnt": "isn't",
    "wasnt": "wasn't",
    "wouldnt": "wouldn't",
    "couldnt": "couldn't",
    "shouldnt": "shouldn't",
    "havent": "haven't",
    "im": "i'm",
    "ive": "i've",
    "youre": "you're",
    "youve": "you've",
    "thats": "that's",
    "whats": "what's",
    "whos": "who's",
    "lets": "let's",
    "theres": "there's",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "ur": "your",
    "u": "you",
    "r": "are",
    "w": "with",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "ok": "okay",
    "k": "okay",
}
"""How people type; spelled as they would say it."""
_CHAT_WORD = re.compile(r"\b(" + "|".join(_CHAT) + r")\b(?!')")


def visible(text: str) -> str:
    """The text without characters that show nothing, look-alikes and odd quotes undone; case and accents stay."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cf", "Cc", "Co", "Cn", "Mn"))
    return text.translate(_PUNCTUATION).translate(_LOOKALIKES)


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """Lower-case reading form: accents dropped, contractions of chat spelled out, single spaces."""
    text = visible(text).lower()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = _CHAT_WORD.sub(lambda m: _CHAT[m.group()], text)
    return " ".join(text.split())


def shouted(text: str) -> bool:
    """Whether a good part of it is in capitals: three such words, or two and an exclamation mark."""
    loud = len(_LOUD.findall(text))
    return loud >= 3 or (loud >= 2 and "!" in text)


_LOUD = re.compile(r"\b[A-Z]{3,}\b")
_ANY_WORD = re.compile(r"[^\W_]")
_SENTENCE = re.compile(r"[^.?!\n]+(?:[.?!]+[\"')]*|\n|$)")


@lru_cache(maxsize=2048)
def sentences(text: str) -> tuple[str, ...]:
    """Sentences, trimmed, never empty unless the text is."""
    found = [s.strip() for s in _SENTENCE.findall(text) if _ANY_WORD.search(s)]
    return tuple(found or ([text.strip()] if text.strip() else ()))
