"""The voice of a model: it words what the mind has decided, under guard; the scripted line stands behind it.

Whatever the model or its server does, a reply comes back in time.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from holdtheline.llm import prompt, tokens
from holdtheline.llm.client import Client
from holdtheline.llm.errors import ModelError
from holdtheline.llm.faults import Usage
from holdtheline.moves.normalise import sentences
from holdtheline.persona import Prospect
from holdtheline.prospect.engine import Reply
from holdtheline.prospect.guard import Bounds, closed_words, fault_in, fault_of_whole, recital
from holdtheline.prospect.voice_prompt import FILES, Telling, telling
from holdtheline.transcript import Turn

FIRST_WORD_SECONDS = 8.0
WHOLE_SECONDS = 20.0
"""Until the first word, and until the end of the last attempt; then the scripted line is spoken."""

FAILURES, REST_SECONDS = 2, 60.0
"""After so many failures running the model is left alone for so long: nobody waits at each turn for a dead server."""

RUNAWAY = 1500
"""Characters after which nobody reads on."""

RESTING = "The model has not been answering; it is tried again in a minute."


@dataclass(frozen=True, slots=True)
class Worded:
    """A reply in words. ``silent``: the model gave nothing to use, for the reason in ``trouble``. ``refused``: why
    attempts of the model were not used."""

    text: str
    by: Literal["llm", "scripted"]
    refused: tuple[str, ...] = ()
    trouble: str | None = None
    usage: tuple[int, int] | None = None

    @property
    def silent(self) -> bool:
        """Whether the person on the line should be told that the model did not answer."""
        return self.trouble is not None


class LlmVoice:
    """Thread-safe; one a process, so that a server that is down is found out once."""

    def __init__(
        self,
        client: Client,
        model: str,
        *,
        first: float = FIRST_WORD_SECONDS,
        whole: float = WHOLE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self._client, self._first, self._whole, self._clock = client, first, whole, clock
        self._lock = threading.Lock()
        self._failures, self._rests_until = 0, 0.0

    @property
    def prompts(self) -> str:
        """Hash of the prompt files."""
        return prompt.combined_hash(*FILES)

    def warm(self) -> None:
        """Loads what the first reply would wait for; makes no request."""
        self._client.connect()
        tokens.count("", self.model)

    def word(self, prospect: Prospect, reply: Reply, turns: Sequence[Turn]) -> Worded:
        """``reply`` in the model's words, or as it is (the scripted line) where these cannot be had. Never raises
        for what a model or server does. ``turns``: the call so far, the rep's turn last."""
        if self._clock() < self._rests_until:
            return Worded(reply.text, "scripted", trouble=RESTING)
        until, used = time.monotonic() + self._whole, (0, 0)
        refused: list[str] = []
        try:
            for _ in range(2):
                told = telling(prospect, reply, turns, self.model, refused[-1] if refused else None)
                text, fault, usage = self._attempt(prospect, told, _bounds(prospect, reply, turns, told), until)
                used = (used[0] + usage.prompt, used[1] + usage.completion) if usage else used
                self._answered()
                if fault is None:
                    return Worded(text, "llm", tuple(refused), usage=used)
                refused.append(fault)
        except ModelError as fault_of_model:
            self._failed(fault_of_model)
            return Worded(reply.text, "scripted", tuple(refused), str(fault_of_model), used)
        return Worded(reply.text, "scripted", tuple(refused), usage=used)

    def _attempt(
        self, prospect: Prospect, told: Telling, bounds: Bounds, until: float
    ) -> tuple[str, str | None, Usage | None]:
        """The model's words, and why they may not be said (None: they may); reading stops at the first bad one."""
        left = until - time.monotonic()
        stream = self._client.stream(self.model, told.messages(), first=min(self._first, left), within=left)
        heard, checked = "", 0
        try:
            for piece in stream:
                heard += piece
                whole = sentences(tidy(heard, prospect))[:-1]
                for sentence in whole[checked:]:
                    fault = fault_in(sentence, bounds)
                    if fault:
                        return "", fault, stream.usage
                checked = max(checked, len(whole))
                if len(heard) > RUNAWAY + _thinking(heard):
                    return "", "it is far too long", stream.usage
        finally:
            stream.close()
        text = tidy(heard, prospect)
        if not text:
            raise ModelError("empty", "The model's answer was empty.")
        return text, fault_of_whole(text, bounds), stream.usage

    def _answered(self) -> None:
        with self._lock:
            self._failures = 0

    def _failed(self, fault: ModelError) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES or fault.kind == "auth":
                self._failures, self._rests_until = 0, self._clock() + REST_SECONDS


def tidy(text: str, prospect: Prospect) -> str:
    """Without a model's private thinking, the speaker's own name in front, and quotation marks around all of it."""
    text = re.sub(r"^\s*<think>.*?(</think>|$)", "", text, flags=re.DOTALL)
    text = " ".join(text.split())
    text = re.sub(rf"^{re.escape(prospect.person.first)}(?: {_rest_of_name(prospect)})?\s*:\s*", "", text, flags=re.I)
    if len(text) > 1 and text[0] in '"“' and text[-1] in '"”' and not re.search(r'["“”]', text[1:-1]):
        text = text[1:-1].strip()
    return text


def _rest_of_name(prospect: Prospect) -> str:
    return re.escape(prospect.person.name[len(prospect.person.first) :].strip())


def _thinking(text: str) -> int:
    found = re.match(r"\s*<think>.*?(</think>|$)", text, flags=re.DOTALL)
    return found.end() if found else 0


def _bounds(prospect: Prospect, reply: Reply, turns: Sequence[Turn], told: Telling) -> Bounds:
    directive = reply.directive
    must: tuple[str, ...] = ()
    if directive.act == "tell" and directive.truth is not None:
        must = prospect.truth(directive.truth).words
    return Bounds(
        directive=directive,
        closed=closed_words(prospect, reply.state.opened, directive.when),
        written=reply.text,
        known=told.known,
        told=must,
        when=directive.when,
        said=[t.text for t in turns if t.speaker == "prospect"],
        recital=recital(*told.instructions),
        marker=told.marker,
    )


def record(worded: Worded, voice: LlmVoice) -> dict[str, Any]:
    """What is kept with the step, for coaches and measurements."""
    return {
        "by": worded.by,
        "model": voice.model,
        "prompts": voice.prompts,
        "refused": list(worded.refused),
        "trouble": worded.trouble,
        "tokens": list(worded.usage) if worded.usage else None,
    }
