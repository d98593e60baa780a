"""What kind of sentence it is: does it ask, probe, or state. And the clauses a run-on turn is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from holdtheline.moves.finding import Late
from holdtheline.moves.text import sentences, word_set, words


class Form(Enum):
    """How a clause demands an answer. ``PROBE``: a guess or doubt about the prospect that invites one."""

    ASK = "ask"
    PROBE = "probe"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of words with one form; ``raw`` is what was typed."""

    words: tuple[str, ...]
    form: Form
    raw: str


_FILLER = word_set(
    "and so but okay right well now then look listen sorry um uh em er erm ah oh just honestly yeah yes "
    "no yep sure grand "
    "great fine cool fair enough sir madam please kindly again first also plus see actually hmm "
    "hm like exactly thanks cheers good perfect understood alright or really"
)
_HAIL = word_set("hi hello hey hiya howdy morning afternoon evening")
_WH = word_set("what who whose where when why how which whom")
_AUX = word_set("is are was were do does did have has had can could would will shall should may might am isnt be")
_PERSON = word_set("you i we he she they it that this there your anyone anybody someone somebody these those ye")
_ASK_START = Late(
    r"^(?:tell (?:me|us|what|who|how|why|if|whether)|(?:walk|talk|take|run) (?:me|us) through|explain|"
    r"describe|give (?:me|us) (?:an?|the) "
    r"(?:idea|example|rough|ballpark|number|sense|picture)|help me understand|share|educate me|say more|"
    r"go on|name (?:one|me)|"
    r"any (?:chance|idea|problems?|issues?|thoughts|plans|reason|luck)|mind if|such as|like what|meaning|"
    r"(?:read|show|spell) (?:me|us|it)|give (?:me|us) (?:the|your|its|that|his|her) \w+|"
    r"remind me|ballpark|who else|and then what|i wonder|come on)\b"
)
_ASK_INSIDE = Late(
    r"\b(?:tell me (?:what|who|how|why|where|when|if|whether|about|exactly|one|more|everything|the)|"
    r"(?:walk|talk|take|run) me through|"
    r"(?:like|love|want|need|have|prefer|curious|trying|nice|good|useful|interested|interesting|sooner|"
    r"rather|only|just) to "
    r"(?:know|understand|hear|learn|find out|ask)|(?:rather|sooner) (?:know|hear|understand|ask)|i (?:am|"
    r"was) (?:just )?(?:wondering|curious)|"
    r"(?:may|can|could|might) i (?:just )?(?:know|ask|check)|what then|then what|do you know|"
    r"can you (?:tell|say|explain|"
    r"give me|walk|talk)|"
    r"could you (?:tell|say|explain|walk|talk)|two (?:simple |quick )?questions|one (?:simple |"
    r"quick )?question)\b"
)
_PROBE = Late(
    r"\b(?:i (?:would )?(?:suspect|bet|doubt|imagine|reckon|gather|sense|assume|figure|wager)|my (?:guess|"
    r"hunch|sense|read|feeling|suspicion)|"
    r"i (?:have|get|had|have got) (?:a|the|this) (?:feeling|sense|hunch|impression|suspicion)|"
    r"i (?:do not |would )?(?:just )?(?:think|guess|say|believe|feel)(?: that)? (?:you|he|she|they|"
    r"somebody|someone|it|there|nobody|this|your|that)|"
    r"(?:sounds|seems|looks|feels) (?:to me )?(?:like|as if)|it (?:sounds|seems|looks|feels)|(?:maybe|"
    r"perhaps|presumably|usually|surely) |"
    r"you (?:must|probably|seem|sound|look)|something tells me|could be that|let me guess|there is something|"
    r"am i (?:right|warm|wrong)|if it is (?:a )?(?:no|that|dead)|i am not (?:sure|convinced)|nobody is|"
    r"i do not (?:think|believe|buy)|you say that|that is not (?:a|the|really|what)|that is (?:a|not))\b"
)
_RUN_ON = Late(
    r"\s+(?:and|but|so|or)\s+(?=(?:what|who|whos|how|hows|why|when|where|which|is|are|do|does|did|can|"
    r"could|would|will|have|whats)\b)"
    r"|,\s+(?=(?:what|who|how|why|when|where|which)(?:'?s|'?d)?\s)",
    re.IGNORECASE,
)
_CONDITION = Late(
    r"\W{0,3}(?:and|so|but|ok|okay|right|well|yeah|sure)?\W{0,3}(?:if|when|once|after|before|suppose|say|"
    r"last time|until|since|because)\b",
    re.IGNORECASE,
)
MAX_CLAUSE_WORDS = 45
"""Longer clauses are read in pieces, so that reading time stays in proportion to the text."""


