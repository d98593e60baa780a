"""``moves``, ``grade``, ``evaluate``, ``simulate``: work on call files, without a database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from holdtheline.cli.io import calls_of, data_folder, data_option, emit, name_of, tell
from holdtheline.errors import HoldTheLineError, InputError, ServiceError

if TYPE_CHECKING:
    from holdtheline.grading.scorecard import Scorecard
    from holdtheline.prospect.ablation import Without
    from holdtheline.rubric import Rubric
    from holdtheline.transcript import Transcript

OFFICIAL = 5
"""Verdicts for a call that counts."""

_GRADER = click.option("--grader", type=click.Choice(["offline", "llm"]), default="offline", show_default=True)


@click.command()
@click.argument("file", metavar="FILE|-")
@data_option
def moves(file: str) -> None:
    """Print the moves read in each of the rep's turns, a line a call."""
    from holdtheline.moves.reader import Reader

    for call in calls_of(file):
        read = Reader.default().read_call(call)
        emit({"id": call.id, "moves": {str(number): list(heard.made) for number, heard in read.items()}})


@click.command()
@click.argument("file", metavar="FILE|-")
@_GRADER
@click.option("--rubric", metavar="R", help="Id of a shipped rubric, or a rubric file.")
@click.option(
    "--runs",
    type=click.IntRange(1, 50),
    default=1,
    show_default=True,
    help="Verdicts of a model for each criterion; their median counts. The offline grader's never differ.",
)
@click.option(
    "--concurrency",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Requests to a model at once. The offline grader makes none.",
)
@click.option("--official", is_flag=True, help="For calls that count: five verdicts of a model for each criterion.")
@click.option("--afresh", is_flag=True, help="Ask a model for everything again, also what a stopped run has answered.")
@data_option
def grade(file: str, grader: str, rubric: str | None, runs: int, concurrency: int, official: bool, afresh: bool) -> int:
    """Print a scorecard for each call, in the file's order.

    By a model, what is answered is kept until all is graded: stopped and started again, it goes on where it stood.
    """
    found, calls = rubric_of(rubric), calls_of(file)
    if grader == "llm":
        return _by_model(calls, found, OFFICIAL if official else runs, concurrency, afresh)
    failed = 0
    for call in calls:
        card, fault = _graded(call, found)
        emit(card.to_json())
        if fault is not None:
            failed += 1
            tell(f"call {call.id}: {fault}")
    if failed:
        tell(f"{failed} of {len(calls)} calls could not be graded.")
    return 3 if failed else 0


def _by_model(calls: list[Transcript], rubric: Rubric, runs: int, concurrency: int, afresh: bool) -> int:
    from holdtheline import settings
    from holdtheline.llm.faults import NONE
    from holdtheline.services.standalone import grading_with_model

    failed, used = 0, NONE
    known = settings.load(data_folder())
    # Of its own on stderr, and only where somebody watches.
    bar: Any = click.progressbar(length=len(calls), label="Grading", file=sys.stderr, hidden=not sys.stderr.isatty())
    with (
        grading_with_model(calls, rubric, known, runs=runs, concurrency=concurrency, afresh=afresh) as cards,
        bar as shown,
    ):
        for graded in cards:
            emit(graded.card.to_json())
            shown.update(1)
            used += graded.usage
            if graded.failed:
                failed += 1
                reasons = "; ".join(f"{criterion}: {why}" for criterion, why in graded.failed.items())
                tell(f"call {graded.card.id}: {reasons}")
    if sys.stderr.isatty():
        tell(f"{used.prompt + used.completion:,} tokens ({used.prompt:,} of them prompts).")
    if failed:
        tell(f"{failed} of {len(calls)} calls could not be graded, or not in full. Run the same command again: what")
        tell("has been answered is kept, and only what is missing is asked for.")
    return 3 if failed else 0


