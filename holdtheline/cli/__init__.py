"""The ``holdtheline`` command. Machine output on stdout, messages on stderr, exit codes as in docs/contracts.md."""

from holdtheline.cli.commands import main

__all__ = ["main"]
