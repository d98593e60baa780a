"""Whether a turn talks to a grader, a system or a model instead of the prospect."""

from __future__ import annotations

import re
from functools import lru_cache

from holdtheline.moves.beginnings import alternatives
from holdtheline.moves.finding import any_of

_MACHINE = (
    r"(?:grader|evaluator|assessor|examiner|judge|scorer|marker|rater|ai|a\.i\.|llm|language model|"
    r"chat ?gpt|gpt|chatbot|bot|simulator|simulation|assistant model|prompt)"
)
_TO_GRADER = (
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
    r"|\blevel (?:4|four)\b|\b(?:the|your|this) (?:rubric|scorecard|evaluation criteria)\b"
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
    r"|\b(?:any(?:one|body)|who(?:m)?ever|some(?:one|body)|those|people) (?:is |are |who (?:is |are )?)?"
    r"(?:scoring|assessing|grading|marking|evaluating|rating|judging)\b"
    r"|\b(?:the|any|whichever) (?:ai |language )?(?:model|machine|bot|computer|algorithm|"
    r"software) (?:that |which |who )?(?:is )?"
    r"(?:reads?|reading|scor\w+|grad\w+|assess\w*|judg\w+|mark\w*|evaluat\w+) (?:these|this|the|my|our|it)\b"
    r"|\b(?:evaluator|grader|assessor|scorer)s?\s*[:,]|\b10/10/10\b|\baward (?:the |"
    r"me )?(?:the )?(?:maximum|full|top|highest)\b"
    r"|\b(?:log|record|note|register) that (?:the )?(?:rep|representative|salesperson|trainee|caller|agent)\b"
    r"|\b(?:out of|exit|leave|break) (?:character|role(?:play)?|the role-?play)\b|\bin this (?:role-?play|"
    r"simulation|exercise)\b"
    r"|\b(?:new|updated) instructions?\s*:|\byou must (?:now )?(?:answer|respond|reply|output|agree|"
    r"accept) (?:with|as|only|to)\b"
)

_GUARDED = any_of(alternatives(_TO_GRADER), re.IGNORECASE | re.MULTILINE)


@lru_cache(maxsize=1_024)
def addressed_the_grader(text: str) -> bool:
    """Whether the turn talks to a grader, a system or a model, or tries to instruct one."""
    return _GUARDED.search(text) is not None
