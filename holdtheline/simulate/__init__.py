"""Simulated trainees against the prospects: how a persona behaves, measured instead of believed."""

from holdtheline.simulate.report import summarise, write
from holdtheline.simulate.run import Result, run, trainees
from holdtheline.simulate.trainee import load_cast

__all__ = ["Result", "load_cast", "run", "summarise", "trainees", "write"]
