"""How long after a model's server has sent the first sentence the call page has it, by calls in the app itself."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

from streamlit.proto.Element_pb2 import Element

from benchmarks import servers
from benchmarks.exchange import laid_out
from benchmarks.model_server import FIRST, Model
from benchmarks.wire import Page
from holdtheline import persona
from holdtheline.services.app import App
from holdtheline.settings import Settings, shipped
from holdtheline.ui import session

LINE = "Hello, it's Ann from the planner people. Have you got two minutes?"


class Watched(Page):
    """A tab that notes when the first sentence arrived."""

    arrived: float | None = None

    def _element(self, element: Element, now: float) -> None:
        reply = laid_out(element)
        if self.arrived is None and reply is not None and reply.text.startswith(FIRST):
            self.arrived = now
        super()._element(element, now)


def shown_after(rounds: int, model: Model) -> list[float]:
    """Seconds, for each call; the first one warms the app up and is left out."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        parts = _calls(data, rounds + 1)
        app = replace(
            servers.ours(data, Path(folder) / "log"),
            extra={"HOLDTHELINE_MODEL": "m", "OPENAI_BASE_URL": model.address},
        )
        with app:
            return asyncio.run(_shown(app.port, parts, model))[1:]


def _calls(data: Path, many: int) -> list[tuple[str, dict[str, str]]]:
    """So many calls, each just begun by somebody else, and their cookies."""
    names = {v.person.name for v in persona.load(shipped("personas") / "send-info.yaml").variants}
    app = App.open(Settings(data=data, model="m"), pace=0, resume=False)
    try:
        out = []
        for number in range(many):
            one = app.people.sign_in(f"Trainee {number}")
            card = next(c for c in app.practise.gallery(one) if c.brief.name in names)
            out.append((app.practise.start(one, card.token).id, dict([session.cookie(app, one)])))
        return out
    finally:
        app.close()


async def _shown(port: int, parts: list[tuple[str, dict[str, str]]], model: Model) -> list[float]:
    out = []
    for call, cookies in parts:
        async with Watched(port, "call", f"call={call}", cookies) as page:
            await page.say(LINE)
            sent = float(await asyncio.to_thread(model.moments.get, True, 60))
            if page.arrived is None:
                raise RuntimeError("the page never showed the model's first sentence")
            out.append(page.arrived - sent)
    return out
