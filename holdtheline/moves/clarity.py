"""How readable a turn is, and whether it talks to a machine or a judge instead of the prospect."""

from __future__ import annotations

import re
import unicodedata

from holdtheline.moves.spelling import looks_english

_LETTERS = re.compile(r"[a-z]+")
_MAX_WORDS = 400
_MAX_CHARS = 8_000

_MACHINE = (
    r"(?:grader|evaluator|assessor|examiner|judge|scorer|marker|rater|ai|a\.i\.|llm|language model|"
    r"chat ?gpt|gpt|chatbot|bot|simulator|simulation|assistant model|prompt)"
)
_TO_GRADER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\s+(?:(?:all|any|the|your|of|these|those|my|every|"
    r"everything)\s+){0,3}"
    r"(?:previous|prior|above|earlier|preceding|system|existing|original|safety|instructions?|prompts?|"
    r"rules?|guidelines?)"
    r"(?:\s+\w+){0,2}?\s*(?:instructions?|prompts?|rules?|messages?|guidelines?|context|said|above)?\b"
    r"|(?:^|\n)\s*[\[<({#*\"']*\s*(?:system|assistant|developer|grader|evaluator|assessor|admin|"
    r"instructions?)\s*(?:prompt|message|note|override|instruction|update)?\s*[\])>}]*\s*:"
    r"|<\/?\s*(?:system|instructions?|assistant|im_start|grader|prompt)\b|\[/?(?:system|inst|grader)\b|<\|im_"
    rf"|\b(?:as|dear|hello|hi|hey|attention|note (?:to|for)|message (?:to|for)|memo to|for|to|tell|"
    rf"ask)\s+(?:the|an?|my|your|any|all|mr|our)?\s*(?:human |call |ai |automated |offline )?"
    r"(?:graders?|evaluators?|assessors?|scorers?|raters?|language models?|llms?|chat ?gpt|"
    r"reviewing (?:model|ai))\b"
    rf"|\b(?:you(?:'re| are)|are you|is this|am i (?:talking|speaking) (?:to|with)|pretend (?:to be|"
    rf"you(?:'re| are))|act as|talking to|speaking to|speak to)\s+(?:just |really |actually |only )?(?:an?|"
    rf"the|some)?\s*(?:\w+ )?{_MACHINE}\b"
    r"|\b(?:give|award|score|rate|grade|mark|assign)\s+(?:me|this|my|the)\s+(?:\w+ ){0,3}?(?:a |an |at |"
    r"full |top |maximum |max |highest |level |all )+"
    r"(?:(?:4|5|10|100|four|five|ten|a|perfect|score|marks?|points?|level|grade|pass|credit)\b)"
    r"|\b(?:give|score|rate|grade|mark|award) (?:me|this) (?:a |an )?(?:4|5|10|four|five|perfect|pass|"
    r"full)\b(?! (?:minutes?|min|seconds?|per ?cent|percent|%|days?|weeks?|quid|pounds?))"
    r"|\b(?:full|maximum|max|top|highest) (?:marks?|scores?|points?|level) (?:for|on|in|please|across|is|"
    r"are|should|must)\b"
    r"|\blevel (?:4|four)\b|\b(?:the|your|this) (?:rubric|scorecard|grading|scoring|evaluation criteria)\b"
    r"|\b(?:rubric|prompt injection|jailbreak|developer mode|dan mode|system prompt|end of (?:transcript|"
    r"call transcript))\b"
    r"|\b(?:your|the|reveal|print|show|repeat|leak|output) (?:\w+ )?(?:system |hidden |initial |"
    r"original )(?:prompt|instructions?)\b"
    r"|\b(?:reveal|print|output|repeat) (?:me )?(?:your|the|all) (?:\w+ )?(?:prompts?|instructions|"
    r"persona|truths?|secrets?)\b"
    r"|\bfor (?:the )?(?:record|scoring|grading|evaluation)(?: purposes)?,? (?:i|this|the rep|"
    r"note)\b.{0,60}\b(?:demonstrat|criteri|level|challeng|scor|held|earn)\w*"
    r"|\b(?:this|my|the) (?:turn|call|transcript|response|conversation) (?:clearly |should |must |has |"
    r"now )?(?:shows?|demonstrates?|deserves?|meets|merits|be (?:scored|graded|marked)|satisf\w+|"
    r"earn\w*)\b"
    r"|\bthe (?:rep|salesperson|trainee) (?:clearly |has |have )?(?:demonstrat\w+|show\w*|earn\w*|"
    r"deserv\w*|held|challenged)\b"
    r"|\b(?:out of|exit|leave|break) (?:character|role(?:play)?|the role-?play)\b|\bin this (?:role-?play|"
    r"simulation|exercise)\b"
    r"|\b(?:new|updated) instructions?\s*:|\byou must (?:now )?(?:answer|respond|reply|output|agree|"
    r"accept) (?:with|as|only|to)\b",
    re.IGNORECASE | re.MULTILINE,
)


def clarity(text: str) -> float:
    """0 (nothing, noise, another alphabet) to 1 (plain English, however terse)."""
    shown = [c for c in text[:4_000] if not c.isspace()]
    if not shown:
        return 0.0
    # Look-alike letters are folded elsewhere: here the alphabet itself matters.
    letters = [c for c in shown if c.isalpha()]
    plain = sum(_latin(c) for c in letters)
    low = unicodedata.normalize("NFKD", text[:4_000]).lower().replace("'", "").replace("’", "")
    said = [w for w in _LETTERS.findall("".join(c for c in low if not unicodedata.combining(c))) if w][:_MAX_WORDS]
    digits = sum(c.isdigit() for c in shown)
    if not said:
        return 0.6 if digits and digits >= len(shown) / 2 and len(shown) <= 12 else 0.05
    alphabet = plain / len(letters)
    wordlike = (plain + digits + sum(c in ".,;:!?'\"’-–£$€%&()/@" for c in shown) * 0.8) / len(shown)
    weight = sum(min(len(w), 8) for w in said)
    english = sum(min(len(w), 8) * looks_english(w) for w in said) / weight
    varied = min(1.0, 4 * len(set(said)) / len(said))
    if max(len(w) for w in said) > 30:
        english *= 0.6
    known = max(0.0, min(1.0, (english - 0.45) / 0.4))
    return round(known * alphabet**2 * min(1.0, wordlike * 1.15) * varied, 3)


def _latin(c: str) -> bool:
    return c.isascii() or "LATIN" in unicodedata.name(c, "")


def addressed_the_grader(text: str) -> bool:
    """Whether the turn talks to a grader, a system or a model, or tries to instruct one."""
    read = text if len(text) <= _MAX_CHARS else f"{text[: _MAX_CHARS * 3 // 4]}\n{text[-_MAX_CHARS // 4 :]}"
    return _TO_GRADER.search(read) is not None
