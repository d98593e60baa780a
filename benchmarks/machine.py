"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import time
from importlib.metadata import version
from pathlib import Path
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


def busy_seconds() -> float | None:
    """Processor time that the whole machine has used so far, or None where the system does not tell."""
    try:
        first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
    except OSError:
        return None
    user, nice, system, _idle, _waiting, interrupts, soft, *_ = (int(field) for field in first.split()[1:])
    return (user + nice + system + interrupts + soft) / os.sysconf("SC_CLK_TCK")


def own_seconds() -> float:
    """Processor time that this program has used so far."""
    return time.process_time()
