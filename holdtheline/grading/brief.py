"""What the rep sells, as far as the grader knows it; and claims that it does not bear out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from holdtheline.moves.claims import claims, number
from holdtheline.moves.finding import Late
from holdtheline.moves.heard import Claim
from holdtheline.moves.text import normalise
from holdtheline.transcript import Transcript

_NUMBER = Late(
    r"\d[\d.,]*(?: ?(?:k|m|bn)\b| (?:hundred|thousand|grand|lakhs?|crores?|million|billion)\b)?", re.IGNORECASE
)
_WORDED = Late(
    r"(?:\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|"
    r"thousand|million)\b(?:[ -]| and )?)+",
    re.IGNORECASE,
)
TIMES = (2.0, 4.0, 12.0, 50.0, 52.0)
"""What a figure is reckoned up by: twice over, quarters, months, weeks."""
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
    """Figures in a text, in digits and in words."""
    said = [m.group().rstrip(" .,-") for pattern in (_NUMBER, _WORDED) for m in pattern.finditer(text)]
    return {value for one in said if (value := number(one.removesuffix(" and"))) is not None}


def reckoned(value: float, known: set[float]) -> bool:
    """Whether a figure is known or can be reckoned from two that are: a product, a sum, a difference, a ratio."""
    near = 0.01 * abs(value)
    if any(abs(value - k) <= near / 10 for k in known):
        return True
    big = {k for k in known if k >= 2}
    made = {a * b for a in big for b in (*big, *TIMES)} | {a / b for a in big for b in (*big, *TIMES)}
    made |= {sign * b + a for a in big for b in big for sign in (1, -1)} | {100 * a / b for a in big for b in big}
    return any(abs(value - m) <= near for m in made)


def unbacked(made: Sequence[Claim], brief: Brief, said_by_prospect: str) -> list[Claim]:
    """Checked claims whose figure or name neither the brief nor the prospect bears out.

    A figure may be reckoned from what the prospect said: nine jobs a month are a hundred and eight a year.
    """
    known_text = f"{brief.text()}\n{said_by_prospect}".casefold()
    known, theirs = _numbers(known_text), _numbers(said_by_prospect)
    out = []
    for claim in made:
        if claim.kind not in CHECKED:
            continue
        if claim.value is not None:
            if claim.value not in known and not reckoned(claim.value, theirs):
                out.append(claim)
        elif not _named(claim.text, known_text):
            out.append(claim)
    return out


def _named(said: str, known_text: str) -> bool:
    """Whether every name in a claim about customers stands in the known text."""
    names = re.findall(r"(?<!^)\b[A-Z][\w&'’-]+|^[A-Z][\w&'’-]+(?= (?:uses?|switched|is|signed|bought))", said)
    if not names:
        return said.casefold() in known_text
    return all(name.casefold().removesuffix("'s") in known_text for name in names)


def claimed_too_much(call: Transcript, brief: Brief) -> bool:
    """Whether any line of the rep's claims what the brief does not bear out."""
    prospect = "\n".join(t.text for t in call.turns if t.speaker == "prospect")
    return any(unbacked(claims(normalise(text)), brief, prospect) for _, text in call.rep_turns())
