"""Many words, or stiff ones, put as people say them on the phone; set phrases that say nothing left out.

From what guides to plain writing list: wordy prepositions, verbs drawn out into nouns, polite run-ups to a question,
officialese. Hedges, praise, apologies and whatever may be an act of its own stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

_LEAD_INS = """
tell me,|can i ask|could i ask|may i ask|might i ask|can i just ask|could i just ask|may i just ask|let me ask
let me just ask|i'd like to ask|i would like to ask|i want to ask|i wanted to ask|i'd just like to ask
i just want to ask|if i may ask|i just wanted to ask|i'd love to know|i'd like to know|i want to know
i'd be interested to know|i'd be curious to know|i was wondering|i'm wondering|i was just wondering|i wonder
i'm curious|i'm just curious|can you tell me|could you tell me|would you mind telling me|can you let me know
could you let me know|do you happen to know|are you able to tell me|would you be able to tell me
i'm interested to know|i'm interested in knowing|i'm keen to know|help me understand|just so i understand
so that i understand|just so that i understand|just for my own understanding
"""
_CLAUSES = """
i can tell you|i can say|let me tell you|i'd like to say|i would like to say|i want to say|i just want to say
i'd just like to say|it's worth saying|it's worth noting|it's worth mentioning|it's worth pointing out
it should be said|it should be noted|i'd like to point out|i would like to point out|i want to point out
i'd like to mention|i should mention|i should say|i should point out|i'd point out|i can confirm|please note
it's fair to say|it's true to say|it's safe to say|it has to be said|it must be said|it's a fact|the truth is
the fact is|the fact remains|the reality is|the situation is|what happens is|the way it works is|i'll tell you
"""
_EMPTY = """
in on as far with when where for from to at by of about around if and but so or just again back into down out
the a an this that these those it its all any every each both my our we here there one more most last least first
particular specific general overall broad broadest big bigger final practical purely perfectly same whole certain own
quite very other now foremost everything together along moment stage time background
is are was be being been goes go comes come concerned concerns speaking taking looking talking thinking considering
bearing keeping coming going moving turning putting taken stands look looked told considered
put frame cut keep bring lay take set zero drill spell sum boil wrap break step focus say speak zoom
"""
_GIST = """
side sides front fronts point points thing things matter matters regard regards respect respects note part case
subject topic area aspect perspective view viewpoint standpoint angle bit score count counts reference connection
relation terms light mind basis basics context sense way ways token hand addition question chase item end
items nutshell structure detail details picture level piece table record crux line headline version
analysis scheme sum round heart core essence gist upshot nature word words plain plainly simple simply clear clearly
short brief briefly long black white broadly frank frankly blunt bluntly directly straight stage background
foremost everything concerned
"""
_LEADING = """
in on as far with when where if for from to at by about taking speaking looking talking thinking considering bearing
keeping coming going moving turning putting given first last alongside along under around put all just simply plainly
long bottom strictly broadly frankly quick
"""
_LEADERS, GIST = frozenset(_LEADING.split()), frozenset(_GIST.split())
EMPTY = GIST | frozenset(_EMPTY.split())
"""Words that by themselves say nothing of a call: a phrase of these alone that opens a sentence is a run-up. One of
``GIST`` has to be among them, or a word that points back."""
_POINTING = frozenset(["that", "this", "these", "those", "it"])
_ASKING, _BEING = frozenset(["when", "where"]), frozenset(["is", "was", "are", "were"])
_FIXED = """
in short|in fact|in effect|in essence|in truth|in reality|in practice|in all|in general|in brief|in conclusion|in sum
in summary|in closing|moving on|first off|at heart|at bottom|to start|to begin|to start with|to begin with|all told
to start off with|put simply|put plainly|put bluntly|put differently|put another way|simply put|plainly put
bottom line|long story short|strictly speaking|broadly speaking|frankly speaking|first things first|all in all
"""
_SET = frozenset(_FIXED.strip().replace("\n", "|").split("|"))
_PLAIN_WORD = re.compile(r"[\w']+")
_NEXT = r"(?=,? (?:what|who|how|why|when|where|which|whose|whether|if|do|does|did|is|are|can|could|would)\b)"
_SUBJECT = r"(?=(?: that)? (?:i|you|we|they|he|she|it's|there)(?:'\w+)?\b)(?: that\b)?"


def _table() -> dict[str, str]:
    """What ``wordy.txt`` lists, by the long way of saying it."""
    found: dict[str, str] = {}
    for line in resources.files("holdtheline.moves").joinpath("wordy.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            short, _, long = line.partition(": ")
            found.update(dict.fromkeys(long.split(", "), short))
    return found


def _listed(text: str) -> str:
    return "|".join(sorted(text.strip().replace("\n", "|").split("|"), key=len, reverse=True))


SHORTER = _table()
_SINGLE = frozenset(long for long in SHORTER if " " not in long)
_OF_PAIR: dict[tuple[str, ...], list[str]] = {}
for _long in SHORTER:
    if _long not in _SINGLE:
        _OF_PAIR.setdefault(tuple(_PLAIN_WORD.findall(_long)[:2]), []).append(_long)
_PAIRS = frozenset(_OF_PAIR)

_ABLE = re.compile(r"(?:\b(?:am|are|is)|'m|'re|'s) (?:not able|unable) to\b")
_NOT = re.compile(
    r"\b(is|are|was|were|do|does|did|would|could|should|has|have|had|can|will) (i|you|we|they|it|he|she|that) not\b"
)
_NEVER = (
    (re.compile(r"\b(it|that|he|she|there|this|what)'s not\b"), r"\1 isn't"),
    (re.compile(r"\b(you|we|they)'re not\b"), r"\1 aren't"),
    (re.compile(r"\b(i|you|we|they)'ve not\b"), r"\1 haven't"),
    (re.compile(r"'ll not\b"), " won't"),
    (re.compile(r"\b(i|you|we|they|he|she|it)'d not\b"), r"\1 wouldn't"),
)
_GOT = (
    (re.compile(r"\b((?:i|you|we|they)'ve|has) got\b"), r"\1"),
    (re.compile(r"'s got\b"), " has"),
)
_HAD = re.compile(r"\b(i|you|we|they|he|she) had (?=\w+(?:ed|en)\b)")
_AND_SO = re.compile(r"\band (so|but|and)\b|\b(and) also\b")
_YOU = re.compile(r"\byou (?=look|think|see|put|boil|weigh|break|get|take|come)")
_THIS = re.compile(
    r"(?P<edge>^|[.?!;,-]\s+)(?:(?:and|but|so|well|now)\s+)?"
    r"(?:[^.?!,;:]{0,60}\b(?:is this|is simple|as follows|the following(?: \w+)?)|here(?:'s| is) [^.?!,;:]{3,60}):\s*"
    r"(?=\w)"
)
""""The long and short of it is this: it leaks."""
_MODAL = "would|could|can|will|should|might"
_IT_IS_THAT = re.compile(
    r"\b(what|who|how|when|where|why)(?: (?:is|was)|'s) it(?: that)?"
    r" (?:(i'm|i am|you're|you are|we're|we are|they're|they are)\b"
    rf"|(i|you|we|they) (?:({_MODAL})\b|(?=\w)))"
)
_THAT = re.compile(
    r"\b(think|thinks|thought|believe|say|says|said|know|knew|guess|hope|feel|see|hear|heard|mean|sure|afraid|glad|told"
    r" you|tell you|told me|understand) that (?=(?:i|you|we|they|he|she|it|there)\b)"
)
_LED_IN = re.compile(rf"(?<![\w'])(?:what )?(?:{_listed(_LEAD_INS)})(?: is| if| just| perhaps)?{_NEXT},?")
_TOLD = re.compile(rf"(?:^|(?<=[.?!,;] )|(?<=and )|(?<=but ))(?:{_listed(_CLAUSES)}){_SUBJECT}")
_ASKS = "ask know wondering wonder curious tell telling understand understanding"
_TELLS = """
tell say said noted confirm mention mentioning noting note saying pointing point fact true truth reality situation
happens works
"""
_LEADING_IN, _TELLING = frozenset(_ASKS.split()), frozenset(_TELLS.split())
_ASKED = frozenset((verb, "it") for verb in ("is", "was", "what's", "who's", "how's", "when's", "where's", "why's"))
_LEAD = re.compile(
    rf"(?P<edge>^|[.?!;:,-]\s+)(?P<link>(?:(?:and|but|so|or|then|okay|yeah|well|now)\s+)*)"
    rf"(?P<lead>(?:just\s+)?(?:{'|'.join(sorted(_LEADERS))})\b[^,.?!;:]{{2,80}})(?P<stop>,\s*|(?=[.?!]|$))"
)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w']){re.escape(phrase)}(?![\w'])")


