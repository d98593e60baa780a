"""The entry point: the commands together, and what becomes of errors."""

from __future__ import annotations

import os
import sys
import traceback

import click

from holdtheline.cli import calls, checks, data, files, io, run
from holdtheline.errors import CallOverError, HoldTheLineError, InputError, NotAllowedError, NotFoundError

DONE, REFUSED, USAGE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes. 130 is the shell's for Ctrl-C."""

_REFUSALS = (InputError, NotFoundError, NotAllowedError, CallOverError)
"""Whoever gave the command can mend these; any other error is a service that failed."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="holdtheline")
@io.data_option
def cli() -> None:
    """Practise sales calls against prospects who push back."""


for command in (
    run.run,
    checks.personas,
    checks.rubrics,
    calls.call,
    calls.play,
    files.simulate,
    files.moves,
    files.grade,
    files.evaluate,
    data.review,
    data.export,
    data.import_,
    data.db,
):
    cli.add_command(command)


def main(args: list[str] | None = None) -> None:
    """Runs a command and exits with its code."""
    sys.exit(code(sys.argv[1:] if args is None else args))


def code(args: list[str]) -> int:
    """Runs a command; its exit code."""
    io.use_utf8()
    try:
        result = cli.main(io.arguments(args), prog_name="holdtheline", standalone_mode=False)
        return result if isinstance(result, int) else DONE
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except io.ReaderGone:  # and what Python still holds for it goes nowhere, quietly
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except HoldTheLineError as fault:
        click.echo(f"holdtheline: {fault}", err=True)
        return REFUSED if isinstance(fault, _REFUSALS) else FAILED
    except Exception:
        traceback.print_exc()
        click.echo("holdtheline: this is a fault in the program. What was saved before it is safe.", err=True)
        return FAILED
