"""What is wrong with a text, each with a button that leads to its line. Trusted markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from holdtheline.services.studio_views import Fault
from holdtheline.ui.plain import plain

_CODE = re.compile(r"`([^`]{1,80})`")


def counted(faults: Sequence[Fault]) -> str:
    """How many there are, in words."""
    grave = sum(f.kind == "fault" for f in faults)
    return in_words(grave, len(faults) - grave)


def in_words(grave: int, light: int) -> str:
    """So many to mend, so many worth a look."""
    if not grave and not light:
        return "Nothing to mend."
    parts = [f"{_number(grave)} to mend"] if grave else []
    parts += [f"{_number(light)} worth a look"] if light else []
    said = ", ".join(parts)
    return f"{said[0].upper()}{said[1:]}."


def _number(count: int) -> str:
    return "one thing" if count == 1 else f"{count} things"


def faults(found: Sequence[Fault]) -> str:
    """The list: what must be mended first, then what is worth a look. '' for none."""
    out = ""
    for kind, title in (("fault", "To mend"), ("advice", "Worth a look")):
        some = [f for f in found if f.kind == kind]
        if some:
            out += f'<h3>{title}</h3><ol class="faults {kind}">{"".join(_item(f) for f in some)}</ol>'
    return out


def _item(fault: Fault) -> str:
    words = _CODE.sub(r"<code>\1</code>", plain(fault.text[:1].upper() + fault.text[1:]))
    if fault.line is None:
        return f"<li><p>{words}</p></li>"
    return (
        f'<li><button type="button" class="jump" data-line="{fault.line}"><span>line {fault.line}</span> {words}'
        "</button></li>"
    )