def shorter(said: str, alone: frozenset[str], pairs: frozenset[tuple[str, str]]) -> str:
    """The plain text with wordy phrases and stiff words in short.

    ``alone`` and ``pairs``: its words, and those that stand beside each other; more of them do no harm.
    """
    if not _ASKED.isdisjoint(pairs):
        said = _IT_IS_THAT.sub(_asked, said)
    found = [long for pair in _PAIRS & pairs for long in _OF_PAIR[pair]]
    found += _SINGLE & alone
    for long in sorted(found, key=lambda one: (-len(one), one)):
        said = _pattern(long).sub(SHORTER[long], said)
    return without_leads(_AND_SO.sub(lambda found: found[1] or found[2], said)) if found else said


def without_run_ups(said: str, alone: frozenset[str]) -> str:
    """The plain text without what only leads in to a question or a statement, its negations as one says them.

    ``alone``: see ``shorter``.
    """
    if "not" in alone or "unable" in alone:
        said = _ABLE.sub(" can't", said)
        said = _NOT.sub(_negated, said)
        for long, short in _NEVER:
            said = long.sub(short, said)
    if "got" in alone:
        for long, short in _GOT:
            said = long.sub(short, said)
    if "had" in alone:
        said = _HAD.sub(r"\1'd ", said)
    if "that" in alone:
        said = _THAT.sub(r"\1 ", said)
    if not _LEADING_IN.isdisjoint(alone):
        said = _LED_IN.sub("", said)
    return said if _TELLING.isdisjoint(alone) else _TOLD.sub("", said)


