"""Simulated trainees against the prospects: how a persona behaves, measured instead of believed."""

from holdtheline.simulate.report import summarise, write
from holdtheline.simulate.run import Result, run, trainees

__all__ = ["Result", "run", "summarise", "trainees", "write"]
