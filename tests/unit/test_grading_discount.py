"""Who leaves small words out is terse; a list of a method's words is a list."""

from __future__ import annotations

import pytest

from holdtheline.grading.discount import hollow
from holdtheline.moves.reader import Reader
from holdtheline.transcript import Transcript, Turn


def found(line: str) -> dict[int, str]:
    """What is said of a call in which the rep says that line."""
    call = Transcript(id="c", turns=[Turn(speaker="prospect", text="Yes? What is it?"), Turn(speaker="rep", text=line)])
    return hollow(call, Reader.default().read_call(call))


@pytest.mark.parametrize(
    "line",
    [
        "Space held. Container docks Cape Town Friday. Next one, eighteen percent duty. Gazette seen personally.",
        "Estimating module first: imposition previews, multi-part quotes, carton templates added, paper costs nightly.",
        "Lovely, simple. Nine seats, three thousand yearly. Order form today, starting Monday, Priya onboarding?",
    ],
)
def test_telegraphic_speech_counts(line: str) -> None:
    assert not found(line)


def test_a_list_of_a_methods_words_does_not() -> None:
    line = "Assumption, status quo, consequence, root cause, decision maker, budget, timeline, urgency, commitment."
    assert found(line) == {2: "stuffed"}
