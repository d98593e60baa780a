"""One exchange as a page shows it: when the own line appears, when the reply's first word, when its last.

Fed with what a page receives; knows nothing of sockets. A page can show a reply in two ways: send a longer text with
each word, or send all of it at once with a stylesheet delay for each word, as the call page does. For the latter a
word is visible at its delay after the text arrived.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from streamlit.proto.Element_pb2 import Element

_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<br\s*/?>|</(?:p|li|ol|ul|div|h\d)>")
_REPLY = re.compile(r'<ol class="said latest".*?<p>(.*?)</p>', re.DOTALL)
_WAITING_WORD = re.compile(r'<span class="w" style="animation-delay:([\d.]+)s">')
_TROUBLE = re.compile(r'<p class="trouble"[^>]*>(.*?)</p>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply in one piece of a page. ``first``, ``last``: seconds after its arrival at which the words are visible."""

    text: str
    first: float = 0.0
    last: float = 0.0


def shown(element: Element) -> str:
    """The text a reader of the page sees in this element, white space made single; '' for what shows none."""
    kind = element.WhichOneof("type")
    if kind == "markdown":
        return _single(element.markdown.body)
    if kind == "text":
        return _single(element.text.body)
    if kind == "html":
        return _bare(element.html.body)
    if kind == "exception":
        return _single(f"{element.exception.type}: {element.exception.message}")
    return ""


def laid_out(element: Element) -> Reply | None:
    """The reply that is being spoken in this element of the call page, or None."""
    if element.WhichOneof("type") != "html":
        return None
    found = _REPLY.search(element.html.body)
    if found is None:
        return None
    inside = found[1]
    delays = [float(one) for one in _WAITING_WORD.findall(inside)]
    begun = _WAITING_WORD.match(inside) is None
    return Reply(_bare(inside), 0.0 if begun or not delays else delays[0], max(delays, default=0.0))


def trouble(element: Element) -> str | None:
    """What the page says went wrong, or None."""
    if element.WhichOneof("type") == "exception":
        return shown(element)
    found = _TROUBLE.search(element.html.body) if element.WhichOneof("type") == "html" else None
    return _bare(found[1]) if found else None


def _bare(markup: str) -> str:
    return _single(html.unescape(_TAG.sub("", _BREAK.sub(" ", markup))))


def _single(text: str) -> str:
    return " ".join(text.split())


@dataclass
class Exchange:
    """What became of one line. Times are of one clock, in seconds; None: not yet.

    ``sent``: Enter. ``seen``: the own line arrived. ``first``, ``until``: when the reply's first word is visible, and
    its last. ``streamed``: the reply came word by word.
    """

    line: str
    sent: float
    seen: float | None = None
    first: float | None = None
    until: float | None = None
    text: str = ""
    streamed: bool = False
    finished: bool = False
    troubles: list[str] = field(default_factory=list)

    def see(self, element: Element, now: float) -> None:
        """Takes notice of an element that arrived at ``now``."""
        if wrong := trouble(element):
            self.troubles.append(wrong)
        elif reply := laid_out(element):
            self._hear(reply, now)
        elif _single(self.line) in (text := shown(element)):
            self.seen = self.seen or now
            self._settled(text, now)
        elif self.seen is not None and text and element.WhichOneof("type") == "markdown":
            self.streamed = True
            self._hear(Reply(text), now)

    def _settled(self, text: str, now: float) -> None:
        # Drawn so late that the reply was over by then, it stands after the own line as all earlier turns do.
        after = text.partition(_single(self.line))[2].removeprefix("cut off").strip()
        if after and self.first is None:
            self._hear(Reply(after.partition(": ")[2]), now)

    def _hear(self, reply: Reply, now: float) -> None:
        # A page drawn anew shows the rest of the same reply: the first word counts once.
        if self.seen is None:
            return
        if self.first is None:
            self.first = now + reply.first
        self.text, self.until = reply.text, now + reply.last

    def finish(self, now: float) -> None:
        """The script behind the page has run to its end at ``now``; it may be run again by itself."""
        self.finished = self.first is not None or bool(self.troubles)
