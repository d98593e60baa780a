"""The messages a tab keeps, so that the server may send a hash in place of a large element that it sent before."""

from __future__ import annotations

from collections.abc import Sequence

from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LONGEST = 2
"""Script runs for which a message is kept without being used (Streamlit's ``global.maxCachedMessageAge``)."""


class Kept:
    """Messages by hash, each with the number of runs since it was last used."""

    def __init__(self) -> None:
        self._deltas: dict[str, tuple[Delta, int]] = {}

    def hashes(self) -> list[str]:
        """What the server is told that it need not send again."""
        return list(self._deltas)

    def whole(self, message: ForwardMsg) -> Delta:
        """The delta of a message, or of the earlier one that it refers to. Raises KeyError for an unknown hash."""
        if message.WhichOneof("type") == "ref_hash":
            delta, _ = self._deltas[message.ref_hash]
            self._deltas[message.ref_hash] = (delta, 0)
            return delta
        if message.metadata.cacheable and message.hash:
            self._deltas[message.hash] = (message.delta, 0)
        return message.delta

    def age(self, fragments: Sequence[str]) -> None:
        """A run has ended, of the whole script or of these fragments only; forgets what has not been used for long."""
        for hash, (delta, age) in list(self._deltas.items()):
            concerned = not fragments or delta.fragment_id in fragments
            if concerned and age + 1 > LONGEST:
                del self._deltas[hash]
            else:
                self._deltas[hash] = (delta, age + 1)
