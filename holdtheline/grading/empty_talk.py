"""Sentences that only look like work: heaps of the craft's words, announcements, stock phrases, volleys of questions.

None of them could be told from the next call's: they hold no word of the prospect's, no figure, nothing of the matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from holdtheline.moves.beginnings import alternatives
from holdtheline.moves.english import FROM, in_english
from holdtheline.moves.finding import Late, any_of
from holdtheline.moves.normalise import plain
from holdtheline.moves.spelling import common_words
from holdtheline.moves.stuffing import CRAFT, stuffed
from holdtheline.moves.text import sentences, stem, word_set, words

_SMALL = word_set(
    "a an the and or but so if to of in on at for with from by is are was were be been am do does did have has had "
    "will would can could may might must shall should not no yes as than then that this these those there here it its "
    "i you he she we they me him her us them my your his our their who what which why when where how whom whose just "
    "also too very more most much many any some all every one up out about into over only even ever now let get got "
    "go going take make say said tell told"
)
"""Words that carry nothing by themselves."""

_TRADE = word_set(
    "accept agree ask assume assumption authority aware believe belief bold boundary budget buyer buy candid candour "
    "care challenge change choice clear comfort commit commitment consequence control cost count courage criterion "
    "dare deal decide decision deep deeper dig direct disagree discover doubt edge empathy everything evidence face "
    "fact fair fear feel find firm follow friction good grant ground hard head held hidden hold honest honesty idea "
    "important inaction insight issue keep know lead learn level lie like line little long look maker matter mean "
    "mind motive mutual need next nothing objection open opinion outcome pain people perspective pressure price "
    "principle probe problem process promise push purpose qualify question real reality reason reframe respect "
    "respectfully result right risk root safe see set share sharp show sign situation something specific stake stand "
    "start status step stop strong surface talk tension test thing think thinking thought timeline time today tough "
    "true trust truth uncomfortable understand unwelcome urgency useful value view want way well why willing wonder "
    "word work wrong quo back economic before after respect hear seriously anything anyone everyone somebody nobody "
    "day week meet meeting really else same different better best rather still always never enough bit sure please"
)
"""What is said of calls in general, and so of no call in particular."""
_EMPTY = frozenset(stem(w) for w in _TRADE | _SMALL)

_RUBRIC = Late(
    rf"\b(?:{CRAFT}|honest no|authority|motives?|needs?|timeline|reasons?|boundar(?:y|ies)|truths?|purpose|challenges?|"
    r"budget|inaction|economic buyer|hidden|mutual|firm|hold|held|cost of|real|specific|criteri(?:a|on)|ground|"
    r"questions?|decisions?|stakeholders?|value|risk)\b"
)
"""Words out of rubrics and methods, as they stand in a list."""

_ANNOUNCES = Late(
    r"\b(?:i|let me|we|i'm|i'd|i'll|i've|allow me|may i)\b[^.?!]{0,40}?\b(?:challeng\w*|push(?:ing)? back|"
    r"question(?:ing)? (?:your|the|what)|test(?:s|ing)? (?:your|the)|dig(?:ging)?|qualify|reframe|probe|"
    r"hold(?:ing)? (?:my|the|firm)|stand(?:ing)? (?:my|firm)|held (?:my|firm)|got to the truth|tell you the truth)\b"
    r"|\b(?:won't|will not|can't|cannot) (?:just |simply )?(?:accept|believe|agree (?:with|to)|take) (?:that|this|it)\b"
    r"|\bwhat if (?:i told you|everything|you're wrong|you dared)\b|"
    r"\byour (?:assumptions?|thinking|beliefs?|status quo)\b|"
    r"\bchalleng\w+ (?:you|your|the|this|that|how)\b|\bare you (?:really |absolutely )?sure(?: about that)?\?"
)
"""Somebody says that they are going to do what a good rep does."""

_PHRASES = r"""
at the end of the day | when all is said and done | all is said and done | in the round | from every (?:side|angle)
| there'?s a time and a place | it is what it is | we are where we are | that's (?:just )?(?:how|the way)
(?:things|it|life) (?:go|goes|is|are)(?: in life)? | in life | at this moment in time | at this point in time | it's
fair to say | fair to say | (?:quite )?a lot to be said | one way or (?:the other|another) | be that as it may | it
bears repeating | (?:are|is) seldom simple | as a rule | a good many | as i always say | like i always say | as they
say | long story short | one of those things | talk about it all day | still have something left | that one might go
into | (?:the )?bigger picture | going forward | in terms of | so to speak | as it were | by and large | all things
considered | in the grand scheme | for all intents and purposes | when push comes to shove | needless to say | it
goes without saying | to be perfectly (?:clear|honest) | the fact of the matter | as a matter of fact | in this day
and age | last but not least | first and foremost | food for thought | think outside the box | on the same page |
touch base | circle back | swings and roundabouts | it takes all sorts | rome wasn't built | every cloud | time will
tell | only time | what i mean by that | important to (?:look|consider|remember|bear) | many sides | these things |
things of (?:this|that) (?:kind|sort) | matters of (?:this|that) (?:kind|sort) | where (?:we|that's where we) stand
"""
_STOCK = Late("|".join(rf"\b{phrase}\b" for phrase in " ".join(_PHRASES.split()).split(" | ")))
"""Phrases with which talk goes on without saying anything."""

_PRAISE = Late(
    r"\b(?:i (?:really |do |truly )?(?:admire|love|respect|adore) (?:that|how|the way|people)|"
    r"you(?:'re| are) (?:obviously|clearly|truly|far too|way too|so|somebody|someone|the (?:kind|sort))|"
    r"(?:leader|thinker|person|people|somebody|someone|one) like you|like you do|sets you apart|you(?:'d| would) never|"
    r"(?:most|other) people (?:can't|don't|wouldn't|couldn't)|(?:that's|truly|really|so) (?:rare|impressive|brave)|"
    r"takes (?:real |a lot of |some )?courage|before (?:anybody|anyone) else)\b"
)
_PRAISED = Late(
    r"\b(?:assumptions?|challeng\w+|hard (?:truths?|questions?)|status quo|consequences?|courage|bold|honest\w*|"
    r"comfortable|lies?|truths?|thinker|question(?:ed|ing)?|sharp)\b"
)
"""Praise, and what a challenger would praise: the words do the work that the sentence does not."""

_CLOSER = any_of(a for p in (_ANNOUNCES, _PRAISE, _STOCK) for a in alternatives(p.pattern))

VOLLEY, SHORT = 4, 7
"""So many questions in a row that nobody can answer them; and the words up to which one of them is a mere label."""


def content(text: str) -> list[str]:
    """Stems of the words that say something, figures included."""
    return [s for w in words(plain(text)) if w not in _SMALL and (s := stem(w))]


@lru_cache(maxsize=4_096)
def _own(sentence: str) -> tuple[str, ...]:
    """What a sentence says that is not said of any call."""
    return tuple(s for s in content(sentence) if s not in _EMPTY)


def _tied(sentence: str, theirs: Collection[str]) -> bool:
    """Whether the sentence speaks of this call: a figure, a word of the prospect's, or enough of its own matter."""
    own = _own(sentence)
    return any(c.isdigit() for c in sentence) or len(own) >= 3 or any(s in theirs for s in own)


def suspicious(text: str) -> bool:
    """Whether any sentence of a turn could be empty: a quick look that spares most turns a closer one."""
    low = plain(text)
    if len(_RUBRIC.findall(low)) >= 2 or text.count("?") >= VOLLEY:
        return True
    if _CLOSER.search(low):
        return True
    return any(_foreign(s) for s in sentences(text))


def empty(sentence: str, theirs: Callable[[], Collection[str]]) -> str | None:
    """Why the sentence is nothing said to this prospect: `foreign`, `heap`, `announced`, `praise` or `stock`;
    else None.

    ``theirs`` gives the stems of what the prospect has said so far.
    """
    if _foreign(sentence):
        return "foreign"
    low = plain(sentence)
    if stuffed(sentence) or _heap(low):
        return "heap"
    if _ANNOUNCES.search(low) and not _tied(low, theirs()):
        return "announced"
    if _PRAISE.search(low) and _PRAISED.search(low) and not low.endswith("?"):
        return "praise"
    found = [m.group() for m in _STOCK.finditer(low)]
    if len(found) >= 2 and sum(len(f.split()) for f in found) >= 0.3 * len(low.split()):
        return "stock"
    return None


@lru_cache(maxsize=4_096)
def _foreign(sentence: str) -> bool:
    """Another alphabet or another language. Names do not count: people introduce themselves."""
    if not sentence.isascii():
        letters = [c for c in sentence if c.isalpha()]
        if len(letters) >= 2 and sum(ord(c) < 0x250 for c in letters) < 0.5 * len(letters):
            return True
    said = [w for w in _WORD.findall(sentence) if w[0].islower()]
    if len(said) < FROM or in_english(sentence):
        return False
    common = common_words()
    return sum(w.replace("\u2019", "'") in common or w in _SMALL for w in said) < 0.5 * len(said)


_WORD = Late(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


def _heap(low: str) -> bool:
    """A list of three things or more, most of them words out of a rubric and none longer than four words."""
    pieces = [p.split() for p in re.split(r"[,;:.!]| and ", low) if p.strip()]
    if len(pieces) < 3 or "?" in low or sum(map(len, pieces)) > 3.5 * len(pieces):
        return False
    return sum(bool(_RUBRIC.search(" ".join(p))) for p in pieces) >= 0.5 * len(pieces)


def headings(parts: Sequence[str]) -> set[int]:
    """Places of sentences in a row of three or more headings: "Hidden objection. Economic buyer. Tuesday.\""""
    out: set[int] = set()
    run: list[int] = []
    for i, part in enumerate([*parts, "a sentence that is long enough to end any row of them"]):
        if len(part.split()) <= 4 and not part.rstrip().endswith("?"):
            run.append(i)
            continue
        if len(run) >= 3 and sum(bool(_RUBRIC.search(plain(parts[j]))) for j in run) >= 0.5 * len(run):
            out.update(run)
        run = []
    return out


def volley(parts: Sequence[str], theirs: Callable[[], Collection[str]]) -> set[int]:
    """Places of questions in a row of VOLLEY or more that touch nothing the prospect said."""
    out: set[int] = set()
    run: list[int] = []
    for i, part in enumerate([*parts, "."]):
        if part.rstrip("\"') ").endswith("?"):
            run.append(i)
            continue
        if len(run) >= VOLLEY:
            out.update(
                j for j in run if len(parts[j].split()) <= SHORT and not any(s in theirs() for s in _own(parts[j]))
            )
        run = []
    return out
