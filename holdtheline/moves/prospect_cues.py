"""What the prospect did just before: short patterns over the plain text of a prospect's turn.

A rep's words mean different things after a brush-off, a shout or a plain question; reader and grader both look here.
"""

# ruff: noqa: E501 (a pattern broken in two is harder to read than a long line)

from __future__ import annotations

from functools import lru_cache

from holdtheline.moves.finding import Index
from holdtheline.moves.normalise import plain, shouted

PROSPECT: dict[str, str] = {
    "send_me": r"\b(?:send|email|e-mail|mail|post|forward|drop|shoot|whatsapp|ping|put)\b.{0,30}\b(?:me|us|it|over|across"
    r"|through|something|info\w*|brochure|details|in writing|an email|proposal|quote|deck|pdf)\b",
    "look_over": r"\b(?:look (?:over|at|through|it)|have a (?:look|read|think)|read (?:it|through)|when i (?:get|have)"
    r"|keep (?:it )?on file|for the file)\b",
    "let_you_know": r"\b(?:let you know|get back to you|be in touch|come back to you|call you|ring you|reach out|leave it"
    r" with (?:me|us)|we'll see|i'll think|think about it|talk to|mention it|take it to)\b",
    "not_interested": r"\b(?:not interested|no thanks|no thank you|we're (?:fine|good|sorted|happy|all set|okay|covered)"
    r"|i'm (?:fine|good|happy|all set)|don't need|no need|not for us|already have|happy with|not looking)\b",
    "busy": r"\b(?:busy|bad time|in a meeting|on my way|driving|got to go|have to go|gotta|swamped|rushed|no time|make it"
    r" quick|quickly|two minutes|one minute|thirty seconds|ten seconds|be quick|flat out|hectic)\b",
    "later": r"\b(?:next (?:week|month|quarter|year)|after (?:the|christmas|easter|summer)|in the new year|not (?:now|today"
    r"|yet|right now)|another time|call (?:me )?(?:back|later|again)|later|some time|down the line)\b",
    "price_push": r"\b(?:discount|cheaper|best price|come down|knock|too (?:much|expensive|dear|high)|that's my number"
    r"|budget\w*|can't (?:go|pay|do) (?:over|more|that|above)|not a (?:penny|cent)|off the price|lower|match)\b",
    "asks": r"\?",
    "asks_price": r"\b(?:how much|what(?:'s| is| does).{0,20}(?:cost|price|rate|fee)|price\w*|pricing|discount\w*)\b.*\?",
    "asks_why_call": r"\b(?:why (?:(?:on earth|the hell|exactly|then) )?(?:did|are|do|would|should|have) you|why (?:the )?(?:call|ring|phone)"
    r"|what are you (?:calling|ringing|phoning|after)|what do you want|what's this about|what is this|what is it about"
    r"|what's the point|regarding|who (?:is|are) (?:this|you)|where did you get|is he expecting|why should|are you serious)\b",
    "anger": r"\b(?:ridiculous|unacceptable|disgrace\w*|useless|joke|furious|angry|fed up|sick of|sick and tired|how dare"
    r"|nonsense|rubbish|waste of|appalling|incompetent|liar\w*|lied|lies|lying|bloody|damn|hell|shit|fuck\w*|crap|idiot\w*"
    r"|rude|insult\w*|aggressive|excuse me|beg your pardon|offensive|cheek|disrespect\w*|stupid)\b",
    "shouts": r"!",
    "leaves": r"\b(?:goodbye|good bye|bye|hanging up|hang up|end (?:this|the) call|conversation is over|we're done"
    r"|i'm done|good (?:day|afternoon|evening|night)|have a (?:good|nice|great)|take me off|don't call|stop calling"
    r"|lose my number|blocked|blocking|that's all|nothing to talk)\b|\bclick\b|\[.*\]",
    "yes": r"^(?:yes|yeah|yep|yup|okay|sure|alright|all right|fine|go on|go ahead|right|deal|done|agreed|good|perfect|great"
    r"|that works|works|thursday|monday|tuesday|wednesday|friday|i can do|i'll (?:be|do|take|bring|have|get|ask|tell|put))\b",
    "no": r"^(?:no|nope|nah|not|never|i don't|i won't|i can't|we don't|we can't|that's not)\b",
    "accepts_step": r"\b(?:works for me|that works|see you|speak (?:then|on|at)|i'll (?:be there|put it in|bring|have it|get"
    r" (?:him|her|them)|ask (?:him|her|them)|book|sign|take it|make sure|accept)|put (?:me|it|us) (?:down|in)|book (?:it"
    r"|me|us)|send (?:the|me the|me an|an) invite|in the diary|on the calendar|it's a date|go ahead|let's do|i'll do it"
    r"|you've got (?:a deal|it|two|ten|five)|two minutes|two questions|go on then|ask (?:them|away|it|your)|count me)\b",
    "day": r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b|\b\d{1,2}(?::\d\d| ?(?:am|pm))\b|\bo'clock\b"
    r"|\b(?:at|by) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|\d+)\b",
    "concedes": r"\b(?:fair (?:enough|point|question)?|good (?:point|question)|you're (?:right|not wrong)|that's (?:true|fair"
    r"|right)|i suppose|i guess|you have a point|you've got a point|never thought|hadn't thought|hm+|huh|true|touche|point"
    r" taken|i see what|when you put it|to be fair|okay, you|annoyingly|i'll give you)\b",
    "discloses": r"\b(?:honestly|to be honest|the truth is|truth is|if i'm honest|between (?:us|you and me)|the thing is"
    r"|actually|in fact|i'll tell you|i'll be (?:honest|straight)|the real|nobody (?:knows|else)|don't tell|i haven't told"
    r"|i shouldn't|what happened (?:was|is)|it's not (?:the|about|really)|never (?:actually|really)|last (?:time|year))\b",
    "others_decide": r"\b(?:my (?:boss|husband|wife|partner|brother|sister|father|director|manager|cfo|ceo|md|board)|the board"
    r"|finance|procurement|head office|committee|group|has to (?:sign|approve)|have to (?:ask|run it|take it)|sign off"
    r"|signs|he decides|she decides|they decide|above me|not my (?:call|decision)|trustees|council)\b",
    "i_decide": r"\b(?:i decide|my (?:decision|call|money|company|name)|i'm the (?:owner|one|boss)|i sign|it's me|just me"
    r"|only me|i own|i make the|down to me|up to me|my budget)\b",
    "crisis": r"\b(?:hospital|surgery|accident|ambulance|died|dying|death|funeral|cancer|icu|emergency|stroke|heart attack"
    r"|missing|police|fire|crash\w*|my (?:mum|mom|dad|son|daughter|wife|husband|mother|father|brother|sister|kid|child)"
    r"|scan|oncolog\w+|miscarr\w+|divorce|left me|coma|collapsed|dementia)\b",
    "warm": r"\b(?:lovely|love|sweet|darling|dear|my friend|you're (?:funny|nice|great|good|kind|very)|nice (?:voice|to)|haha|ha"
    r"|brilliant|wonderful|how nice|honey|flower|pet|legend|delight\w*|enjoy\w*|friend)\b",
    "thanks": r"\b(?:thank you|thanks|appreciate|cheers|grateful)\b",
    "keen": r"\b(?:love it|sounds (?:great|good|perfect)|where do i sign|ready|let's (?:go|do)|i want|we want|i'd like|we need"
    r"|how do i (?:order|buy|pay)|order|proposal|can you (?:start|deliver)|i'll take|when can)\b",
    "demo": r"\b(?:demo|trial|sample\w*|show me|proposal|roadmap|deck|quote|price list|tour|walk ?through|presentation)\b",
    "repeats": r"\b(?:i (?:already )?(?:said|told|asked|mentioned)|as i said|i've (?:said|told)|you're not listening"
    r"|like i said|for the (?:second|third|last) time|(?:ask|say|tell|said|asked|told).{0,15} (?:again|twice)|once more"
    r"|answer (?:me|the question|my))\b",
    "suspicious": r"\b(?:trick\w*|script\w*|sales ?(?:man|pitch|y|people|person|talk)|selling|pushy|pressure|manipulat\w*|catch"
    r"|nice try|is that (?:true|real)|really\?|which one|prove|proof|don't believe|convenient)\b",
    "confused": r"\b(?:what do you mean|i don't (?:follow|understand|know what)|who are you talking|are you reading|what does"
    r" that|sorry\?|what\?|pardon|come again|makes no sense)\b",
    "numbers": r"\d",
    "lukewarm": r"\b(?:maybe|perhaps|possibly|might|we'll see|if you like|i can't promise|probably|not sure|i'll try|whatever)\b",
}
"""Patterns for a whole plain turn of a prospect."""

_INDEX = Index(PROSPECT)

BRUSH_OFF = ("send_me", "look_over", "let_you_know", "not_interested", "later")
"""The empty requests and put-offs."""

PRESSURE = (*BRUSH_OFF, "busy", "price_push", "anger", "leaves", "asks_why_call", "repeats", "suspicious", "no", "loud")
"""Whatever resists the rep in some way."""


@lru_cache(maxsize=2048)
def prospect_cues(text: str) -> frozenset[str]:
    """Names of the cues in a prospect's turn; `short`, `long` and `loud` tell its shape."""
    said = plain(text)
    found = set(_INDEX.found_in(said))
    words = said.count(" ") + 1
    if words <= 5:
        found.add("short")
    if words >= 30:
        found.add("long")
    if shouted(text):
        found.add("loud")
    return frozenset(found)
