"""The ``holdtheline`` command. Machine output on stdout, messages on stderr, exit codes as in docs/contracts.md."""

from holdtheline.cli.main import main

__all__ = ["main"]
