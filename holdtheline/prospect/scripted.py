"""The scripted voice: words a directive from the persona's own lines, none said twice in a call."""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import yaml

from holdtheline.persona import Prospect
from holdtheline.prospect.directive import Directive

QUOTING = frozenset({"earlier", "now", "promised", "when_else"})
"""Slots that only some directives can fill."""

_SLOT = re.compile(r"\{(\w+)\}")

INSTEAD: dict[str, tuple[str, ...]] = {
    "answer": ("again", "dodge"),
    "ask": ("acknowledge",),
    "tell": ("respects", "re_examine"),
    "hint": ("dodge", "push_back"),
    "deflect": ("dodge", "push_back"),
    "again": ("dodge",),
    "again_said": ("again", "prompt"),
    "dodge": ("push_back",),
    "push_back": ("dodge",),
    "indignant": ("push_back",),
    "grant": ("prompt",),
    "re_examine": ("respects", "acknowledge"),
    "respects": ("acknowledge",),
    "moved": ("respects",),
    "acknowledge": ("prompt",),
    "greet": ("prompt",),
    "chat": ("short", "prompt"),
    "flattered": ("short", "prompt"),
    "appeased": ("short", "prompt"),
    "pitched_at": ("short", "prompt"),
    "interrupt": ("pitched_at",),
    "step_refuse": ("push_back",),
    "step_soft": ("step_refuse",),
    "step_confirm": ("step_accept",),
    "take_it": ("vague", "short"),
    "vague": ("short",),
    "what": ("prompt",),
    "silence": ("prompt",),
    "disbelieved": ("push_back",),
    "unanswered": ("prompt",),
    "contradiction": ("doubted", "push_back"),
    "doubted": ("push_back", "dodge"),
    "leads_on": ("acknowledge",),
    "why_quiet": ("dodge",),
}
"""Acts whose lines serve when an act's own are used up; after these the reserve."""


def word(prospect: Prospect, directive: Directive, said: Sequence[str], rng: random.Random) -> str:
    """The reply in words. ``said``: everything the prospect has said in this call; none of it is said again."""
    used = " " + "  ".join(_flat(s) for s in said) + " "
    pieces = []
    for act in (directive.aside, directive.act, _tail_act(directive)):
        if act is None:
            continue
        main = act == directive.act
        line = _pick(prospect, directive, act, used, rng, must=main)
        if line is not None:
            pieces.append(line)
            used += f" {_flat(line)} "
    return " ".join(pieces)


def fill(line: str, prospect: Prospect, when: str | None = None, quotes: Mapping[str, str] | None = None) -> str:
    """A line with its slots filled. ``quotes``: the rep's own words for {earlier}, {now}, {promised}, {when_else}."""
    person = prospect.person
    slots = {"when": when or "then", "first": person.first, "name": person.name, "company": person.company}
    slots |= quotes or {}
    return _SLOT.sub(lambda m: _begins(line, m.start(), slots.get(m[1], m[0])), line)


def _begins(line: str, at: int, word: str) -> str:
    """A slot's word, with a capital where a sentence begins with it."""
    first = not line[:at].strip() or line[:at].rstrip()[-1] in ".?!"
    return (
        word[:1].upper() + word[1:]
        if first and at == len(line[:at].rstrip()) + (at > 0 and line[at - 1] == " ")
        else word
    )


def _tail_act(directive: Directive) -> str | None:
    return "ask" if directive.ask is not None else directive.tail


def _pick(
    prospect: Prospect, directive: Directive, act: str, used: str, rng: random.Random, *, must: bool
) -> str | None:
    line = _fresh(_lines(prospect, directive, act), prospect, directive, used, rng, act)
    if line is not None or not must:
        return line
    for lines, name in (
        (_sayable(shared(act), directive), ""),
        *((_lines(prospect, directive, n), n) for n in INSTEAD.get(act, ())),
    ):
        line = _fresh(lines, prospect, directive, used, rng, name)
        if line is not None:
            return line
    return _fresh(reserve(), prospect, directive, used, rng) or "..."


def _lines(prospect: Prospect, directive: Directive, act: str) -> Sequence[str]:
    """An act's candidate lines; those of the directive's tone come first and are used up first."""
    if act == "answer" and directive.answer is not None:
        return prospect.answers[directive.answer].says
    if act == "ask" and directive.ask is not None:
        return prospect.asks[directive.ask].says
    if act in ("deflect", "hint", "tell") and directive.truth is not None:
        told = prospect.truth(directive.truth)
        return {"deflect": told.deflect, "hint": told.hint, "tell": told.tell}[act]
    return _sayable(prospect.spoken(act, directive.tone) or shared(act), directive)


def _sayable(lines: Sequence[str], directive: Directive) -> Sequence[str]:
    """Lines whose quoting slots can be filled."""
    return [s for s in lines if not (set(_SLOT.findall(s)) & QUOTING) - set(directive.quotes)]


def _fresh(
    lines: Sequence[str], prospect: Prospect, directive: Directive, used: str, rng: random.Random, act: str = ""
) -> str | None:
    tone_lines = prospect.lines.get(act)
    ours = tone_lines.get(directive.tone, ()) if isinstance(tone_lines, dict) else ()
    for pool in ([s for s in lines if s in ours], [s for s in lines if s not in ours]):
        open_ones = [
            s
            for s in (fill(s, prospect, directive.when, directive.quotes) for s in pool)
            if f" {_flat(s)} " not in used
        ]
        if open_ones:
            return rng.choice(open_ones)
    return None


@functools.lru_cache(maxsize=4_096)
def _flat(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def reserve() -> tuple[str, ...]:
    """Neutral short lines for when a persona's own run out; none gives anything away or agrees to anything."""
    return shared("")


@functools.cache
def shared(act: str) -> tuple[str, ...]:
    """Lines that any prospect may say for an act that they have none of their own for; mostly none."""
    return tuple(_kept()["acts"].get(act, ()) if act else _kept()["lines"])


@functools.cache
def _kept() -> dict[str, Any]:
    text = resources.files("holdtheline.prospect").joinpath("reserve.yaml").read_text(encoding="utf-8")
    kept: dict[str, Any] = yaml.safe_load(text)
    return kept
