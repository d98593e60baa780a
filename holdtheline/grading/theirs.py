"""What the prospect has said so far in a call, and which of the rep's sentences only say it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from holdtheline.grading.empty_talk import content
from holdtheline.moves.normalise import plain
from holdtheline.moves.text import sentences, word_set

_MARKS = str.maketrans("", "", '.,;:!?"()[]…')
_STRETCH = 4
"""Words in a row that show that a passage was taken over."""
_SAYING = word_set(
    "so what you are your saying say said tell telling me us told is was that just i hear if understand correctly "
    "you're right it sounds like and but then well in other words"
)
"""Words that hand somebody's words back to them."""
_TOLD = word_set("say saying said tell telling told hear sounds")
"""Those among them that make plain whose words follow."""


class Theirs:
    """The prospect's turns so far: stems (found only when asked for), passages, the last turn's sentences."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._stems: set[str] = set()
        self._passages: set[tuple[str, ...]] = set()
        self._last: frozenset[str] = frozenset()

    def hear(self, text: str) -> None:
        """One turn more."""
        self._texts.append(text)
        self._passages.update(_stretches(_words(text)))
        self._last = frozenset(map(plain, sentences(text))) - {""}

    def stems(self) -> set[str]:
        """Stems of all they said."""
        for text in self._texts:
            self._stems.update(content(text))
        self._texts.clear()
        return self._stems

    def said_back(self, part: str) -> bool:
        """Whether a sentence is theirs but for words that say so.

        It is where it stood so in their last turn, in four words or more, or in any number after "you're telling me";
        or where nothing is left of it beside passages of theirs.
        """
        said = plain(part)
        if said in self._last:
            return len(said.split()) >= _STRETCH
        return self._named_as_theirs(said) or self._made_of_passages(said)

    def _named_as_theirs(self, said: str) -> bool:
        if not said.endswith(tuple(self._last)):
            return False
        found = (said.removesuffix(own) for own in self._last if said.endswith(own))
        return any(_TOLD & set(_words(lead)) and _SAYING.issuperset(_words(lead)) for lead in found)

    def _made_of_passages(self, said: str) -> bool:
        told = _words(said)
        stretches = list(_stretches(told))
        if self._passages.isdisjoint(stretches):
            return False
        starts = [i for i, stretch in enumerate(stretches) if stretch in self._passages]
        inside = [False] * len(told)
        for i in starts:
            inside[i : i + _STRETCH] = [True] * _STRETCH
        return sum(inside) > _STRETCH and all(
            known or word in _SAYING for word, known in zip(told, inside, strict=True)
        )

    def beside(self, copied: set[int], parts: Sequence[str]) -> set[int]:
        """Places of sentences of their last turn in an unbroken row with ``copied`` ones.

        A short one alone may be an answer or a mirror; who says a whole turn back says its short sentences back too.
        """
        found: set[int] = set()
        for at in copied:
            for step in (-1, 1):
                near = at + step
                while 0 <= near < len(parts) and plain(parts[near]) in self._last:
                    found.add(near)
                    near += step
        return found - copied


@lru_cache(maxsize=1_024)
def _words(text: str) -> Sequence[str]:
    return plain(text).translate(_MARKS).split()


def _stretches(said: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(said[i:] for i in range(_STRETCH)), strict=False)
