"""What is claimed about speed, as commands: ``python -m benchmarks.load`` and ``python -m benchmarks.start``."""
