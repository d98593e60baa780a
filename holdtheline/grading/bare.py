"""A call without what only looks like work: what is left is what the grader reads, turn for turn as it stood.

Words to a grader, the prospect's own words said back, heaps and announcements, other languages and claims that the
brief does not bear out are taken out sentence by sentence; tiny turns without end are left out; a turn said in pieces
between the prospect's "mm" is put together again. What remains of an honest call is the call.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from holdtheline.grading.brief import Brief, unbacked
from holdtheline.grading.callread import CallRead, RepTurn, read_call
from holdtheline.grading.empty_talk import empty, headings, suspicious, volley
from holdtheline.grading.theirs import Theirs
from holdtheline.moves.claims import claims
from holdtheline.moves.finding import Late
from holdtheline.moves.grader_talk import addressed_the_grader
from holdtheline.moves.heard import Heard
from holdtheline.moves.normalise import plain, visible
from holdtheline.moves.reader import Reader
from holdtheline.moves.text import normalise, sentences, words
from holdtheline.transcript import Speaker, Transcript, Turn

TINY, OFTEN, SWARM = 3, 4, 40
"""Words of a tiny turn; how often the same one may not be said; how many of any kind no call has."""
FLATTERED = 0.7
"""How surely praise that was taken out was praise."""
READABLE = 0.25
"""Clarity below which a line cannot be read as English."""
FEW = 2
"""Turns of which something does not count, from which it is no chance."""
PIECE = 4
"""Words of a piece of a turn, at most: whoever types no full stops has longer turns."""
_HUM = re.compile(r"(?:m+h?m*|uh[- ]?huh|hm+)[.!, ]*")
_NOD = re.compile(r"(?:yes|yeah|right|okay|aha|go on|i see|sure)[.!, ]*")
NOTHING = "..."
"""Stands for a turn of which nothing counts."""
_PIECE_ENDS = (".", "?", "!", '"', "'", ")")
_RUN = re.compile(r"[A-Za-z]+")
_OFFER = Late(r"\b(?:off|discount|sign|today|tonight|tomorrow|last chance|expires?|ends?|drop|come down|meet you)\b")
"""Haggling and hurrying: figures in it are no claims of fact, and what they cost the rep they must go on costing."""


@dataclass(frozen=True, slots=True)
class Bare:
    """What is left of a call. ``numbers``: of each of its turns, the number it has in the whole call.

    ``taken``: by number in the whole call, why sentences were taken out of that turn (or all of it).
    """

    call: Transcript
    numbers: tuple[int, ...]
    taken: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Counted:
    """A call as it counts. ``heard``: by turn number of ``bare.call``; ``own``: read, with those numbers; ``read``: the

    same with the numbers of the whole call.
    """

    bare: Bare
    heard: Mapping[int, Heard]
    own: CallRead
    read: CallRead

    @property
    def to_the_grader(self) -> bool:
        """Whether any line spoke to a grader."""
        return "grader" in self.read.hollow.values() or any("grader" in why for why in self.bare.taken.values())

    @property
    def unreadable(self) -> bool:
        """Whether no line is English."""
        return all(why == ("foreign",) for why in self.bare.taken.values()) and all(
            one.clarity < READABLE for one in self.heard.values()
        )

    @property
    def emptied(self) -> bool:
        """Whether so much does not count that a coach should look."""
        return bool(self.read.hollow) or self.to_the_grader or len(self.bare.taken) >= FEW


def count(call: Transcript, brief: Brief | None = None, reader: Reader | None = None) -> Counted:
    """Reads a call with at least one rep turn for what it is worth."""
    bare = strip(call, brief)
    heard = (reader or Reader.default()).read_call(bare.call)
    flattered = {i for i, n in enumerate(bare.numbers, 1) if "praise" in bare.taken.get(n, ())}
    own = _as_it_counts(read_call(bare.call, heard), flattered)
    at = dict(enumerate(bare.numbers, 1))
    read = replace(
        own,
        turns=tuple(replace(t, number=at[t.number]) for t in own.turns),
        prospect=tuple((at[n], text, cues) for n, text, cues in own.prospect),
        hollow={at[n]: why for n, why in own.hollow.items()},
    )
    return Counted(bare, heard, own, read)


def _as_it_counts(own: CallRead, flattered: Collection[int]) -> CallRead:
    """Turns of which nothing is left do nothing; praise in a challenger's words is flattery still."""
    gone = {t.number for t in own.turns if t.text == NOTHING}
    turns = [_idle(t) if t.number in gone else t for t in own.turns]
    return replace(
        own,
        turns=tuple(_flattering(t) if t.number in flattered else t for t in turns),
        hollow={**own.hollow, **dict.fromkeys(gone, "emptied")},
    )


def _idle(turn: RepTurn) -> RepTurn:
    return replace(turn, moves={**dict.fromkeys(turn.moves, 0.0), "other": 0.6}, made=("other",))


def _flattering(turn: RepTurn) -> RepTurn:
    made = tuple(m for m in turn.made if m not in ("other", "flatter"))
    return replace(
        turn, moves={**turn.moves, "flatter": max(FLATTERED, turn.moves["flatter"])}, made=(*made, "flatter")
    )


