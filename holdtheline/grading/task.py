"""A call to be graded by a model, with what is known of its prospect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from holdtheline.grading.brief import Brief
from holdtheline.rubric import Adjustment
from holdtheline.transcript import Transcript


@dataclass(frozen=True)
class Task:
    """One call to grade, with what is known of its prospect (as for the offline grader)."""

    call: Transcript
    adjustment: Adjustment | None = None
    brief: Brief | None = None
    right_end: bool | None = None
    better_lines: Mapping[str, str] = field(default_factory=dict)
