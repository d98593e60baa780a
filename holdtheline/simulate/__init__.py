"""Simulated trainees against the prospects: how a persona behaves, measured instead of believed."""

from holdtheline.simulate.run import run, trainees

__all__ = ["run", "trainees"]
