"""Errors that a person is meant to read: what is wrong, where, and how to mend it."""

from __future__ import annotations


class HoldTheLineError(Exception):
    """Base of every error that is shown to a user as a plain sentence, never as a stack trace."""


class InputError(HoldTheLineError):
    """Refused input. ``place`` names file, line and field; ``problem`` says what is wrong and what would be right.

    On the command line it ends the program with exit code 1.
    """

    def __init__(self, place: str, problem: str) -> None:
        self.place = place
        self.problem = problem
        super().__init__(f"{place}: {problem}" if place else problem)


class InputErrors(InputError):
    """Several faults found in one go, so that a file can be mended in one go."""

    def __init__(self, errors: list[InputError]) -> None:
        self.errors = errors
        Exception.__init__(self, "\n".join(str(e) for e in errors))
        self.place = errors[0].place if errors else ""
        self.problem = errors[0].problem if errors else ""


class NotAllowedError(HoldTheLineError):
    """The actor's role does not permit this. Raised by services only."""


class NotFoundError(HoldTheLineError):
    """No such thing, or none that this actor may see: the two read the same on purpose."""


class CallOverError(HoldTheLineError):
    """The call has ended; nothing more can be said in it."""


class ServiceError(HoldTheLineError):
    """Something we depend on (database, model server) failed. On the command line: exit code 3."""
