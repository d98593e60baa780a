"""What can go wrong with a model, in words that may be shown: no key, no prompt, no server address in any of them."""

from __future__ import annotations

import re
from typing import Literal

from holdtheline.errors import ServiceError

Kind = Literal[
    "auth", "bad_request", "connection", "cut", "empty", "format", "garbage", "length", "limit", "refused", "server",
    "timeout",
]  # fmt: skip

_SECRETS = re.compile(r"\b(?:sk|pk|key|rk)-[\w*.-]{4,}|(?i:bearer)\s+\S+|\b[\w+.-]+://\S+|[A-Za-z0-9_\-]{32,}")
_MOST = 160


class ModelError(ServiceError):
    """A model gave nothing that can be used. ``kind`` says how, the message in plain words why."""

    def __init__(self, kind: Kind, message: str) -> None:
        self.kind = kind
        super().__init__(message)


def redacted(text: str, key: str | None = None) -> str:
    """A server's own words, shortened, without anything that looks like a key, a token or an address."""
    if key:
        text = text.replace(key, "[removed]")
    clean = " ".join(_SECRETS.sub("[removed]", text).split())
    return clean if len(clean) <= _MOST else clean[:_MOST].rstrip() + "…"
