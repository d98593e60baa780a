"""How the shipped weights are made from labelled calls: ``python -m training.train``."""
