"""A prospect as a readable page: who is masked on the left, who means it on the right. Trusted markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from holdtheline.persona import Truth
from holdtheline.services.studio_views import Act, Person, Said
from holdtheline.ui.parts.portrait import portrait
from holdtheline.ui.plain import plain

_ID = re.compile(r"`([a-z0-9-]+)`")


def sheet(masked: Person, twin: Person | None) -> str:
    """All of it, from the card to the last line."""
    people = [masked] if twin is None else [masked, twin]
    rows = [
        _row("On the card", [f"<blockquote>{plain(_unquoted(p.prospect.card))}</blockquote>" for p in people]),
        _row("What they show", [_p(p.prospect.mask) for p in people]),
        _row("What is going on", [f'<p class="story">{plain(p.prospect.story)}</p>' for p in people]),
        _row("What is hidden", [_truths(p) for p in people]),
        _row("How it may end", [_ends(p) for p in people]),
        _row("What the rep sells", [_offer(p) for p in people]),
    ]
    heads = "".join(_head(p) for p in people)
    return (
        f'<div class="sheet" data-people="{len(people)}"><div class="pair heads">{heads}</div>'
        f"{''.join(rows)}{_answers(people)}{_questions(people)}{_acts(people)}</div>"
    )


def _head(person: Person) -> str:
    who, brief = person.prospect.person, person.brief
    kind = "Means it" if person.prospect.twin else "Masked"
    return (
        f'<header class="person">{portrait(brief, 64)}<div><p class="kind">{kind}</p><h2>{plain(who.name)}</h2>'
        f'<p class="label">{plain(", ".join(x for x in (who.role, who.company) if x))}</p></div></header>'
    )


def _row(title: str, cells: list[str]) -> str:
    same = len(cells) > 1 and len(set(cells)) == 1
    body = "".join(f"<div>{cell}</div>" for cell in (cells[:1] if same else cells))
    return f'<section class="pair{" same" if same else ""}"><h3>{title}</h3>{body}</section>'


def _p(text: str) -> str:
    return f"<p>{plain(text)}</p>" if text else '<p class="muted">Nothing is written here.</p>'


def _offer(person: Person) -> str:
    offer = person.prospect.you_sell
    return f'<p>{plain(offer.product)}</p><p class="label">{plain(offer.price)}</p>'


def _truths(person: Person) -> str:
    if not person.prospect.truths:
        return '<p class="muted">Nothing. What is said is meant.</p>'
    return f'<ol class="hidden-truths">{"".join(_truth(t, person.gates) for t in person.prospect.truths)}</ol>'


def _truth(truth: Truth, gates: Mapping[str, str]) -> str:
    words = f"<h4>Gives it away</h4><p>{plain(', '.join(truth.words))}</p>" if truth.words else ""
    parts = (("Waved away", truth.deflect), ("Half said", truth.hint), ("Said", truth.tell))
    lines = "".join(f"<h4>{name}</h4>{_lines(said)}" for name, said in parts)
    return (
        f"<li><code>{plain(truth.id)}</code><p>{plain(truth.text)}</p>"
        f'<p class="gate">{ids(gates.get(truth.id, ""))}</p>'
        f'<p class="better">“{plain(truth.question)}”</p>'
        f"<details><summary>What is said on the way</summary>{lines}{words}</details></li>"
    )


def _ends(person: Person) -> str:
    ends = "".join(f"<dt>{plain(name)}</dt><dd>{ids(takes)}</dd>" for name, takes in person.ends)
    says = f" {plain(person.prospect.right_end_says)}" if person.prospect.right_end_says else ""
    return f'<p><b>Should end in {plain(person.right_end)}.</b>{says}</p><dl class="ends">{ends}</dl>'


def _answers(people: list[Person]) -> str:
    return _table("When asked", [_by_topic(p.answers) for p in people], "Nobody has an answer written.")


def _questions(people: list[Person]) -> str:
    return _table("What they ask themselves", [_by_topic(p.asks) for p in people], "They ask nothing.")


def _by_topic(said: Iterable[Said]) -> dict[str, str]:
    out: dict[str, str] = {}
    for one in said:
        when = f'<p class="label">{ids(one.when)}</p>' if one.when else ""
        out[one.about] = out.get(one.about, "") + when + _lines(one.says)
    return out


def _acts(people: list[Person]) -> str:
    means = {a.name: a.means for p in people for a in p.acts}
    columns = [{a.name: _act(a) for a in p.acts} for p in people]
    return _table("What they say, and when", columns, "No lines are written.", means)


def _act(act: Act) -> str:
    return "".join(f"{f'<h4>{plain(tone)}</h4>' if tone else ''}{_lines(lines)}" for tone, lines in act.lines)


def _table(title: str, columns: list[dict[str, str]], none: str, means: Mapping[str, str] | None = None) -> str:
    """One folded row for each topic or act; where both say the same it stands once."""
    names = list(dict.fromkeys(name for column in columns for name in column))
    rows = "".join(_folded(name, [c.get(name) for c in columns], (means or {}).get(name, "")) for name in names)
    return f'<section class="folds"><h3>{title}</h3>{rows or f"<p class=muted>{none}</p>"}</section>'


def _folded(name: str, cells: list[str | None], means: str) -> str:
    there = [c for c in cells if c is not None]
    same = len(cells) > 1 and len(set(cells)) == 1
    count = sum(c.count("<li>") for c in (there[:1] if same else there))
    note = "both" if same else "one of the two" if len(there) < len(cells) else ""
    body = f"<div>{there[0]}</div>" if same else "".join(f"<div>{c or _NOTHING}</div>" for c in cells)
    told = f'<span class="means">{plain(means)}</span>' if means else ""
    return (
        f'<details><summary><b>{plain(name.replace("_", " "))}</b>{told}<span class="count">{count} '
        f"{'line' if count == 1 else 'lines'}{f', {note}' if note else ''}</span></summary>"
        f'<div class="pair{" same" if same else ""}">{body}</div></details>'
    )


_NOTHING = '<p class="muted">Nothing of their own.</p>'


def _lines(lines: Iterable[str]) -> str:
    return f'<ul class="lines">{"".join(f"<li>{plain(line)}</li>" for line in lines)}</ul>'


def _unquoted(card: str) -> str:
    return card.strip().strip('"“”')


def ids(text: str) -> str:
    """Text in which `names` stand between backticks, as markup."""
    return _ID.sub(r"<code>\1</code>", plain(text))
