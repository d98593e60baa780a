"""What the rep sells, as far as the grader knows it; and claims that it does not bear out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from holdtheline.moves.heard import Claim

_NUMBER = re.compile(r"\d[\d.,]*")
CHECKED = ("money", "percent", "customer")
"""Kinds of claims that a brief can bear out or not."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The rep's brief: what is sold, at what price, with which proof and limits."""

    product: str = ""
    price: str = ""
    proof: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()

    def text(self) -> str:
        """All of it as one text."""
        return "\n".join((self.product, self.price, *self.proof, *self.limits))


def _numbers(text: str) -> set[float]:
    found = set()
    for raw in _NUMBER.findall(text):
        try:
            found.add(float(raw.rstrip(".,").replace(",", "")))
        except ValueError:
            continue
    return found


def unbacked(claims: Sequence[Claim], brief: Brief, said_by_prospect: str) -> list[Claim]:
    """Checked claims whose number or name stands neither in the brief nor in the prospect's words."""
    known_text = f"{brief.text()}\n{said_by_prospect}".casefold()
    known = _numbers(known_text)
    out = []
    for claim in claims:
        if claim.kind not in CHECKED:
            continue
        if claim.value is not None:
            if claim.value not in known:
                out.append(claim)
        elif claim.text.casefold() not in known_text:
            out.append(claim)
    return out
