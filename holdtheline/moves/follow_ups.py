"""Questions that lean on what was said before: "why not?", "who's that?", "such as?", "what happened?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from holdtheline.moves.text import word_set

_LEAN = 0.6
"""Weight of a topic taken over from the prospect's turn."""
_BESIDE = 0.45
"""Its weight where the question already asks for a reason ("why not?")."""
_SURE = 0.5
_MAX_WORDS = 7
"""A question longer than this names its own topic or none."""
_CARRIED = word_set(
    "who_decides process history current relationship problem cost need budget price grievance timing limits use"
)
"""Topics that a bare question can take over from the turn before."""
_PEOPLE = ("relationship", "history", "current", "who_decides")
"""Topics whose answer is a person or a firm; without a sign of the others, "who's that?" asks who has a say."""
_HINTED = 0.28


def _asks_who(said: Sequence[str]) -> bool:
    """Whether it asks for a person only: "who's that?", "and who is she?", "who was it"."""
    core = [w for w in said if w not in ("and", "so", "but", "okay", "sorry", "then", "right", "well")]
    return len(core) == 3 and core[0] == "who" and core[1] in ("is", "was", "are") and core[2] in _SOMEONE


def _leans(said: Sequence[str]) -> bool:
    """Whether it points back ("that", "it", "they") or is only a question word ("how often?", "since when?")."""
    return bool(_POINTERS & set(said)) or (len(said) <= 3 and bool(_QUESTION_WORDS & set(said)))


_POINTERS = word_set("that it this they he she him her them those these there one which")
_QUESTION_WORDS = word_set("what who how why when where which whose much many often long kind sort else then")
_SOMEONE = word_set("that she he they it this we him her")


def follow_up(
    said: Sequence[str], found: Mapping[str, float], prospect: Mapping[str, float], earlier: Mapping[str, float]
) -> dict[str, float]:
    """``found`` with the topic a leaning question takes from the prospect's turn or the rep's own clause before."""
    out = dict(found)
    if _asks_who(said):
        ground = next((t for t in _PEOPLE if prospect.get(t, 0.0) >= _HINTED), _PEOPLE[-1])
        out[ground] = max(out.get(ground, 0.0), _LEAN)
        return out
    if len(said) > _MAX_WORDS or not _leans(said) or any(w >= _SURE for t, w in out.items() if t != "reason"):
        return out
    for touched in (earlier, prospect):
        topic = next(
            (t for t, w in sorted(touched.items(), key=lambda i: -i[1]) if t in _CARRIED and w >= _HINTED), None
        )
        if topic is not None:
            out[topic] = max(out.get(topic, 0.0), _LEAN if out.get("reason", 0.0) < _SURE else _BESIDE)
            break
    return out
