"""What a server answered, read with suspicion: text, usage, and faults in plain words."""

from __future__ import annotations

import email.utils
import json
import math
import re
import time
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from holdtheline.llm.errors import Kind, ModelError, redacted

LONGEST_WAIT = 60.0
"""Seconds; a server that asks for a longer pause is not waited for."""

NO_MORE = ("insufficient_quota", "billing_hard_limit_reached")
"""Codes of a 429 that waiting does not mend."""

TOO_LONG = "The call is too long for what the model's server can read at once."

_BY_STATUS: dict[int, tuple[Kind, str]] = {
    401: ("auth", "The model's server did not accept the key."),
    403: ("auth", "The model's server does not allow this key to use the model."),
    404: ("bad_request", "The model's server knows no such model or address."),
    413: ("length", TOO_LONG),
    429: ("limit", "The model's server has had more requests than it allows."),
}


_TOO_LONG = re.compile(
    r"context[_ ](?:length|window|size)|maximum context|prompt is too long|too many tokens", re.IGNORECASE
)
_FORMAT = re.compile(r"response_format|json_schema|json_object|structured output|grammar")


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that the server says it counted."""

    prompt: int
    completion: int

    def __add__(self, more: Usage) -> Usage:
        return Usage(self.prompt + more.prompt, self.completion + more.completion)

    def __sub__(self, less: Usage) -> Usage:
        return Usage(self.prompt - less.prompt, self.completion - less.completion)


NONE = Usage(0, 0)


def late() -> ModelError:
    """Nothing in time."""
    return ModelError("timeout", "The model did not answer in time.")


def busy() -> ModelError:
    """Told to wait longer than there is time for; the same words, whether this request was told so or another."""
    return ModelError(*_BY_STATUS[429])


def parsed(body: bytes) -> Any:
    """A whole answer's JSON with its fields as attributes; None where it is no JSON."""
    try:
        return json.loads(body, object_hook=lambda fields: SimpleNamespace(**fields))
    except (ValueError, RecursionError):
        return None


def text_of(answer: Any) -> str:
    """The words of a whole answer. Raises ModelError: refusal, cut at a length limit, empty, no answer at all."""
    choice = _first(answer)
    message = getattr(choice, "message", None)
    if choice is None or message is None:
        raise ModelError("garbage", "The model's server answered with something that is no answer.")
    _check_end(getattr(choice, "finish_reason", None), getattr(message, "refusal", None))
    text = getattr(message, "content", None)
    if not isinstance(text, str) or not text.strip():
        raise ModelError("empty", "The model's answer was empty.")
    return text


def piece_of(chunk: Any) -> tuple[str, bool]:
    """The words of one piece of a streamed answer, and whether it says that the answer is finished."""
    choice = _first(chunk)
    if choice is None:
        if isinstance(chunk, (str, bytes)):
            raise ModelError("garbage", "The model's server answered with something that is no answer.")
        return "", False
    delta = getattr(choice, "delta", None)
    end = getattr(choice, "finish_reason", None)
    _check_end(end, getattr(delta, "refusal", None))
    text = getattr(delta, "content", None)
    return (text if isinstance(text, str) else ""), bool(end)


def _check_end(end: Any, refusal: Any) -> None:
    if refusal or end == "content_filter":
        raise ModelError("refused", "The model refused to answer.")
    if end == "length":
        raise ModelError("length", "The model's answer was cut off at a length limit.")


def usage_of(answer: Any) -> Usage | None:
    """Tokens counted, if the server says so."""
    found = getattr(answer, "usage", None)
    prompt, completion = getattr(found, "prompt_tokens", None), getattr(found, "completion_tokens", None)
    if not isinstance(prompt, int) or not isinstance(completion, int):
        return None
    return Usage(prompt, completion)


def _first(answer: Any) -> Any:
    choices = getattr(answer, "choices", None)
    return choices[0] if isinstance(choices, (list, tuple)) and choices else None


def explained(fault: Exception, key: str | None, *, has_format: bool = False, begun: bool = False) -> ModelError:
    """The fault in plain words, without the server's address, a key or a prompt."""
    import openai

    if isinstance(fault, ModelError):
        return fault
    status = getattr(fault, "status_code", None)
    if isinstance(fault, openai.APIStatusError) and isinstance(status, int):
        said = redacted(str(fault.message), key)
        if status in (400, 404, 422, 500, 501) and has_format and _FORMAT.search(f"{fault.param} {fault.message}"):
            return ModelError("format", f"The model's server does not know this format of answers ({said}).")
        if status in (400, 422, 500) and _TOO_LONG.search(f"{fault.code} {fault.message}"):
            return ModelError("length", TOO_LONG)
        if status in _BY_STATUS:
            return ModelError(*_BY_STATUS[status])
        if status >= 500:
            return ModelError("server", f"The model's server failed ({status}).")
        return ModelError("bad_request", f"The model's server refused the request ({status}: {said}).")
    if isinstance(fault, openai.APITimeoutError):
        return late()
    if begun:
        return ModelError("cut", "The model's answer broke off in the middle.")
    if isinstance(fault, openai.APIConnectionError):
        return ModelError("connection", "The model's server cannot be reached.")
    if isinstance(fault, openai.APIError):
        return ModelError("server", "The model's server failed in the middle of an answer.")
    return ModelError(
        "garbage", f"The model's server answered with something that is no answer ({type(fault).__name__})."
    )


def may_pass(fault: Exception) -> bool:
    """Whether asking again may help."""
    import openai

    status = getattr(fault, "status_code", None)
    if isinstance(status, int):
        if status == 500 and _TOO_LONG.search(str(getattr(fault, "message", ""))):
            return False
        if getattr(fault, "code", None) in NO_MORE:
            return False
        return status in (408, 409, 429) or status >= 500
    return isinstance(fault, openai.APIConnectionError)


def retry_after(fault: Exception) -> float | None:
    """Seconds that the server asks to be left alone, or None."""
    headers = getattr(getattr(fault, "response", None), "headers", None)
    if headers is None:
        return None
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit
        except ValueError:
            continue
        return max(0.0, seconds) if math.isfinite(seconds) else LONGEST_WAIT * 2
    when = email.utils.parsedate_tz(headers.get("retry-after", ""))
    return max(0.0, email.utils.mktime_tz(when) - time.time()) if when else None
