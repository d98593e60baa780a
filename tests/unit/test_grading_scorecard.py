"""How levels become an overall, caps and a pass."""

from pathlib import Path

import pytest

from holdtheline.grading.scorecard import summarise
from holdtheline.rubric import Adjustment, Rubric
from holdtheline.yamlfile import read

RUBRIC = read(Path(__file__).parents[2] / "rubrics" / "challenge-over-rapport.yaml", Rubric)
CRITERIA = ("challenge", "ground", "substance", "truth", "next_step", "respect")


def levels(*values: int | None) -> dict[str, int | None]:
    return dict(zip(CRITERIA, values, strict=True))


def test_overall_is_the_weighted_mean_over_four() -> None:
    assert summarise(RUBRIC, levels(3, 4, 4, 2, 0, 3)).overall == 0.67
    assert summarise(RUBRIC, levels(4, 4, 4, 4, 4, 4)).overall == 1.0
    assert summarise(RUBRIC, levels(0, 1, 0, 0, 0, 3)).overall == 0.1


@pytest.mark.parametrize(
    ("values", "overall", "caps"),
    [
        ((4, 4, 4, 4, 4, 0), 0.25, ("respect",)),
        ((4, 4, 4, 4, 4, 1), 0.40, ("respect",)),
        ((4, 0, 4, 4, 0, 4), 0.25, ("caving",)),
        ((4, 0, 4, 4, 0, 1), 0.25, ("respect", "caving")),
        ((0, 0, 0, 0, 0, 3), 0.06, ("caving",)),
    ],
)
def test_the_lowest_cap_binds_and_every_cap_that_holds_is_named(
    values: tuple[int, ...], overall: float, caps: tuple[str, ...]
) -> None:
    found = summarise(RUBRIC, levels(*values))
    assert found.overall == overall
    assert found.caps == caps


def test_a_missing_level_leaves_the_overall_and_the_pass_open() -> None:
    found = summarise(RUBRIC, levels(3, None, 3, 3, 3, 3))
    assert found.overall is None
    assert found.passed is None


def test_a_criterion_switched_off_has_no_weight() -> None:
    change = RUBRIC.prospects["personal-emergency"]
    found = summarise(RUBRIC, levels(None, 4, 4, 4, 4, 4), change)
    assert found.overall == 1.0
    assert summarise(RUBRIC, levels(None, 0, 4, 4, 4, 4), Adjustment(off=("challenge",))).overall == 0.78


@pytest.mark.parametrize(
    ("values", "right_end", "passed"),
    [
        ((3, 3, 3, 3, 3, 3), None, True),
        ((3, 3, 3, 3, 3, 3), True, True),
        ((3, 3, 3, 3, 3, 3), False, False),
        ((4, 4, 4, 1, 4, 4), None, False),
        ((4, 4, 4, 4, 4, 2), None, False),
        ((2, 2, 3, 3, 2, 3), None, False),
    ],
)
def test_a_pass_takes_the_overall_the_floor_respect_and_the_right_end(
    values: tuple[int, ...], right_end: bool | None, passed: bool
) -> None:
    assert summarise(RUBRIC, levels(*values), right_end=right_end).passed is passed
