"""The studio: what coaches may do with prospects, what is kept, and that none of it reaches a trainee."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from holdtheline.errors import InputError, NotAllowedError, NotFoundError
from holdtheline.services import studio_words
from holdtheline.services.app import App
from holdtheline.services.studio import Studio
from holdtheline.services.studio_trials import Trials
from holdtheline.services.topic_words import ABOUT
from holdtheline.services.views import Actor
from holdtheline.settings import Settings
from holdtheline.vocabulary import MOVES, OUTCOMES, TOPICS
from tests.unit import people

EDITED = people.TEXT.replace("You've got a minute.", "You've got two.").replace("It was the merger.", "It was us.")
FAULTY = people.TEXT.replace("moves: [dig, challenge, qualify]", "moves: [flatter]")
UNREADABLE = "id: sample\nvariants: [\n"

Do = Callable[[App, Actor], Any]
ALL: dict[str, Do] = {
    "Studio.prospects": lambda a, who: a.studio.prospects(who),
    "Studio.sheet": lambda a, who: a.studio.sheet(who, "sample"),
    "Studio.editing": lambda a, who: a.studio.editing(who, "sample"),
    "Studio.check": lambda a, who: a.studio.check(who, "sample", people.TEXT),
    "Studio.keep_draft": lambda a, who: a.studio.keep_draft(who, "sample", "id: ["),
    "Studio.drop_draft": lambda a, who: a.studio.drop_draft(who, "sample"),
    "Studio.save": lambda a, who: a.studio.save(who, "sample", f"{EDITED}\n# {time.time()}\n", "kinder"),
    "Studio.restore": lambda a, who: (a.studio.save(who, "sample", EDITED, "x"), a.studio.restore(who, "sample")),
    "Studio.versions": lambda a, who: a.studio.versions(who, "sample"),
    "Studio.diff": lambda a, who: a.studio.diff(who, "sample", 0, 0),
    "Studio.changes": lambda a, who: a.studio.changes(who, "sample", EDITED),
    "Studio.try_out": lambda a, who: a.studio.try_out(who, "sample", "bea"),
    "Studio.measure": lambda a, who: a.studio.measure(who, "sample"),
    "Studio.measured": lambda a, who: a.studio.measured(who, "sample"),
}


@pytest.fixture
def app(data: Path, tmp_path: Path) -> Iterator[App]:
    """The application with the sample prospect, and a file that nobody can read."""
    folder = tmp_path / "personas"
    folder.mkdir()
    (folder / "sample.yaml").write_text(people.TEXT, encoding="utf-8")
    (folder / "torn.yaml").write_text(UNREADABLE.replace("sample", "torn"), encoding="utf-8")
    opened = App.open(Settings(data=data), pace=0, personas=folder)
    yield opened
    opened.close()


def trial(app: App, coach: Actor, *lines: str, variant: str = "ann", text: str | None = None) -> str:
    id = app.studio.try_out(coach, "sample", variant, text)
    for line in lines:
        app.studio.trials.say(coach, id, line)
    return id


def test_every_public_function_of_the_studio_is_tried_below() -> None:
    there = {f"Studio.{n}" for n, _ in inspect.getmembers(Studio, inspect.isfunction) if not n.startswith("_")}
    assert there == {*ALL, "Studio.close"}
    trials = {n for n, _ in inspect.getmembers(Trials, inspect.isfunction) if not n.startswith("_")}
    assert trials == {"begin", "again", "trial", "say", "end"}  # `begin` is told who by Studio.try_out


@pytest.mark.parametrize("name", ALL)
def test_coaches_and_the_admin_may_and_nobody_else(name: str, app: App, ann: Actor, coach: Actor, admin: Actor) -> None:
    for who in (ann, Actor(ann.id, ann.name, "coach"), Actor("0" * 16, "Nobody", "admin"), None):
        with pytest.raises(NotAllowedError):
            ALL[name](app, who)  # type: ignore[arg-type]
    ALL[name](app, coach)
    ALL[name](app, admin)


@pytest.mark.parametrize("name", ["trial", "say", "end", "again"])
def test_a_trial_is_its_coachs_own(name: str, app: App, ann: Actor, coach: Actor, admin: Actor) -> None:
    id = trial(app, coach)
    do = {
        "trial": lambda who: app.studio.trials.trial(who, id),
        "say": lambda who: app.studio.trials.say(who, id, "Hello, it's me."),
        "end": lambda who: app.studio.trials.end(who, id),
        "again": lambda who: app.studio.trials.trial(who, app.studio.trials.again(who, id)),
    }[name]
    with pytest.raises(NotAllowedError):
        do(ann)
    with pytest.raises(InputError, match="another coach's"):
        do(admin)
    do(coach)
    with pytest.raises(NotFoundError):
        app.practise.call(ann, id)


def test_the_list_tells_what_is_broken_and_trainees_meet_the_others(app: App, ann: Actor, coach: Actor) -> None:
    good, torn = app.studio.prospects(coach)
    assert (good.id, good.masked, good.twins, good.faults, good.saved, good.in_use) == ("sample", 1, 1, 0, None, True)
    assert good.advice > 0 and good.brief is not None and good.brief.name == "Ann Hill"
    assert torn.id == "torn" and not torn.in_use and torn.broken and "torn.yaml, line" in torn.broken
    assert len(app.practise.gallery(ann)) == 1
    assert app.studio.editing(coach, "torn").text.startswith("id: torn")


def test_a_broken_file_is_mended_in_the_studio_and_then_met(app: App, ann: Actor, coach: Actor) -> None:
    assert "has faults" not in str(app.studio.versions(coach, "torn"))
    with pytest.raises(InputError, match="not readable YAML"):
        app.studio.sheet(coach, "torn")
    mended = people.TEXT.replace("id: sample", "id: torn").replace("Ann Hill", "Ada Torn")
    assert app.studio.save(coach, "torn", mended, "mended").hash
    assert sorted(c.brief.name.split()[0] for c in app.practise.gallery(ann)) != ["Ann"]
    assert len(app.practise.gallery(ann)) == 2
    row = next(r for r in app.studio.prospects(coach) if r.id == "torn")
    assert row.in_use and row.broken and row.saved and row.saved.note == "mended"
    with pytest.raises(InputError, match="not readable YAML"):
        app.studio.restore(coach, "torn")


def test_a_saved_version_is_what_new_calls_are_played_with_and_old_calls_keep_theirs(
    app: App, ann: Actor, coach: Actor
) -> None:
    token = app.practise.gallery(ann)[0].token
    before = app.practise.start(ann, token)
    saved = app.studio.save(coach, "sample", EDITED, "kinder card")
    assert saved.hash and not [f for f in saved.faults if f.kind == "fault"]
    assert app.practise.gallery(ann)[0].brief.card == "You've got two."
    after = app.practise.start(ann, token)
    assert before.brief.card == "You've got a minute." and after.brief.card == "You've got two."
    for id, story, card in ((before.id, "It was the merger.", "minute"), (after.id, "It was us.", "two")):
        app.practise.wait(ann, id, app.practise.say(ann, id, "What is really behind that?"))
        assert card in app.practise.call(ann, id).brief.card
        app.practise.end(ann, id)
        assert app.practise.debrief(ann, id).reveal.story == story


def test_faults_refuse_a_version_and_lose_nothing(app: App, ann: Actor, coach: Actor) -> None:
    card = app.practise.gallery(ann)[0].brief.card
    for text, words in ((FAULTY, "never opens"), (UNREADABLE, "not readable YAML")):
        saved = app.studio.save(coach, "sample", text, "better")
        assert saved.hash is None and saved.faults[0].line
        assert any(words in f.text and f.kind == "fault" for f in saved.faults)
        found = app.studio.editing(coach, "sample")
        assert found.draft and found.text == text and found.since
    assert app.practise.gallery(ann)[0].brief.card == card
    assert [v.number for v in app.studio.versions(coach, "sample")] == [0]


def test_a_prospect_keeps_its_id(app: App, coach: Actor) -> None:
    faults = app.studio.check(coach, "sample", people.TEXT.replace("id: sample", "id: other"))
    assert [(f.kind, f.line) for f in faults if "must stay 'sample'" in f.text] == [("fault", 1)]


def test_a_version_needs_a_note_and_a_change(app: App, coach: Actor) -> None:
    with pytest.raises(InputError, match=r"the note.*empty"):
        app.studio.save(coach, "sample", EDITED, "  ")
    assert app.studio.editing(coach, "sample").text == EDITED
    with pytest.raises(InputError, match="nothing has changed"):
        app.studio.save(coach, "sample", people.TEXT, "the same")
    with pytest.raises(InputError, match="at most"):
        app.studio.save(coach, "sample", EDITED, "x" * 301)


@pytest.mark.parametrize("text", ["id: \x00", "id: \ud800"])
def test_what_is_no_text_is_refused_as_such(app: App, coach: Actor, text: str) -> None:
    with pytest.raises(InputError, match="no text"):
        app.studio.keep_draft(coach, "sample", text)


def test_a_draft_is_this_coachs_and_outlives_the_program(
    app: App, coach: Actor, admin: Actor, data: Path, tmp_path: Path
) -> None:
    app.studio.keep_draft(coach, "sample", "id: [\r\n")
    assert not app.studio.editing(admin, "sample").draft
    again = App.open(Settings(data=data), pace=0, personas=tmp_path / "personas")
    found = again.studio.editing(coach, "sample")
    assert found.draft and found.text == "id: [\n" and not found.overtaken
    assert again.studio.prospects(coach)[0].draft
    again.studio.save(admin, "sample", EDITED, "in between")
    assert again.studio.editing(coach, "sample").overtaken
    again.studio.drop_draft(coach, "sample")
    assert again.studio.editing(coach, "sample").text == EDITED
    again.studio.keep_draft(coach, "sample", EDITED)
    assert not again.studio.editing(coach, "sample").draft
    again.close()


def test_versions_are_listed_compared_and_brought_back(app: App, coach: Actor, admin: Actor) -> None:
    app.studio.save(coach, "sample", EDITED, "kinder card")
    app.studio.save(admin, "sample", EDITED.replace("got two.", "got three."), "kinder yet")
    newest, older, ships = app.studio.versions(coach, "sample")
    assert [(v.author, v.note, v.current) for v in (newest, older)] == [
        ("Command line", "kinder yet", True),
        ("Coach", "kinder card", False),
    ]
    assert ships.number == 0 and not ships.current and newest.at is not None
    changes = app.studio.diff(coach, "sample", older.number, newest.number)
    assert [(d.kind, d.text) for d in changes if d.kind in ("out", "in")] == [
        ("out", "card: You've got two."),
        ("in", "card: You've got three."),
    ]
    assert next(d.old for d in changes if d.kind == "out") == 4
    with pytest.raises(NotFoundError):
        app.studio.diff(coach, "sample", 0, 999)
    with pytest.raises(InputError, match="already"):
        app.studio.restore(coach, "sample", newest.number)
    assert app.studio.restore(coach, "sample", older.number).note == "Back to: kinder card"
    assert app.house.library.persona("sample").source == EDITED
    assert app.studio.restore(coach, "sample").number == 0
    assert app.house.library.persona("sample").source == people.TEXT
    assert [v.restored for v in app.studio.versions(coach, "sample")] == [True, False, False, False, False]
    assert app.studio.changes(coach, "sample", people.TEXT) == []


def test_a_sheet_says_in_words_how_it_opens_and_ends(app: App, coach: Actor) -> None:
    sheet = app.studio.sheet(coach, "sample")
    (masked,), (twin,) = sheet.masked, sheet.twins
    assert masked.gates["merger"] == (
        "Opens on digging deeper, a challenge or asking who, when or how much; about the real reason or the timing. "
        "Takes the second asking, and respect of 2 in 10, earned in 2 turns or more."
    )
    assert masked.ends[0] == (
        "A firm next step",
        "When `merger` is out, respect is at 2 and the rep names a day or time.",
    )
    assert twin.ends[1] == ("An honest no", "When respect is at 2.")
    assert [a.when for a in masked.answers] == ["", "", "once `merger` is out"]
    assert masked.acts[0].name == "pick_up" and masked.acts[0].lines[0][1][0] == "pick_up one."
    assert masked.right_end == "a firm next step or an honest no"


def test_every_move_and_topic_has_words() -> None:
    assert set(studio_words.ON) == set(MOVES)
    assert set(ABOUT) == set(TOPICS)
    assert set(studio_words.OUTCOMES) == set(OUTCOMES)


def test_a_trial_shows_the_mind_and_is_in_no_list(app: App, ann: Actor, coach: Actor) -> None:
    id = trial(app, coach, "No, I won't just send something.", "What is really behind that?", text=EDITED)
    found = app.studio.trials.trial(coach, id)
    assert len(found.call.turns) == 5 and found.call.brief.card == "You've got two."
    assert found.key == "ann" and not found.twin and found.truths[0].opened_at is None
    assert found.steps[-1]["directive"]["act"] and found.steps[-1]["state"]["patience"] > 0
    cards = app.practise.gallery(coach)
    app.studio.trials.end(coach, id)
    assert app.review.debrief(coach, id).call.id == id  # who holds the address may look back on it
    assert app.studio.trials.trial(coach, id).call.ended_at is not None
    assert app.practise.my_calls(coach) == []
    assert app.review.queue(coach) == []
    assert list(app.data.export(coach)) == []
    assert app.practise.levels(ann, [id]) == {}
    assert app.practise.gallery(coach) == cards and cards[0].calls == 0
    assert app.house.library.persona("sample").source == people.TEXT  # trying is not saving


def test_a_trial_that_a_crash_left_unanswered_is_answered_when_looked_at(app: App, coach: Actor) -> None:
    id = trial(app, coach)
    app.practise.say(coach, id, "Hello, who decides at your place?", answer_now=False)
    assert app.studio.trials.trial(coach, id).call.turns[-1].speaker == "prospect"


def test_what_cannot_be_tried_is_said(app: App, coach: Actor, ann: Actor) -> None:
    with pytest.raises(InputError, match="has faults"):
        app.studio.try_out(coach, "sample", "ann", UNREADABLE)
    with pytest.raises(InputError, match="no variant 'zoe'"):
        app.studio.try_out(coach, "sample", "zoe")
    with pytest.raises(NotFoundError):
        app.studio.sheet(coach, "nobody")
    with pytest.raises(NotFoundError):
        app.studio.trials.trial(coach, app.practise.start(ann, app.practise.gallery(ann)[0].token).id)


def test_a_text_is_measured_in_the_background(app: App, coach: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("holdtheline.services.studio_measure.SEEDS", 1)
    monkeypatch.setattr("holdtheline.simulate.trainees", lambda: ["affable", "strong"])
    assert app.studio.measured(coach, "sample", EDITED) is None
    begun = app.studio.measure(coach, "sample", EDITED)
    assert begun.total == 4 and not begun.rows
    until = time.monotonic() + 60
    while not (found := app.studio.measured(coach, "sample", EDITED)).over and time.monotonic() < until:  # type: ignore[union-attr]
        time.sleep(0.05)
    assert found and found.over and found.trouble is None
    assert sorted(r.trainee for r in found.rows) == ["affable", "strong"]
    assert all(r.opened is not None and r.twin_right is not None and r.turns > 1 for r in found.rows)
    assert app.studio.measured(coach, "sample") is None


def test_a_measurement_that_fails_says_so(app: App, coach: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> object:
        raise RuntimeError("no legs")

    monkeypatch.setattr("holdtheline.simulate.run", broken)
    app.studio.measure(coach, "sample")
    until = time.monotonic() + 20
    while not (found := app.studio.measured(coach, "sample")).over and time.monotonic() < until:  # type: ignore[union-attr]
        time.sleep(0.02)
    assert found and found.trouble and "no legs" in found.trouble
