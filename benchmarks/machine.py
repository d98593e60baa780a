"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from typing import Any


def machine(load_before: float) -> dict[str, Any]:
    """Processors, versions, and how busy the machine was before (``load_before``: the one-minute load average)."""
    return {
        "cpus": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "streamlit": version("streamlit"),
        "load_average_before": round(load_before, 2),
    }
