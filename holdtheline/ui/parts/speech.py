"""What is said in a call, as markup: settled turns at once, a reply word by word.

A word waits by its stylesheet delay, so that showing speech needs neither script nor server.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from holdtheline.services.views import Reply, Spoken
from holdtheline.ui.plain import plain

_plain = lru_cache(maxsize=20_000)(plain)
"""Settled turns are drawn again at every rerun of every call."""


def conversation(turns: Sequence[Spoken], first: str, cut: bool = False) -> str:
    """Markup of settled turns. ``cut``: the last of them was cut off by what comes after. '' for none."""
    if not turns:
        return ""
    after = [turn.interrupts for turn in turns[1:]] + [cut]
    lines = [_line(turn, first, cut_off) for turn, cut_off in zip(turns, after, strict=True)]
    return f'<ol class="said">{"".join(lines)}</ol>'


def _line(turn: Spoken, first: str, cut_off: bool) -> str:
    if turn.speaker == "prospect":
        return f'<li class="them">{_who(first)}<p>{_plain(turn.text)}</p></li>'
    tail = '<span class="cut">cut off</span>' if cut_off else ""
    return f'<li class="me">{_who("You")}<p>{_plain(turn.text)}{tail}</p></li>'


def _who(name: str) -> str:
    return f'<span class="unseen">{_plain(name)}: </span>'


def reply(said: Reply, first: str) -> str:
    """Markup of a reply as it is being spoken."""
    cuts = '<span class="cut">cuts in</span>' if said.interrupts else ""
    return _latest(f"{_who(first)}{cuts}<p>{_words(said)}</p>")


def _words(said: Reply) -> str:
    parts, at = [], 0
    for seconds, end in said.due:
        word = plain(said.text[at:end])
        parts.append(word if seconds <= 0 else f'<span class="w" style="animation-delay:{seconds:.2f}s">{word}</span>')
        at = end
    return "".join(parts) + plain(said.text[at:])


def thinking(first: str) -> str:
    """Markup while nothing has been said yet."""
    return _latest(f'{_who(first)}<p class="breath"><i></i><i></i><i></i></p>')


def _latest(inside: str) -> str:
    return f'<ol class="said latest" aria-live="polite"><li class="them">{inside}</li></ol>'
