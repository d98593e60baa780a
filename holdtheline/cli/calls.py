"""``call`` and ``play``: a call from the command line or a terminal, as the local admin."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from holdtheline.cli.io import application, data_option, emit, tell, text_of, write
from holdtheline.errors import CallOverError, InputError, ServiceError

if TYPE_CHECKING:
    from holdtheline.services.app import App
    from holdtheline.services.begin import Voice
    from holdtheline.services.views import Actor, CallView

_SEED = click.IntRange(0, 2**63 - 1)


def _who(command: Any) -> Any:
    for option in (
        click.argument("persona"),
        click.option("--variant", metavar="KEY", help="Which person; without it the first masked one."),
        click.option("--seed", type=_SEED, metavar="N", help="The same seed and words give the same call."),
        click.option("--voice", type=click.Choice(["scripted", "llm"]), default="scripted", show_default=True),
        data_option,
    ):
        command = option(command)
    return command


def _start(app: App, me: Actor, persona: str, variant: str | None, seed: int | None, voice: Voice) -> CallView:
    return app.practise.start_with(me, persona, variant, seed, voice=voice)


def _again(
    app: App,
    me: Actor,
    persona: str,
    variant: str | None,
    follows: str,
    days: int,
    kept: bool,
    seed: int | None,
    voice: Voice,
) -> CallView:
    """A later call. The person is the earlier call's; naming another one is refused."""
    before = app.data.show(me, follows)
    if before.get("persona") != persona:
        raise InputError("--follows", f"call {follows} was with {before.get('persona')!r}, not {persona!r}")
    if variant is not None and before.get("variant") != variant:
        raise InputError("--variant", f"call {follows} was with {before.get('variant')!r}; leave --variant out")
    promises = app.follow_ups.offer(me, follows).promises if kept else ()
    return app.follow_ups.start(me, follows, days, kept=promises, seed=seed, voice=voice)


def _tell_once(before: CallView, after: CallView) -> None:
    """That a model did not answer: at the first time in a call."""
    if after.note and not before.note:
        tell(after.note)


@click.group()
@data_option
def call() -> None:
    """Hold a call, one turn a command."""


@call.command()
@_who
@click.option("--follows", metavar="CALL", help="A later call with the person of that ended call.")
@click.option("--days", type=click.IntRange(1, 365), metavar="N", help="Days since that call, in story time.")
@click.option("--kept", is_flag=True, help="With --follows: what was promised in that call has been done since.")
def start(
    persona: str,
    variant: str | None,
    seed: int | None,
    voice: Voice,
    follows: str | None,
    days: int | None,
    kept: bool,
) -> None:
    """Start a call; prints its id and the opening line (null: you speak first)."""
    if (follows is None) != (days is None):
        raise click.UsageError("--follows and --days go together: which call, and how many days later.")
    if kept and follows is None:
        raise click.UsageError("--kept speaks of the promises of an earlier call: name it with --follows.")
    with application() as (app, me):
        if follows is not None and days is not None:
            view = _again(app, me, persona, variant, follows, days, kept, seed, voice)
        else:
            view = _start(app, me, persona, variant, seed, voice)
        opening = view.turns[0].text if view.turns else None
        emit({"call": view.id, "prospect": opening, "ended": view.ended_at is not None})


@call.command(context_settings={"ignore_unknown_options": True})
@click.argument("call_id", metavar="CALL")
@click.argument("text")
@data_option
def say(call_id: str, text: str) -> None:
    """Say TEXT (- for standard input); prints the answer."""
    said = text_of("-") if text == "-" else text
    with application() as (app, me):
        before = app.practise.call(me, call_id)
        turn = app.practise.say(me, call_id, said)
        reply = app.practise.wait(me, call_id, turn)
        view = app.practise.call(me, call_id)
        _tell_once(before, view)
        ended = view.ended_at is not None
        emit({"turn": turn, "prospect": reply.text or None, "ended": ended, "outcome": view.outcome})
        if reply.trouble:
            raise ServiceError(reply.trouble)


@call.command()
@click.argument("call_id", metavar="CALL")
@data_option
def end(call_id: str) -> None:
    """Hang up; prints the call as a call file's line with its outcome."""
    with application() as (app, me):
        app.practise.end(me, call_id)
        emit(app.data.show(me, call_id))


@call.command()
@click.argument("call_id", metavar="CALL")
@click.option("--reveal", is_flag=True, help="With what was hidden, and the prospect's mind turn by turn.")
@data_option
def show(call_id: str, reveal: bool) -> None:
    """Print the call as a call file's line."""
    with application() as (app, me):
        emit(app.data.show(me, call_id, reveal))


@click.command()
@_who
def play(persona: str, variant: str | None, seed: int | None, voice: Voice) -> None:
    """Hold a call in the terminal. Ctrl-D or Ctrl-C hangs up."""
    with application() as (app, me):
        view = _start(app, me, persona, variant, seed, voice)
        brief = view.brief
        tell(f"{brief.situation}: {brief.name}, {brief.role}, {brief.company}.")
        tell(f"You sell: {brief.product}\nPrice: {brief.price}")
        for limit in brief.limits:
            tell(f"You cannot offer: {limit}")
        tell(f"Ctrl-D hangs up. Call {view.id}.")
        for turn in view.turns:
            _speak(brief.first, turn.text)
        try:
            while app.practise.call(me, view.id).ended_at is None:
                _exchange(app, me, view.id, brief.first)
        except (EOFError, KeyboardInterrupt, click.Abort):
            tell("")
        _after(app, me, app.practise.end(me, view.id))


def _exchange(app: App, me: Actor, call_id: str, name: str) -> None:
    said = _heard()
    if not said.strip():
        return
    before = app.practise.call(me, call_id)
    try:
        turn = app.practise.say(me, call_id, said)
    except CallOverError:
        return
    except InputError as fault:
        tell(str(fault))
        return
    reply = app.practise.wait(me, call_id, turn)
    _tell_once(before, app.practise.call(me, call_id))
    if reply.trouble:
        tell(reply.trouble)
    elif reply.text:
        _speak(name, reply.text)


def _heard() -> str:
    if sys.stdin.isatty():
        import readline  # noqa: F401 - lets the line be edited

        return input("You: ")
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _speak(name: str, text: str) -> None:
    write(f"{name}: {text}")


def _after(app: App, me: Actor, view: CallView) -> None:
    debrief = app.practise.debrief(me, view.id)
    tell(f"The call is over: {(view.outcome or 'unknown').replace('_', ' ')}.")
    if debrief.scorecard.status == "not_graded":
        tell(f"Not graded: {debrief.scorecard.reason}")
    for criterion in debrief.rubric.criteria:
        if criterion.id in debrief.result.levels:
            level = debrief.result.levels[criterion.id]
            shown = "cannot tell" if level is None else f"{level}  {criterion.anchors[level]}"
            tell(f"  {criterion.title}: {shown}")
    tell(f"What was going on: holdtheline call show {view.id} --reveal")
