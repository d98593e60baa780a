"""The script behind every page. It runs at each rerun, so all it does is call what was imported once."""

from holdtheline.ui.main import main

main()