def strip(call: Transcript, brief: Brief | None = None) -> Bare:
    """The call without what only looks like work. ``brief``: what the rep may claim, where it is known."""
    turns: Said = [(n, t.speaker, _readable(t.text) if t.speaker == "rep" else t.text) for n, t in call.numbered()]
    taken: dict[int, list[str]] = {}
    said = _whole(_without_swarm(turns, taken))
    theirs = Theirs()
    everything = "\n".join(t.text for t in call.turns if t.speaker == "prospect")
    out: Said = []
    for number, speaker, text in said:
        if speaker == "prospect":
            theirs.hear(text)
        else:
            parts = list(sentences(text))
            gone = _gone(text, parts, theirs, brief, everything)
            if gone:
                taken.setdefault(number, []).extend(sorted(set(gone.values())))
                left = "\n".join(p for i, p in enumerate(parts) if i not in gone)
                text = left if any(c.isalnum() for c in left) else NOTHING
        out.append((number, speaker, text))
    as_said = not taken and [text for _, _, text in out] == [t.text for t in call.turns]
    if as_said or not any(speaker == "rep" for _, speaker, _ in out):
        return Bare(call, tuple(range(1, len(call.turns) + 1)), {})
    left_over = tuple(Turn.model_construct(speaker=speaker, text=text) for _, speaker, text in out)
    numbers = tuple(n for n, _, _ in out)
    return Bare(call.model_copy(update={"turns": left_over}), numbers, {n: tuple(why) for n, why in taken.items()})


def _readable(text: str) -> str:
    """Words in letters that only look odd put right; words of another alphabet left as they are."""
    if text.isascii():
        return text
    whole = re.sub(r"\S+", lambda m: seen if (seen := visible(m[0])).isascii() else m[0], text)
    return whole if whole.strip() else text


def _gone(text: str, parts: list[str], theirs: Theirs, brief: Brief | None, everything: str) -> dict[int, str]:
    """Places of the sentences that do not count, with the reason."""
    to_grader, close = addressed_the_grader(normalise(text)), suspicious(text)
    out = dict.fromkeys(headings(parts), "heap") if close else {}
    if close:
        out |= dict.fromkeys(volley(parts, theirs.stems), "volley")
    for i, part in enumerate(parts):
        if i in out:
            continue
        if to_grader and addressed_the_grader(part):
            out[i] = "grader"
        elif theirs.said_back(part):
            out[i] = "copied"
        elif close and (found := empty(part, theirs.stems)):
            out[i] = found
        elif brief is not None and _claims_fact(part) and unbacked(claims(part), brief, everything):
            out[i] = "unbacked"
    if to_grader and "grader" not in out.values():
        return dict.fromkeys(range(len(parts)), "grader")
    copied = {i for i, why in out.items() if why == "copied"}
    return out | dict.fromkeys(theirs.beside(copied, parts) - out.keys(), "copied")


_SUPPOSES = re.compile(r"(?:suppose|imagine|say|let's say|if)\b")
_STATES = re.compile(r"\b(?:will|shows?|study|average|guarantee\w*)\b")


def _claims_fact(sentence: str) -> bool:
    """Whether a figure in it is stated, and not asked, supposed or haggled over."""
    low = plain(sentence)
    if low.endswith("?") or _OFFER.search(low):
        return False
    return not _SUPPOSES.match(low) or bool(_STATES.search(low))


def _may_be_tiny(text: str) -> bool:
    """A word has two runs of letters at most: what has more than twice as many runs as a tiny turn words is not."""
    return not text.isascii() or len(_RUN.findall(text)) <= 2 * TINY


Said = list[tuple[int, Speaker, str]]
"""Turns as (number in the whole call, speaker, text)."""


def _without_swarm(turns: Said, taken: dict[int, list[str]]) -> Said:
    """Without tiny rep turns said over and over, and the prospect's tiny answers to them."""
    said = {n: text for n, who, text in turns if who == "rep"}
    keys = {n: " ".join(words(text)) for n, text in said.items() if _may_be_tiny(text)}
    tiny = {n for n, key in keys.items() if len(key.split()) <= TINY}
    seen = Counter(keys[n] for n in tiny)
    swarm = tiny if len(tiny) > SWARM else {n for n in tiny if seen[keys[n]] >= OFTEN}
    if not swarm or len(swarm) == len(said):
        return turns
    for n in swarm:
        taken[n] = ["tiny"]
    return [
        (n, who, text)
        for n, who, text in turns
        if n not in swarm and not (who == "prospect" and n - 1 in swarm and len(text.split()) <= TINY)
    ]


def _goes_on(piece: str, between: str) -> bool:
    """Whether what the prospect said left the rep's turn where it was: a hum, or a nod in mid-sentence."""
    heard = between.lower()
    return bool(_HUM.fullmatch(heard)) or (not piece.rstrip().endswith(_PIECE_ENDS) and bool(_NOD.fullmatch(heard)))


def _whole(turns: Said) -> Said:
    """Pieces of one turn joined, the prospect only humming between them."""
    out: Said = []
    i = 0
    while i < len(turns):
        number, who, text = turns[i]
        piece = text
        while (
            who == "rep"
            and i + 2 < len(turns)
            and len(piece.split()) <= PIECE
            and turns[i + 1][1] == "prospect"
            and _goes_on(piece, turns[i + 1][2])
            and turns[i + 2][1] == "rep"
        ):
            piece = turns[i + 2][2]
            text = f"{text} {piece}"
            i += 2
        out.append((number, who, text))
        i += 1
    return out
