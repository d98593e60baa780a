"""Whether a turn only wanders: one long run of words in which nothing is asked, told or offered.

Where such a run stands, single words of it ("isn't it", "one has to move with the times") still look like questions and
challenges to a reading of words. A listener has long lost the thread.
"""

from __future__ import annotations

from functools import lru_cache

from holdtheline.moves.text import normalise, sentences

LEAST_WORDS = 45
"""Words of a turn below which nobody loses the thread."""

RUN_ON = 36
"""Words of a sentence from which it runs on: of 439 labelled turns of 45 words and more, 66 hold one."""

MOST_OF_IT = 0.6
"""Share of a turn that stands in such sentences."""

SEARCHED = 4_000
"""Characters of a turn that are looked at."""


@lru_cache(maxsize=1_024)
def runs_on(text: str) -> bool:
    """Whether most of a turn is run-on sentences and it does not end in a question to the listener."""
    parts = [(s, len(s.split())) for s in sentences(normalise(text[:SEARCHED]))]
    total = sum(n for _, n in parts)
    if total < LEAST_WORDS:
        return False
    last, size = parts[-1]
    asks = last.rstrip("\"')] ").endswith("?") and (size < RUN_ON or " you" in last[-80:].lower())
    return not asks and sum(n for _, n in parts if n >= RUN_ON) >= MOST_OF_IT * total
