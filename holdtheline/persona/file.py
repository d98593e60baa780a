"""Reading a persona file, with every fault named by file, line and field."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import ValidationError

from holdtheline import yamlfile
from holdtheline.errors import InputError, InputErrors
from holdtheline.persona.merge import Lines, merge
from holdtheline.persona.models import Persona, Prospect


def parse(text: str, source: str) -> Persona:
    """A persona from its YAML text. Raises InputError(s) naming file, line and field of every fault."""
    data, lines = yamlfile.parse(text, source)
    if not isinstance(data, dict):
        raise InputError(source, "must be a mapping of keys to values")
    variants = data.get("variants")
    if not isinstance(variants, list) or not variants:
        line = lines.get(("variants",), 1)
        raise InputError(f"{source}, line {line}", "`variants` must be a list with at least one variant")
    base = {k: v for k, v in data.items() if k != "variants"}
    prospects: list[Prospect] = []
    faults: list[InputError] = []
    for i, variant in enumerate(variants):
        where = ("variants", i)
        if not isinstance(variant, dict):
            faults.append(InputError(f"{source}, line {lines[where]}", "a variant must be a mapping with a `key`"))
            continue
        merged, _ = merge(base, variant, (), where, {})
        try:
            prospects.append(Prospect.model_validate(merged))
        except ValidationError as fault:
            spots = merge(base, variant, (), where, lines)[1]  # where each part stands matters only for a fault
            faults.extend(yamlfile.errors_of(fault, source, spots).errors)
    faults.extend(_across(prospects, source, lines))
    if faults:
        raise InputErrors(list({str(f): f for f in faults}.values()))
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Persona(id=prospects[0].id, title=prospects[0].title, variants=tuple(prospects), hash=digest, source=text)


def _across(prospects: list[Prospect], source: str, lines: Lines) -> list[InputError]:
    keys = [p.key for p in prospects]
    place = f"{source}, line {lines.get(('variants',), 1)}"
    faults = [
        InputError(place, f"variant key {k!r} stands twice; keys must differ") for k in set(keys) if keys.count(k) > 1
    ]
    if prospects and all(p.twin for p in prospects):
        faults.append(InputError(place, "`variants` needs at least one that is not a twin"))
    return faults


def places(text: str, source: str) -> tuple[Lines, ...]:
    """For each variant of a valid persona's text the line of each of its parts, by path inside the merged variant.

    Raises InputError for broken YAML or no variants.
    """
    data, lines = yamlfile.parse(text, source)
    variants = data.get("variants") if isinstance(data, dict) else None
    if not isinstance(variants, list):
        raise InputError(source, "has no `variants`")
    base = {k: v for k, v in data.items() if k != "variants"}
    return tuple(merge(base, one, (), ("variants", i), lines)[1] for i, one in enumerate(variants))


def load(path: Path) -> Persona:
    """The persona of a file; its ``id`` must be the file's name. Raises InputError(s)."""
    source = yamlfile.named(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise InputError(source, f"is not UTF-8 text (byte {fault.start})") from None
    except OSError as fault:
        raise InputError(source, f"cannot be read: {fault.strerror}") from None
    persona = parse(text, source)
    if persona.id != path.stem:
        raise InputError(
            f"{source}, line 1",
            f"`id` is {persona.id!r} but the file is named {path.name!r}; they must agree",
        )
    return persona
