"""What a rep may know before and during a call."""

from __future__ import annotations

from collections.abc import Iterable

from holdtheline.services.views import Brief
from holdtheline.ui.parts.portrait import portrait
from holdtheline.ui.plain import plain


def face_to_face(brief: Brief, size: int) -> str:
    """Markup: the portrait, and beside it name, role and company."""
    where = ", ".join(part for part in (brief.role, brief.company) if part)
    return (
        f'<div class="person">{portrait(brief, size)}<div><h2>{plain(brief.name)}</h2>'
        f'<p class="label">{plain(where)}</p></div></div>'
    )


def in_their_words(brief: Brief) -> str:
    """Markup: the line on the card, as a quote."""
    said = brief.card.strip().removeprefix('"').removesuffix('"').strip("“”")  # the page sets its own marks
    return f"<blockquote>{plain(said)}</blockquote>"


def notes(brief: Brief) -> str:
    """Markup: what happened before, what you sell, what proves it, what you can't do."""
    parts = [
        _part("Before this call", f"<p>{plain(brief.before)}</p>") if brief.before else "",
        _part("You sell", f'<p>{plain(brief.product)}</p><p class="price">{plain(brief.price)}</p>'),
        _part("What bears you out", _list(brief.proof)) if brief.proof else "",
        _part("What you can't offer", _list(brief.limits)) if brief.limits else "",
    ]
    return f'<div class="notes">{"".join(parts)}</div>'


def _part(title: str, body: str) -> str:
    return f"<section><h3>{title}</h3>{body}</section>"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{plain(item)}</li>' for item in items)}</ul>"
