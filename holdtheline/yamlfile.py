"""YAML in, validated value out; every fault is reported with file, line and field."""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from holdtheline.errors import InputError, InputErrors

M = TypeVar("M", bound=BaseModel)
Path_ = tuple[Any, ...]

MAX_YAML_CHARS = 1_000_000
"""A persona is some 60,000 characters; a file sixteen times that is a mistake or an attack."""


_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The reader written in C where PyYAML has it, as its wheels do: a persona is read ten times as fast."""


class _Loader(_BASE):  # type: ignore[misc]
    """Reads plain scalars only (below). Aliases are refused when the document is built."""


def _plain_scalars() -> None:
    """YAML 1.2's core scalars only: a coach's `off`, `no`, `8:30` or `2026-03-01` stay the text they look like."""
    _Loader.yaml_implicit_resolvers = {}
    _Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
    _Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(null|~|)$"), ["n", "~", ""])
    _Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(0|[1-9][0-9]*)$"), list("-0123456789"))
    _Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^-?[0-9]+\.[0-9]+$"), list("-0123456789"))


_plain_scalars()


def parse(text: str, source: str) -> tuple[Any, dict[Path_, int]]:
    """Plain data of a YAML document and the line of each key and item.

    Raises InputError for broken YAML, duplicate keys, aliases and oversized text.
    """
    if len(text) > MAX_YAML_CHARS:
        raise InputError(source, f"is {len(text):,} characters long; at most {MAX_YAML_CHARS:,} are read")
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Path_, int] = {}
        data = _build(loader, node, (), lines, source, set()) if node is not None else None
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        where = f"{source}, line {mark.line + 1}" if mark else source
        raise InputError(where, f"is not readable YAML: {fault.problem or fault.context}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        raise InputError(source, f"is not readable YAML: {str(fault).splitlines()[0]}") from None
    finally:
        loader.dispose()
    return data, lines


def _build(loader: _Loader, node: yaml.Node, path: Path_, lines: dict[Path_, int], source: str, seen: set[int]) -> Any:
    if id(node) in seen:  # an alias is the anchored node itself, once more: a few lines of them can fill all memory
        where = f"{source}, line {lines.get(path, node.start_mark.line + 1)}"
        raise InputError(where, "is not readable YAML: aliases (`*name`) are not supported; write the text out")
    seen.add(id(node))
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        out: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node, deep=True)
            line = key_node.start_mark.line + 1
            if not isinstance(key, Hashable):
                raise InputError(f"{source}, line {line}", "a key must be a plain word")
            if key in out:
                raise InputError(
                    f"{source}, line {line}",
                    f"`{key}` stands twice (first on line {lines[(*path, key)]}); keep one",
                )
            lines[(*path, key)] = line
            out[key] = _build(loader, value_node, (*path, key), lines, source, seen)
        return out
    if isinstance(node, yaml.SequenceNode):
        return [_build(loader, item, (*path, i), lines, source, seen) for i, item in enumerate(node.value)]
    return loader.construct_object(node, deep=True)


def line_of(lines: dict[Path_, int], loc: Path_) -> int | None:
    """Line of the deepest part of ``loc`` that the document has."""
    for end in range(len(loc), -1, -1):
        if loc[:end] in lines:
            return lines[loc[:end]]
    return None


def _say(fault: Any) -> str:
    kind, value = fault["type"], fault.get("input")
    if kind == "extra_forbidden":
        return "is not a known key; remove it or check its spelling"
    if kind == "missing":
        return "is missing; add it"
    shown = repr(value)
    shown = shown if len(shown) <= 60 else shown[:57] + "..."
    message = str(fault["msg"]).removeprefix("Value error, ")
    return message if kind == "value_error" else f"{message}, not {shown}"


def errors_of(fault: ValidationError, source: str, lines: dict[Path_, int], base: Path_ = ()) -> InputErrors:
    """Pydantic's findings as sentences that name file, line and field."""
    found = []
    for one in fault.errors(include_url=False):
        loc = (*base, *one["loc"])
        line = line_of(lines, loc)
        field = ".".join(str(p) for p in loc) or "the file"
        place = f"{source}, line {line}" if line else source
        found.append(InputError(place, f"`{field}` {_say(one)}"))
    return InputErrors(found)


def named(path: Path) -> str:
    """A file as messages call it: with its folder, where it has one."""
    return f"{path.parent.name}/{path.name}" if path.parent.name else path.name


def read(path: Path, model: type[M]) -> M:
    """The file as a ``model``. Raises InputError(s) that name file, line and field."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise InputError(named(path), f"is not UTF-8 text (byte {fault.start})") from None
    except OSError as fault:
        raise InputError(str(path), f"cannot be read: {fault.strerror}") from None
    return validate(text, model, named(path))


def validate(text: str, model: type[M], source: str) -> M:
    """``text`` as a ``model``; ``source`` is the name used in messages."""
    data, lines = parse(text, source)
    if not isinstance(data, dict):
        raise InputError(source, "must be a mapping of keys to values")
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        raise errors_of(fault, source, lines) from None
