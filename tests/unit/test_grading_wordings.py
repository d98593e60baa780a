"""The same call in other words: what a rep means counts, and not at what length."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from holdtheline.grading.offline import grade
from holdtheline.rubric import Rubric
from holdtheline.yamlfile import read
from tests.adversarial import transcript, written

RUBRIC = read(Path(__file__).parents[2] / "rubrics" / "challenge-over-rapport.yaml", Rubric)


@pytest.fixture(scope="module")
def changes() -> dict[str, list[int]]:
    """By wording, how far each level moves from that of the plain wording."""
    out: dict[str, list[int]] = {"terse": [], "padded": []}
    for one in written():
        plain = grade(transcript(one.id, one.persona, one.plain), RUBRIC, brief=one.brief)
        for wording, said in (("terse", one.terse), ("padded", one.padded)):
            other = grade(transcript(one.id, one.persona, said), RUBRIC, brief=one.brief)
            for criterion, score in plain.criteria.items():
                level = other.criteria[criterion].level
                if score.level is not None:
                    out[wording].append(9 if level is None else level - score.level)
    return out


def test_there_are_at_least_thirty_calls_in_three_wordings() -> None:
    assert len(written()) >= 30
    for one in written():
        assert len(one.plain) == len(one.terse) == len(one.padded)
        length = [sum(len(t.split()) for who, t in said if who == "rep") for said in (one.terse, one.plain, one.padded)]
        assert length == sorted(length)
        assert length[2] > 1.3 * length[1] > 1.4 * length[0], one.id


@pytest.mark.parametrize("wording", ["terse", "padded"])
def test_most_levels_stay_and_the_rest_move_by_one(wording: str, changes: dict[str, list[int]]) -> None:
    """What is wanted is a tenth at most (docs/grading.md says what is measured); this holds the ground won."""
    found = changes[wording]
    assert mean(c != 0 for c in found) <= 0.3
    assert mean(abs(c) > 1 for c in found) <= 0.03
    assert abs(mean(found)) <= 0.3
