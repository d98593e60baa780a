"""``python -m holdtheline`` is the ``holdtheline`` command."""

from holdtheline.cli import main

if __name__ == "__main__":
    main()
