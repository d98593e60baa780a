"""Questions that lean on what was said before: "why not?", "who's that?", "such as?", "what happened?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_LEAN = 0.6
"""Weight of a topic taken over from the prospect's turn."""
_SURE = 0.5
_MAX_WORDS = 7
"""A question longer than this names its own topic or none."""
_CARRIED = frozenset(
    "who_decides process history current relationship problem cost need budget price grievance timing limits use".split()
)
"""Topics that a bare question can take over from the turn before."""


def follow_up(
    said: Sequence[str], found: Mapping[str, float], prospect: Mapping[str, float], earlier: Mapping[str, float]
) -> dict[str, float]:
    """``found`` with the topic a leaning question takes from the prospect's turn or the rep's own clause before."""
    out = dict(found)
    if len(said) > _MAX_WORDS or any(w >= _SURE for t, w in out.items() if t != "reason"):
        return out
    for ground in (earlier, prospect):
        topic = next((t for t, w in sorted(ground.items(), key=lambda i: -i[1]) if t in _CARRIED and w >= 0.28), None)
        if topic is not None:
            out[topic] = max(out.get(topic, 0.0), _LEAN if not out.get("reason", 0.0) >= _SURE else 0.45)
            break
    return out