def _graded(call: Transcript, rubric: Rubric) -> tuple[Scorecard, str | None]:
    from holdtheline.grading.scorecard import not_graded
    from holdtheline.services.standalone import grade_line

    try:
        return grade_line(call, rubric), None
    except Exception as fault:
        said = str(fault) if isinstance(fault, HoldTheLineError) else f"{type(fault).__name__}: {fault}"
        return not_graded(call.id, rubric, "offline", f"The grader failed ({said})."), said


def rubric_of(given: str | None) -> Rubric:
    """The rubric of that id or file; without one the core rubric. Raises InputError."""
    from holdtheline import yamlfile
    from holdtheline.rubric import Rubric
    from holdtheline.settings import shipped

    folder = shipped("rubrics")
    known = sorted(p.stem for p in folder.glob("*.yaml"))
    name = given or "challenge-over-rapport"
    if name in known:
        return yamlfile.read(folder / f"{name}.yaml", Rubric)
    if not Path(name).is_file():
        raise InputError("--rubric", f"{name!r} is neither a file nor one of: {', '.join(known)}")
    return yamlfile.read(Path(name), Rubric)


@click.command()
@click.option("--persona", "persona_id", metavar="P", help="One prospect; without it all.")
@click.option("--trainee", metavar="T", multiple=True, help="One kind of trainee (may be repeated); without it all.")
@click.option("--variant", metavar="KEY", help="One person; without it all of each prospect's.")
@click.option("--seeds", type=click.IntRange(1, 10_000), default=1, show_default=True, help="Calls a pairing.")
@click.option(
    "--cast",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Other trainees: a folder with ears.yaml and trainees/.",
)
@click.option(
    "--without",
    type=click.Choice(["gates", "memory", "walk-away"]),
    help="Leave a part of the prospect's mind out, to see what it is worth.",
)
@click.option(
    "--report", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Also a table and a picture."
)
@data_option
def simulate(
    persona_id: str | None,
    trainee: tuple[str, ...],
    variant: str | None,
    seeds: int,
    cast: Path | None,
    without: Without | None,
    report: Path | None,
) -> None:
    """Let scripted trainees call prospects; prints a line a call."""
    from holdtheline import persona, simulate
    from holdtheline.settings import shipped

    if variant is not None and persona_id is None:
        raise click.UsageError("--variant names a person of one prospect: give --persona too.")
    known = {p.stem: p for p in sorted(shipped("personas").glob("*.yaml"))}
    if persona_id is not None and persona_id not in known:
        raise InputError("--persona", f"{persona_id!r} is not known; there are: {', '.join(known)}")
    chosen = [persona.load(path) for id, path in known.items() if persona_id in (None, id)]
    results = []
    parts = (without,) if without else ()
    rubric, who = rubric_of(None), trainee or None
    others = simulate.load_cast(cast) if cast else None
    for result in simulate.run(chosen, rubric, who=who, variant=variant, seeds=seeds, without=parts, cast=others):
        emit(result.to_dict())
        results.append(result)
    if report is not None:
        for path in simulate.write(results, report):
            click.echo(f"wrote {path}", err=True)


@click.command()
@click.argument("labels", metavar="LABELS")
@_GRADER
@click.option("--cv", type=click.Choice(["call", "persona", "writer"]), help="Train anew on the rest, part by part.")
@click.option("--rubric", metavar="R", help="Id of a shipped rubric, or a rubric file.")
@data_option
def evaluate(labels: str, grader: str, cv: Literal["call", "persona", "writer"] | None, rubric: str | None) -> None:
    """Measure the grader on labelled calls; prints one JSON report."""
    if grader == "llm":
        raise ServiceError("Only the offline grader can be measured in this version. Leave --grader out.")
    from holdtheline.cli.labels import check_labels
    from holdtheline.grading.evaluate import evaluate as measure

    found, calls = rubric_of(rubric), calls_of(labels)
    check_labels(calls, found, name_of(labels))
    emit(measure(calls, found, cv=cv))
