"""What a debrief says first, and where it finds its quotes."""

from __future__ import annotations

from dataclasses import replace

from holdtheline.grading.scorecard import CriterionScore, Evidence, Priority
from holdtheline.services.app import App
from holdtheline.services.debrief_views import Debrief, Moment
from holdtheline.services.views import Actor
from holdtheline.ui.parts.evidence import marks, quoted
from holdtheline.ui.parts.one_thing import one_thing
from holdtheline.ui.parts.scorecard import confidence, overall
from holdtheline.ui.parts.verdict import verdict
from tests.conftest import TWIN, finished


def with_evidence(debrief: Debrief, **found: tuple[int, tuple[Evidence, ...]]) -> Debrief:
    criteria = {id: CriterionScore(level=level, evidence=quotes) for id, (level, quotes) in found.items()}
    return replace(debrief, scorecard=debrief.scorecard.model_copy(update={"criteria": criteria}))


def test_marks_split_where_quotes_share_words_and_cost_wins(app: App, ann: Actor) -> None:
    debrief = app.practise.debrief(
        ann, finished(app, ann, lines=("🙂 No, I won't just send it. You'd never read it.",) * 2)
    )
    whole = Evidence(turn=2, quote="No, I won't just send it. You'd never read it.")
    part = Evidence(turn=2, quote="won't just send it.")
    debrief = with_evidence(debrief, ground=(3, (whole,)), next_step=(0, (part,)))
    text = debrief.call.turns[1].text
    found = marks(quoted(debrief.call, debrief.scorecard, debrief.rubric)[2])
    assert [(text[m.start : m.end], m.tone) for m in found] == [
        ("No, I ", "good"),
        ("won't just send it.", "missed"),
        (" You'd never read it.", "good"),
    ]


def test_words_that_do_not_stand_there_are_not_marked(app: App, ann: Actor) -> None:
    debrief = app.practise.debrief(ann, finished(app, ann))
    made_up = Evidence(turn=2, quote="I never said anything of the kind")
    debrief = with_evidence(debrief, ground=(3, (made_up,)))
    assert quoted(debrief.call, debrief.scorecard, debrief.rubric) == {}


def test_the_prospect_who_meant_it_comes_before_the_graders_wish_for_more_challenge(app: App, ann: Actor) -> None:
    debrief = app.practise.debrief(ann, finished(app, ann, TWIN))
    card = debrief.scorecard.model_copy(
        update={"priority": Priority(criterion="challenge", turn=4, quote="x", better_line="y", why="It went by. So.")}
    )
    missed = Moment(2, "No.", "You stood against something that was meant.")
    lost = replace(debrief.reveal, reached_right_end=False, moments=(missed,), turned=2)
    thing = one_thing(replace(debrief, scorecard=card, reveal=lost))
    assert thing and (thing.turn, thing.criterion) == (2, None) and thing.reason == lost.right_end_says
    won = replace(lost, reached_right_end=True)
    thing = one_thing(replace(debrief, scorecard=card, reveal=won))
    assert thing and (thing.did, thing.better, thing.reason) == ("It went by.", "y", "So.")


def test_a_brochure_sent_is_called_that_and_a_promise_a_promise(app: App, ann: Actor) -> None:
    debrief = app.practise.debrief(ann, finished(app, ann))
    caved = replace(debrief.result, caps=("caving",))
    for said, told in (
        ("Sure, I'll send our brochure.", "You sent the brochure. Nothing will come of it."),
        ("Sure, I'll send you something.", "You promised to send something. Nothing will come of it."),
        ("Ten percent off, then.", f"You gave {debrief.call.brief.first} what was asked for. Nothing will come of it."),
    ):
        turns = (debrief.call.turns[0], replace(debrief.call.turns[1], text=said), *debrief.call.turns[2:])
        one = replace(debrief, result=caved, call=replace(debrief.call, turns=turns), moves={2: ("cave",)})
        assert verdict(one) == told


def test_every_end_has_a_sentence_without_a_shout(app: App, ann: Actor) -> None:
    debrief = app.practise.debrief(ann, finished(app, ann))
    plain = replace(debrief.result, caps=())
    for outcome in (
        *("committed", "next_step", "soft_next_step", "honest_no", "released"),
        *("brushed_off", "hung_up", "stalled", "abandoned", None),
    ):
        for right in (True, False):
            for nothing in (True, False):
                reveal = replace(debrief.reveal, reached_right_end=right, nothing_hidden=nothing)
                call = replace(debrief.call, outcome=outcome)
                said = verdict(replace(debrief, result=plain, reveal=reveal, call=call))
                assert said.endswith(".") and "!" not in said and "None" not in said


def test_confidence_is_said_in_words_and_a_null_level_is_no_number() -> None:
    assert "sure of its 3" in confidence(CriterionScore(level=3, confidence=0.9))
    assert "guessing" in confidence(CriterionScore(level=3, confidence=0.3))
    assert confidence(CriterionScore(level=None)) == "The machine could not tell."


def test_a_missed_pass_says_what_it_would_have_taken(app: App, ann: Actor) -> None:
    debrief = app.practise.debrief(ann, finished(app, ann))
    levels = dict.fromkeys(debrief.result.levels, 3) | {"respect": 2, "truth": 1}
    poor = replace(debrief.result, levels=levels, overall=0.6, passed=False)
    said = overall(replace(debrief, result=poor))
    assert "60 of 100" in said and "it takes 65" in said
    assert "“Honest and respectful” needs 3" in said and "“Got to the truth” needs 2" in said
