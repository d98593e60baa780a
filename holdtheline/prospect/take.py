"""A reply on its way: what a model says, let through sentence by sentence, and what became of it.

A sentence that is out cannot be taken back. So each is checked by itself and together with all before it, and only
what is still unsaid is ever asked for again.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from holdtheline.moves.normalise import sentences
from holdtheline.persona import Prospect
from holdtheline.prospect.guard import Bounds, fault_in, lacking, same_words, too_long

Say = Callable[[str], None]
"""Takes each further sentence of a reply, as it may be shown."""

LONG = "it is far too long"

LEAST_WORDS = 4
"""A shorter beginning waits for what follows: if that is refused, a bare "No." would be all of the reply."""

RUNAWAY = 1500
"""Characters after which nobody reads on."""

_THINKING = re.compile(r"\s*<think>.*?(?:</think>|$)", re.DOTALL)
_ENDED = re.compile(r"(?:^|[\s\"“'‘(])([^\W\d]{2,})[.?!][\"”’)]?$")
_ABBREVIATED = frozenset(("mr", "mrs", "ms", "dr", "st", "vs", "etc", "no", "inc", "ltd", "co", "jr", "sr", "dept"))
_AFTERTHOUGHT = re.compile(r"^[.…?!\"”’)]+\s*")


class Take:
    """One reply. ``text``: what is out. ``say`` gets each sentence at the moment it is let out."""

    def __init__(self, prospect: Prospect, bounds: Bounds, say: Say | None) -> None:
        self.bounds = bounds
        self.text = ""
        self._prospect, self._say = prospect, say
        self._held = ""
        self._read = ""

    def again(self, bounds: Bounds) -> None:
        """Another attempt at what is still unsaid."""
        self.bounds, self._held, self._read = bounds, "", ""

    def hear(self, heard: str, *, finished: bool = False) -> str | None:
        """Lets out what may be said of ``heard`` (all of this attempt so far); why not, for what may not."""
        if len(heard) > RUNAWAY + _thinking(heard):
            return LONG
        text = tidy(heard, self._prospect)
        if not text.startswith(self._read):
            return "it puts quotation marks around its words"
        rest = _AFTERTHOUGHT.sub("", text[len(self._read) :].lstrip()) if self._read else text
        parts = sentences(rest)
        for one in parts if finished or _at_an_end(rest) else parts[:-1]:
            fault = self._offer(one)
            if fault:
                return fault
            at = text.find(one, len(self._read))
            self._read = text[: at + len(one)] if at >= 0 else text
        if not finished:
            return None
        if self._held and any(same_words(f"{self.text} {self._held}", earlier) for earlier in self.bounds.said):
            return "it was said before in this call, word for word"
        if self._held:
            self._let_out(self._held)
        return lacking(self.text, self.bounds) if self.text else "it is empty"

    def stands(self) -> bool:
        """Whether what is out can be left at that."""
        return bool(self.text) and lacking(self.text, self.bounds) is None

    def close(self, written: str) -> None:
        """Says what is lacking in the written line's words; all of them if nothing is out."""
        said = sentences(self.text)
        for one in sentences(written) if said else [written]:
            if not any(same_words(one, other) for other in said):
                self._let_out(one)

    def _offer(self, sentence: str) -> str | None:
        if any(same_words(sentence, one) for one in sentences(f"{self.text} {self._held}")):
            return None  # begun anew with what is out already
        so_far = f"{self.text} {self._held}".strip()
        whole = f"{so_far} {sentence}".strip()
        fault = fault_in(sentence, self.bounds) or too_long(whole, self.bounds)
        fault = fault or (fault_in(whole, self.bounds) if so_far else None)
        if fault:
            return fault
        short = not self.text and len(whole.split()) < LEAST_WORDS
        if short or any(same_words(whole, earlier) for earlier in self.bounds.said):
            self._held = f"{self._held} {sentence}".strip()  # more may follow, and then it is another reply
            return None
        held, self._held = self._held, ""
        for one in (held, sentence):
            if one:
                self._let_out(one)
        return None

    def _let_out(self, words: str) -> None:
        self.text = f"{self.text} {words}".strip()
        if self._say is not None:
            self._say(words)


def tidy(text: str, prospect: Prospect) -> str:
    """Without a model's private thinking, the speaker's own name in front, and quotation marks around all of it."""
    text = " ".join(_THINKING.sub("", text, count=1).split()) if text.lstrip().startswith("<think>") else text
    text = " ".join(text.split())
    person = prospect.person
    rest = re.escape(person.name[len(person.first) :].strip())
    text = re.sub(rf"^{re.escape(person.first)}(?: {rest})?\s*:\s*", "", text, flags=re.I)
    marks = len(re.findall(r'["“”]', text))
    if text[:1] in ('"', "“") and (marks == 1 or (marks == 2 and text[-1] in '"”')):
        text = text[1:].removesuffix('"').removesuffix("”").strip() if marks == 2 else text[1:].lstrip()
    return text


def _thinking(text: str) -> int:
    found = _THINKING.match(text)
    return found.end() if found else 0


def _at_an_end(text: str) -> bool:
    """Whether the text so far surely ends with a sentence: no need to wait for the next word."""
    found = _ENDED.search(text)
    return found is not None and found[1].lower() not in _ABBREVIATED


def is_long(fault: str) -> bool:
    """Whether a fault is one of length: then what is out may do."""
    return "too long" in fault
