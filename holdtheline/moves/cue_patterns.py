"""The small pattern language of ``topic_cues.yaml``: words, classes and bounded gaps, compiled to regular expressions.

A sentence is matched as a string of stems, each followed by a space. Gaps are bounded, so matching time grows with
the sentence, never with its square.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from holdtheline.errors import InputError
from holdtheline.moves.text import stem

_GAPS = {"*": r"(?:\S+ ){0,3}?", "**": r"(?:\S+ ){0,7}?"}
_ANY = {"@number": r"[£$€₹]?\d\S*", "~": r"[a-z]+"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One cue. ``anchors``: stems one of which must be in the sentence; ``needs``: the
    same for every required slot; ``slots``: how many words it insists on, so how telling it is.
    """

    expression: str
    anchors: frozenset[str]
    needs: tuple[frozenset[str], ...]
    slots: int
    source: str

    def found_in(self, line: str, stems: frozenset[str]) -> bool:
        """Whether it matches a line of stems, each followed by a space; ``stems``: the same as a set."""
        for need in self.needs:
            if need.isdisjoint(stems):
                return False
        return _compiled(self.expression).search(line) is not None


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Compiled when first needed: a turn needs a few dozen of the hundreds, and all take half a second."""
    return re.compile(expression)


def compile_pattern(source: str, classes: Mapping[str, str], common: Counter[str], place: str) -> Pattern:
    """A cue line as a Pattern; its anchor is the required slot whose words are rarest by ``common``.

    Raises InputError for an unknown class or a pattern without a required word.
    """
    parts: list[str] = []
    anchors: list[frozenset[str]] = []
    for slot in source.split():
        if slot in _GAPS:
            parts.append(_GAPS[slot])
        elif slot == "^":
            parts.append("^")
        elif slot == "$":
            parts.append("$")
        else:
            optional = slot.endswith("?")
            choices = _choices(slot.removesuffix("?"), classes, place)
            parts.append(_slot(choices) + ("?" if optional else ""))
            if not optional and not any(c in _ANY or c == "$" for c in choices):
                anchors.append(frozenset(c.split()[-1] for c in choices))
    if not anchors:
        raise InputError(place, f"`{source}` has no word that must be there")
    anchors.sort(key=lambda a: sum(common[s] for s in a))
    slots = sum(p not in (*_GAPS.values(), "^", "$") and not p.endswith(")?") for p in parts)
    return Pattern("(?<!\\S)" + "".join(parts), anchors[0], tuple(anchors), slots, source)


def _choices(slot: str, classes: Mapping[str, str], place: str) -> list[str]:
    out: list[str] = []
    for word in slot.split("|"):
        if word.startswith("@") and word not in _ANY:
            if word[1:] not in classes:
                raise InputError(place, f"unknown class `{word}`; defined are {', '.join(sorted(classes))}")
            out.extend(_choices(classes[word[1:]].replace(" ", ""), classes, place))
        elif word in _ANY or word == "$":
            out.append(word)
        elif word:
            out.append(" ".join(stem(w) if w not in _ANY else w for w in re.split("_(?=.)", word)))
    return out


def _slot(choices: list[str]) -> str:
    spelled = dict.fromkeys(
        "$" if c == "$" else " ".join(_ANY.get(w, re.escape(w)) for w in c.split()) + " " for c in choices
    )
    return "(?:" + "|".join(spelled) + ")"
