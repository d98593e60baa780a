"""The scorecard: for each criterion the step reached, the next one, and the words that decided it. Trusted markup."""

from __future__ import annotations

from holdtheline.grading.scorecard import CriterionScore
from holdtheline.rubric import Cap, Criterion
from holdtheline.services.debrief_views import Debrief, Override
from holdtheline.services.views import CallView
from holdtheline.ui.parts.evidence import is_there
from holdtheline.ui.parts.one_thing import one_thing
from holdtheline.ui.parts.stair import level_in_words, stair
from holdtheline.ui.plain import plain

SURE, FAIRLY_SURE = 0.75, 0.5
"""From these probabilities on, a level is called sure or fairly sure."""


def criterion(debrief: Debrief, one: Criterion, *, with_grounds: bool = False) -> str:
    """One criterion. ``with_grounds`` adds why the machine chose its level and how sure it is, for the coach."""
    score = debrief.scorecard.criteria.get(one.id, CriterionScore(why="The call was not graded."))
    if not score.applicable:
        return (
            f'<article class="criterion off"><header><h3>{plain(one.title)}</h3></header>'
            '<p class="reached">Not asked of this call.</p></article>'
        )
    word = coachs_word(debrief, one.id)
    level = word.level if word else score.level
    thing = one_thing(debrief)
    first = thing is not None and thing.criterion == one.id
    parts = [
        f"<header>{stair(level, score.level, word is not None)}<h3>{plain(one.title)}</h3>"
        f'<span class="level">{level_in_words(level)}</span></header>',
        _steps(one, level),
        _why(one, score, with_grounds),
        quotes(debrief.call, score),
        f'<p class="sure">{confidence(score)}</p>' if with_grounds and score.level is not None else "",
        _word(word, score.level) if word else "",
    ]
    return f'<article class="criterion{" first" if first else ""}">{"".join(parts)}</article>'


def coachs_word(debrief: Debrief, criterion_id: str) -> Override | None:
    """The coach's level that counts for a criterion: the newest."""
    return next((one for one in reversed(debrief.overrides) if one.criterion == criterion_id), None)


def _steps(one: Criterion, level: int | None) -> str:
    if level is None:
        return ""
    reached = f'<p class="reached">{plain(_whole_anchor(one, level))}</p>'
    if level == len(one.anchors) - 1:
        return reached
    return f'{reached}<p class="next"><b>Next</b> {plain(_anchor(one, level + 1, level))}</p>'


def _whole_anchor(one: Criterion, level: int) -> str:
    """An anchor as it stands alone: one that leans on the step before ("As 3, and ...") without that."""
    text, lead = one.anchors[level], f"As {level - 1}, and "
    rest = text.removeprefix(lead)
    return rest[:1].upper() + rest[1:]


def _anchor(one: Criterion, level: int, beside: int) -> str:
    """An anchor without the one it leans on, where that one is shown."""
    text = one.anchors[level]
    lead = f"As {beside}, and "
    return f"This, and also: {text[len(lead) :]}" if text.startswith(lead) else text


def _why(one: Criterion, score: CriterionScore, with_grounds: bool) -> str:
    """The machine's reason beyond the anchor, which is shown already."""
    why = score.why
    if score.level is not None:
        why = why.removeprefix(one.anchors[score.level]).strip()
    if not why or (score.evidence and score.level is not None and not with_grounds):
        return ""
    return f'<p class="why">{plain(why)}</p>'


def quotes(call: CallView, score: CriterionScore) -> str:
    """The quotes as buttons that bring the transcript to their turn; only words that stand there are shown."""
    shown = [one for one in score.evidence if score.level is not None and is_there(call, one)]
    if not shown:
        return ""
    items = (
        f'<li><button type="button" class="jump" data-jump="{one.turn}"><q>{plain(one.quote)}</q>'
        f"<span>turn {one.turn}</span></button></li>"
        for one in shown
    )
    return f'<ul class="quotes">{"".join(items)}</ul>'


def confidence(score: CriterionScore) -> str:
    """How sure the machine is of its level, in words."""
    if score.level is None:
        return "The machine could not tell."
    if score.confidence is None:
        return "The machine does not say how sure it is."
    apart = f" Its runs were {score.spread} level{'s' if score.spread > 1 else ''} apart." if score.spread else ""
    if score.confidence >= SURE:
        return f"The machine is sure of its {score.level} ({score.confidence:.0%}).{apart}"
    if score.confidence >= FAIRLY_SURE:
        return f"The machine is fairly sure of its {score.level} ({score.confidence:.0%}).{apart}"
    return f"The machine is guessing at {score.level} ({score.confidence:.0%}). Read for yourself.{apart}"


def _word(word: Override, machine: int | None) -> str:
    instead = "The machine could not tell." if machine is None else f"The machine said {machine}."
    if word.level == machine:
        instead = "So did the machine."
    return (
        f'<p class="word"><b>{plain(word.coach)} says {level_in_words(word.level)}.</b> {plain(word.reason)} '
        f"<span>{instead}</span></p>"
    )


def caps(debrief: Debrief) -> str:
    """What holds the overall down, in words."""
    said = [_cap(cap) for cap in debrief.rubric.caps if cap.id in debrief.result.caps and _holds(cap, debrief)]
    return "".join(f'<p class="cap">{plain(one)}</p>' for one in said)


def _holds(cap: Cap, debrief: Debrief) -> bool:
    return all(debrief.result.levels.get(criterion_id) == level for criterion_id, level in cap.when.items())


def _cap(cap: Cap) -> str:
    what = cap.says.partition(":")[0].rstrip(".")
    return f"{what}. Whatever else was earned, the overall stops at {round(cap.at_most * 100)} of 100."


def overall(debrief: Debrief) -> str:
    """The overall, small; and whether it is a pass and what is missing. For the end, never alone."""
    found = debrief.result
    if found.overall is None:
        return '<p class="overall">No overall: it takes every level, and not every one could be told.</p>'
    points = round(found.overall * 100)
    if found.passed:
        signed = debrief.sign_off
        verdict = (
            f"A pass, signed off by {plain(signed.coach)}." if signed else "A pass once a coach has signed it off."
        )
    else:
        verdict = f"Not a pass: {'; '.join(_missing(debrief, found.overall)) or 'the levels do not carry it'}."
    return f'<p class="overall"><b>All six together: {points} of 100.</b> {verdict}</p>'


def _missing(debrief: Debrief, overall: float) -> list[str]:
    """What stands between this call and a pass."""
    levels, rule = debrief.result.levels, debrief.rubric.passing
    out = [f"it takes {round(rule.overall * 100)}"] if overall < rule.overall else []
    for one in debrief.rubric.criteria:
        least = max(rule.floor, rule.minimum.get(one.id, 0))
        level = levels.get(one.id)
        if level is not None and level < least:
            out.append(f"“{plain(one.title)}” needs {least}")
    if debrief.reveal.right_end and not debrief.reveal.reached_right_end:
        out.append("the call should have ended elsewhere")
    return out
