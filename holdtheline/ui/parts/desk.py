"""The coach's tools on the review desk: the annotated transcript, levels to put right, signing off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import streamlit as st

from holdtheline.errors import HoldTheLineError
from holdtheline.rubric import LEVELS, Criterion
from holdtheline.services.app import App
from holdtheline.services.debrief_views import Debrief
from holdtheline.services.review import LONGEST_TEXT
from holdtheline.services.views import Actor
from holdtheline.ui.parts import frame, scorecard, telling
from holdtheline.ui.parts.bring import bring
from holdtheline.ui.parts.evidence import marks, quoted
from holdtheline.ui.parts.moves import said
from holdtheline.ui.parts.transcript import Line, Note, lines
from holdtheline.ui.plain import plain, plain_label

_UNKNOWN = "unknown"
"""What the level's buttons hold for "can't tell"; no choice yet is None."""


def annotated(debrief: Debrief) -> list[Line]:
    """The call with each turn's moves, quotes, comments, and where it turned."""
    call, rubric = debrief.call, debrief.rubric
    found = quoted(call, debrief.scorecard, rubric)
    notes: dict[int, list[Note]] = defaultdict(list)
    for comment in debrief.comments:
        if comment.turn is not None:
            notes[comment.turn].append(Note(comment.coach, comment.text))
    out = []
    for one in lines(call, you=call.trainee_name.split()[0]):
        quotes = found.get(one.turn, ())
        titles = dict.fromkeys(rubric.criterion(q.criterion).title for q in quotes)
        tags = [f"{call.trainee_name} says it turned here"] if debrief.guess == one.turn else []
        if debrief.reveal.turned == one.turn:
            tags.append(f"For {call.brief.first} it turned here")
        out.append(
            replace(
                one,
                marks=marks(quotes),
                margin=said(debrief.moves.get(one.turn, ())),
                quoted=tuple(titles),
                notes=tuple(notes[one.turn]),
                tag=". ".join(tags),
            )
        )
    return out


def commenting(app: App, actor: Actor, call_id: str) -> Callable[[int, str], None]:
    """What saves a comment; trouble is told at the next drawing of the card."""

    def save(turn: int, text: str) -> None:
        _guarded(lambda: app.review.comment(actor, call_id, turn, text))

    return save


def card(app: App, actor: Actor, debrief: Debrief) -> None:
    """The scorecard with its tools."""
    call = debrief.call
    if trouble := st.session_state.pop("desk-trouble", None):
        frame.trouble(trouble)
    _signing(app, actor, debrief)
    if debrief.scorecard.status == "not_graded":
        st.html(f'<p class="reason">{plain(debrief.scorecard.reason or "Not graded.")}</p>')
    open_, can = f"open-{call.id}", _can_change(debrief)
    st.html(f'<p class="label">“You” in what follows is {plain(call.trainee_name)}.</p>')
    if can:
        st.button(
            "Next criterion", shortcut="N", key="next-criterion", type="tertiary", on_click=_turn, args=(open_, can)
        )
    for one in debrief.rubric.criteria:
        with st.container(key=f"criterion-{one.id}", gap=None):
            st.html(scorecard.criterion(debrief, one, with_grounds=True))
            if one.id not in can:
                continue
            if st.session_state.get(open_) == one.id:
                _change(app, actor, debrief, one, open_)
            else:
                st.button("Change", key=f"change-{one.id}", type="tertiary", on_click=_focus, args=(open_, one.id))
    st.html(scorecard.caps(debrief) + scorecard.overall(debrief))


def _can_change(debrief: Debrief) -> list[str]:
    left_out = {id for id, score in debrief.scorecard.criteria.items() if not score.applicable}
    return [one.id for one in debrief.rubric.criteria if one.id not in left_out]


def _signing(app: App, actor: Actor, debrief: Debrief) -> None:
    call, signed = debrief.call, debrief.sign_off
    if whole := telling.coach(debrief):
        st.html(whole)
    if signed:
        st.button(
            "Reopen",
            key="reopen",
            type="tertiary",
            on_click=lambda: _guarded(lambda: app.review.reopen(actor, call.id)),
        )
        return
    note = f"note-{call.id}"
    st.text_input(
        f"A word to {plain_label(call.trainee_name.split()[0])}, if you like", max_chars=LONGEST_TEXT, key=note
    )

    def sign() -> None:
        # Read here: a click that leaves the box brings its words with it.
        _guarded(lambda: app.review.sign_off(actor, call.id, st.session_state.get(note, "")))

    st.button("Sign off", type="primary", shortcut="A", key="sign-off", on_click=sign)


def _change(app: App, actor: Actor, debrief: Debrief, one: Criterion, open_: str) -> None:
    """Level and reason. Keys 0 to 4 choose while this is open; nothing is saved without a reason."""
    call = debrief.call
    chosen_key, reason_key = f"level-{call.id}-{one.id}", f"reason-{call.id}-{one.id}"
    chosen = st.session_state.get(chosen_key)
    with st.container(key="change"):
        with st.container(key="levels", horizontal=True, gap="small"):
            for level in LEVELS:
                kind = _button(chosen == level)
                st.button(
                    str(level),
                    shortcut=str(level),
                    key=f"to-{level}",
                    type=kind,
                    on_click=_focus,
                    args=(chosen_key, level),
                )
            kind = _button(chosen == _UNKNOWN)
            st.button("Can’t tell", key="to-unknown", type=kind, on_click=_focus, args=(chosen_key, _UNKNOWN))
        if isinstance(chosen, int):
            st.html(f'<p class="label">{chosen}: {plain(one.anchors[chosen])}</p>')
        with st.form("reason", border=False):
            reason = st.text_area(
                f"Why? {plain_label(call.trainee_name)} will read it.",
                key=reason_key,
                height=90,
                max_chars=LONGEST_TEXT,
            )
            with st.container(horizontal=True, gap="small"):
                save = st.form_submit_button("Save the level", type="primary")
                leave = st.form_submit_button("Leave it", type="tertiary")
        # With a level chosen, what is still missing is the reason.
        bring("change", f"{call.id}/{one.id}/{chosen}", "textarea" if chosen is not None else "")
        if leave:
            _focus(open_, None)
            st.rerun()
        if save and chosen is None:
            frame.trouble("Choose a level first: a button above, or the keys 0 to 4.")
        elif save:
            _save(app, actor, call.id, one.id, chosen if isinstance(chosen, int) else None, reason, open_)


def _button(chosen: bool) -> Literal["primary", "secondary"]:
    return "primary" if chosen else "secondary"


def _save(app: App, actor: Actor, call_id: str, criterion: str, level: int | None, reason: str, open_: str) -> None:
    try:
        app.review.override(actor, call_id, criterion, level, reason)
    except HoldTheLineError as error:
        frame.trouble(frame.sentence(error))
        return
    _focus(open_, None)
    st.session_state.pop(f"level-{call_id}-{criterion}", None)
    st.rerun()


def _focus(key: str, value: str | int | None) -> None:
    st.session_state[key] = value


def _turn(open_: str, ids: list[str]) -> None:
    """Opens the next criterion, the first after the last."""
    now = st.session_state.get(open_)
    st.session_state[open_] = ids[(ids.index(now) + 1) % len(ids)] if now in ids else ids[0]


def _guarded(act: Callable[[], object]) -> None:
    """For callbacks: what goes wrong is told where the card is drawn."""
    try:
        act()
    except HoldTheLineError as error:
        st.session_state["desk-trouble"] = frame.sentence(error)