def without_leads(said: str) -> str:
    """The plain text without phrases that open or end a sentence, set off by a comma, and say nothing."""
    if ":" in said:
        said = _THIS.sub(r"\g<edge>", said)
    return _LEAD.sub(_led, said) if "," in said else said


def _negated(found: re.Match[str]) -> str:
    verb = found[1]
    return f"{'ca' if verb == 'can' else 'wo' if verb == 'will' else verb}n't {found[2]}"


def _asked(found: re.Match[str]) -> str:
    """ "What is it that you need": what do you need."""
    wh, being, who, modal = found.groups()
    if being:
        return f"{wh} {'am i' if being[0] == 'i' else f'are {being.split()[0].partition(chr(39))[0]}'}"
    return f"{wh} {modal or 'do'} {who}{'' if modal else ' '}"


def _led(found: re.Match[str]) -> str:
    """Nothing for a phrase that says nothing; all of it for any other."""
    words = _PLAIN_WORD.findall(_YOU.sub("", found["lead"]))
    opens, ends = "," not in found["edge"], not found["stop"]
    if not _idle(words, ends) or (ends and opens):
        return found[0]
    return "" if ends else f"{found['edge']}{found['link']}"


def _idle(words: Sequence[str], ends: bool) -> bool:
    """Whether these words say nothing. ``ends``: they end the sentence."""
    if " ".join(words) in _SET:
        return True
    if not EMPTY.issuperset(words) or (words[0] in _ASKING and not _BEING.isdisjoint(words[1:2])):
        return False
    back = not ends and words[0] != "all" and words[1:] != ["it"] and not _POINTING.isdisjoint(words)
    return back or (len(words) > 2 and not GIST.isdisjoint(words))
