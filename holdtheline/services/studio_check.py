"""What is wrong with a persona's text: every fault and every piece of advice, by line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from holdtheline import persona as persona_file
from holdtheline.errors import InputError, InputErrors
from holdtheline.persona import Persona
from holdtheline.prospect.check import check
from holdtheline.services.studio_views import Fault

_LINE = re.compile(r", line (\d+)$")
_ID = re.compile(r"^id\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Checked:
    """``persona``: None where the text is no valid file. ``faults`` in the order of the text, faults first."""

    persona: Persona | None
    faults: tuple[Fault, ...]

    @property
    def good(self) -> bool:
        """Whether it may be saved: advice does not stand in the way."""
        return self.persona is not None and not any(f.kind == "fault" for f in self.faults)


def checked(id: str, text: str) -> Checked:
    """The text looked through as the persona of that id, which it must keep."""
    source = f"{id}.yaml"
    try:
        found = persona_file.parse(text, source)
    except InputError as fault:
        return Checked(None, in_order([_fault(one, source) for one in faults_in(fault)]))
    faults = [Fault(f.kind, _told(f.place, f.text, source), f.line) for f in check(found, source)]
    if found.id != id or any(v.id != id for v in found.variants):
        at = _ID.search(text)
        line = text[: at.start()].count("\n") + 1 if at else None
        faults.append(Fault("fault", f"`id` must stay {id!r}, by which calls and files know this prospect", line))
    return Checked(found, in_order(faults))


def counts(persona: Persona) -> tuple[int, int]:
    """How many faults and how much advice there is for a valid persona."""
    found = check(persona, f"{persona.id}.yaml", lines=False)
    grave = sum(f.kind == "fault" for f in found)
    return grave, len(found) - grave


def faults_in(fault: InputError) -> list[InputError]:
    """One or several."""
    return list(fault.errors) if isinstance(fault, InputErrors) else [fault]


def in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    """Faults before advice, then by line; those of the whole file first."""
    return tuple(sorted(dict.fromkeys(faults), key=lambda f: (f.kind != "fault", f.line or 0)))


def _fault(one: InputError, source: str) -> Fault:
    line = _LINE.search(one.place)
    return Fault("fault", one.problem, int(line[1]) if line else None)


def _told(place: str, text: str, source: str) -> str:
    """The finding with the variant that it is about, which its place names after the line."""
    variant = re.search(r", variant (\S+)$", place)
    return f"{variant[1]}: {text}" if variant else text
