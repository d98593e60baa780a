"""What the call page's script in the browser does beside Streamlit: it asks now and then how far the call is.

See ``holdtheline/ui/assets/line.js``. A browser gives up a connection that was idle for so long, and opens another.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter

SECONDS = 20.0
"""Between two questions, and between the last drawing of the page and the first."""

_PATIENCE = 30.0


async def pulse(port: int, path: str, cookies: str, drawn: Callable[[], float], errors: list[str]) -> None:
    """Asks until cancelled. ``drawn``: when the page was last drawn, which starts the time anew."""
    asked = 0.0
    while True:
        due = max(drawn(), asked) + SECONDS
        now = perf_counter()
        if now < due:
            await asyncio.sleep(due - now)
            continue
        asked = now
        try:
            status = await asyncio.wait_for(_get(port, path, cookies), _PATIENCE)
        except (TimeoutError, OSError) as fault:
            status = type(fault).__name__
        if status != "200":
            errors.append(f"the question how far the call is was answered with {status}")


async def _get(port: int, path: str, cookies: str) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookies}\r\nConnection: close\r\n\r\n"
        writer.write(request.encode("ascii"))
        answer = (await reader.read()).decode("latin-1")
    finally:
        writer.close()
    return answer.partition("\r\n")[0].split()[1] if answer else "nothing"
