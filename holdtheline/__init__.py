"""Hold the Line: practise sales calls against prospects who push back."""

__version__ = "0.1.0"