@lru_cache(maxsize=1_024)
def clauses(text: str) -> list[Clause]:
    """The clauses of normalised text in order, each with its form."""
    out: list[Clause] = []
    for sentence in sentences(text):
        pieces = _pieces(sentence)
        marked = sentence.rstrip("\"')] ").endswith("?")
        for n, piece in enumerate(pieces):
            said = words(piece)
            last = n == len(pieces) - 1
            for start in range(0, len(said), MAX_CLAUSE_WORDS):
                part = said[start : start + MAX_CLAUSE_WORDS]
                asked = (marked and last and start + MAX_CLAUSE_WORDS >= len(said)) or "?" in piece
                out.append(Clause(tuple(part), form_of(part, asked), piece))
    return out


def _pieces(sentence: str) -> list[str]:
    """A sentence cut before each further question; a condition ("if ...,") stays with the question it belongs to."""
    out: list[str] = []
    held = ""
    for piece in _RUN_ON.split(sentence):
        if not piece.strip():
            continue
        whole = f"{held}, {piece}" if held else piece
        if _CONDITION.match(piece) and not held:
            held = piece
        else:
            out.append(whole)
            held = ""
    return [*out, held] if held else out


def form_of(said: list[str], marked: bool) -> Form:
    """ASK, PROBE or STATE for the words of one clause; ``marked``: it ends with a question mark."""
    if marked:
        return Form.ASK
    core = opening([w for n, w in enumerate(said) if n > 1 or w not in _HAIL])
    text = " ".join(core)
    if _inverted(core) or _ASK_START.match(text) or _ASK_INSIDE.search(text):
        return Form.ASK
    return Form.PROBE if _PROBE.search(text) or _conclusion(said) else Form.STATE


def opening(said: list[str]) -> list[str]:
    """The words without fillers at the start ("and so", "okay", "sorry")."""
    for n, word in enumerate(said[:8]):
        if word not in _FILLER:
            return said[n:]
    return said[-1:] if said else []


def _inverted(core: list[str]) -> bool:
    """Word order of a question, mark or no mark ("whats that cost you", "how many staff", "do you use")."""
    if not core:
        return False
    first, second = core[0], core[1] if len(core) > 1 else ""
    if first in _WH:
        if second in _AUX or not second:
            return True
        if first == "how":
            return second in {
                "many",
                "much",
                "long",
                "often",
                "soon",
                "big",
                "come",
                "so",
                "far",
                "about",
                "old",
                "bad",
            }
        if first == "what" and second in {"a", "an"}:  # "what a lovely shop": an exclamation
            return False
        if second in {"you", "your", "ye"}:
            return len(core) <= 8
        if first in {"what", "who", "which", "whose"}:
            return second not in _PERSON
        return first == "why"
    return first in _AUX and second in _PERSON


def _conclusion(said: list[str]) -> bool:
    """ "So you ...", "so nobody ...": a conclusion drawn about the prospect, for them to confirm or deny."""
    for n, word in enumerate(said[:4]):
        if word == "so":
            return bool(
                {"you", "your", "nobody", "he", "she", "they", "it", "that", "there"} & set(said[n + 1 : n + 3])
            )
        if word not in _FILLER:
            return False
    return False
