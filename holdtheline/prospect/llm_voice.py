"""The voice of a model: it words what the mind has decided, under guard; the scripted line stands behind it.

Whatever the model or its server does, a reply comes back in time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from holdtheline.llm import faults, prompt, tokens
from holdtheline.llm.client import Client
from holdtheline.llm.errors import ModelError
from holdtheline.llm.faults import NONE, Usage
from holdtheline.persona import Prospect
from holdtheline.prospect.engine import Reply
from holdtheline.prospect.guard import Bounds, closed_words, recital
from holdtheline.prospect.take import Say, Take, is_long
from holdtheline.prospect.voice_prompt import FILES, Telling, as_written, telling
from holdtheline.transcript import Turn

FIRST_WORD_SECONDS = 8.0
WHOLE_SECONDS = 20.0
"""Until the first word, and until the end of the last attempt; then the scripted line is spoken."""

FAILURES, REST_SECONDS = 2, 60.0
"""After so many failures running the model is left alone for so long: nobody waits at each turn for a dead server."""

FIRST_SENTENCE_SECONDS = 12.0
"""Until something can be shown, with a server that has begun but drips."""

MAY_PASS = ("cut", "server", "connection", "garbage", "empty")
"""How an answer can break off that is worth one more attempt at what is still unsaid."""

By = Literal["llm", "scripted", "both"]

RESTING = "The model has not been answering; it is tried again in a minute."


@dataclass(frozen=True, slots=True)
class Worded:
    """A reply in words. ``by``: who found them; both, where a written line had to end what the model had begun.
    ``silent``: the model gave nothing more to use, for the reason in ``trouble``. ``refused``: why attempts of the
    model were not used from there on."""

    text: str
    by: By
    refused: tuple[str, ...] = ()
    trouble: str | None = None
    usage: Usage = NONE

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
        sentence: float = FIRST_SENTENCE_SECONDS,
        whole: float = WHOLE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self._client, self._first, self._whole, self._clock = client, first, whole, clock
        self._sentence = max(first, sentence)
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

    def word(self, prospect: Prospect, reply: Reply, turns: Sequence[Turn], say: Say | None = None) -> Worded:
        """``reply`` in the model's words, or as it is (the scripted line) where these cannot be had. Never raises
        for what a model or server does. ``turns``: the call so far, the rep's turn last. ``say`` gets each sentence
        as soon as it may be shown; all of them are the reply."""
        if as_written(reply.directive):
            return _scripted(reply, say)
        if self._clock() < self._rests_until:
            return _scripted(reply, say, RESTING)
        began, refused, used = time.monotonic(), list[str](), NONE
        told = telling(prospect, reply, turns, self.model)
        take = Take(prospect, _bounds(prospect, reply, turns, told), say)
        trouble: str | None = None
        for again in (False, True):
            if again:
                told = telling(prospect, reply, turns, self.model, refused[-1] if refused else None, take.text)
                take.again(_bounds(prospect, reply, turns, told))
            fault, broke, usage = self._attempt(take, told, began)
            used += usage
            if broke is None:
                self._answered()
                if fault is None:
                    return Worded(take.text, "llm", tuple(refused), usage=used)
                refused.append(fault)
                if is_long(fault) and take.stands():
                    break
            elif again or broke.kind not in MAY_PASS or not self._time_for_more(take, began):
                self._failed(broke)
                trouble = str(broke)
                break
        by: By = "llm" if take.stands() else "both" if take.text else "scripted"
        if not take.stands():
            take.close(reply.text)
        return Worded(take.text, by, tuple(refused), trouble, used)

    def _time_for_more(self, take: Take, began: float) -> bool:
        return time.monotonic() - began < (self._whole if take.text else self._first)

    def _attempt(self, take: Take, told: Telling, began: float) -> tuple[str | None, ModelError | None, Usage]:
        """One request: why its words may not all be said, or how it broke off; reading stops at the first bad one."""
        now = time.monotonic()
        left = began + self._whole - now
        first = left if take.text else min(left, began + self._first - now)
        if first <= 0:
            return None, faults.late(), NONE
        heard, fault, broke = "", None, None
        stream = self._client.stream(self.model, told.messages(), first=first, within=left)
        try:
            for piece in stream:
                heard += piece
                fault = take.hear(heard)
                if fault is None and not take.text and time.monotonic() - began > self._sentence:
                    raise faults.late()
                if fault is not None:
                    break
            else:
                fault = take.hear(heard, finished=True)
        except ModelError as error:
            broke = error
        finally:
            stream.close()
        return fault, broke, stream.usage or self._estimated(told, heard)

    def _estimated(self, told: Telling, heard: str) -> Usage:
        """Tokens of a request whose server did not count them, or was not heard out."""
        return Usage(tokens.count(told.prefix + told.turn, self.model), tokens.count(heard, self.model))

    def _answered(self) -> None:
        with self._lock:
            self._failures = 0

    def _failed(self, fault: ModelError) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES or fault.kind == "auth":
                self._failures, self._rests_until = 0, self._clock() + REST_SECONDS


def _scripted(reply: Reply, say: Say | None, trouble: str | None = None) -> Worded:
    if say is not None:
        say(reply.text)
    return Worded(reply.text, "scripted", trouble=trouble)


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
        name=prospect.person.first,
    )


def record(worded: Worded, voice: LlmVoice) -> dict[str, Any]:
    """What is kept with the step, for coaches and measurements."""
    return {
        "by": worded.by,
        "model": voice.model,
        "prompts": voice.prompts,
        "refused": list(worded.refused),
        "trouble": worded.trouble,
        "tokens": [worded.usage.prompt, worded.usage.completion],
    }
