"""Ways in which reps say things: short patterns over the plain text of one sentence, several for each move.

They name how English-speaking reps in general talk (British, American, Indian, Irish, chatty or terse), so that the
reader leans on more than the vocabulary of its training calls. A cue is a feature, never a verdict.
"""

# ruff: noqa: E501 (a pattern broken in two is harder to read than a long line)

from __future__ import annotations

from holdtheline.moves.finding import Index

_SEND = r"(?:send|email|e-mail|mail|forward|ping|text|whatsapp|post|fire|pop|get|shoot|drop)"
_STUFF = (
    r"(?:brochure|info|information|details|deck|pdf|link|overview|one.?pager|catalogue|catalog|leaflet|material|"
    r"materials|summary|price list|pricing|proposal|quote|it|that|those|them|something|everything|stuff|pack)"
)

REP: dict[str, str] = {
    # letting go
    "send_it": rf"\b(?:i'll|i will|i can|we'll|we can|let me|happy to|sure|of course|no problem|okay).{{0,30}}\b{_SEND}\b"
    rf".{{0,25}}\b(?:{_STUFF}|over|across|through)\b",
    "send_over": rf"\b{_SEND}(?:ing)? (?:you |that |it |this |them |our |the |a |some |over ){{1,3}}.{{0,20}}"
    r"(?:over|across|through|out|brochure|info\w*|today|now|tonight|right away|this afternoon)\b",
    "anything_else": r"\banything else\b.{0,30}\b(?:for you|help|do|need)\b|\bis there anything else\b",
    "of_course": r"^(?:oh |yeah |yes |ah )?(?:of course|absolutely|certainly|sure thing|no problem|no worries|totally"
    r"|definitely|for sure|by all means|understood|gladly|sure)\b",
    "great_start": r"^(?:oh |ok(?:ay)?,? |that's )?(?:great|perfect|brilliant|lovely|awesome|fantastic|wonderful|super"
    r"|excellent|amazing|cool|fab|smashing|grand)\b",
    "fair_start": r"^(?:oh |okay,? |that's |yeah,? )?(?:fair enough|fair|no problem|no worries|that's fine|i understand"
    r"|totally understand|got it|makes sense|understood|gotcha|right|okay)\b",
    "discount": r"\b(?:knock|take|shave|drop|cut|come down|do it for|discount|meet you|throw in|include)\b.{0,40}"
    r"(?:%|percent|off\b|price|\d|free|in the middle|halfway|for nothing)",
    "could_do": r"\b(?:i|we) (?:could|can|might) (?:maybe |probably |perhaps |possibly )?(?:do|go|stretch|come down|get"
    r" you)\b.{0,25}(?:\d|off|lower|better price|discount|free)",
    "leave_you": r"\b(?:i'll|i will|let me) (?:let you|leave you|get out of your|not keep you|stop bothering)\b",
    "whatever_suits": r"\b(?:whatever (?:suits|works|you)|whenever (?:you|suits|works)|no rush|no pressure|take your time"
    r"|up to you|at your convenience|in your own time)\b",
    "check_back": r"\b(?:check|touch|circle|follow|loop|reach|swing|pop|come|ring|call|get)\b.{0,14}\b(?:back|base|up|out"
    r"|again)\b",
    "in_touch": r"\b(?:keep|be|stay|get) in touch\b|\btouch base\b|\bspeak soon\b|\btalk soon\b|\bcatch up soon\b",
    "let_me_know": r"\b(?:let|lemme|give) (?:me|us) (?:know|a (?:shout|bell|call|ring|buzz))\b|\bany questions\b"
    r"|\bgive me a (?:shout|bell|ring|buzz)\b|\blook forward to\b|\bhear from you\b",
    "vague_time": r"\b(?:some ?time|in a (?:few|couple of?) (?:days|weeks|months)|a few weeks|next week|next month|soon"
    r"|one of these days|some day|later (?:on|in)|down the (?:line|road)|in the new year|when (?:you're|things))\b",
    # being liked
    "sorry": r"\b(?:sorry|apolog\w+|my bad|forgive me|pardon)\b",
    "so_sorry": r"\b(?:so|really|very|terribly|ever so|awfully|sincerely|deeply) (?:very )?(?:sorry|apolog)",
    "bother": r"\b(?:bother(?:ing)?|disturb(?:ing)?|interrupt(?:ing)?|intrud\w+|take up (?:your|too much)|wasting your)\b",
    "thanks": r"\b(?:thank you|thanks|cheers|appreciate (?:it|that|you|your)|grateful|ta)\b",
    "thanks_much": r"\b(?:thank you so|thanks so|thank you very|thanks ever|many thanks|really appreciate|thanks a lot|"
    r"thanks a million)\b",
    "love_your": r"\b(?:love|adore|admire|impressed (?:by|with)|huge fan|big fan|blown away)\b.{0,25}\b(?:you|your|that"
    r"|how|it)\b",
    "you_are_great": r"\b(?:you(?:'re| are| sound| seem| look| must be|'ve got| have)|your)\b.{0,30}\b(?:amazing|lovely"
    r"|brilliant|great|wonderful|fantastic|incredible|smart|clever|sharp|legend|star|gem|angel|genius|best|impressive"
    r"|awesome|charming|delight\w*|beautiful|gorgeous|nicest|kindest|kind|inspir\w+|talented|energy|superstar|treasure)\b",
    "compliment_place": r"\b(?:beautiful|gorgeous|lovely|stunning|amazing|great|fantastic) (?:website|office|shop|place"
    r"|accent|voice|name|company|team|job|reputation|energy|work)\b",
    "run_the_place": r"\b(?:run|runs) (?:the|this) (?:place|show|office)\b|\bwithout you\b|\bpower behind\b",
    "endearment": r"\b(?:my friend|mate|buddy|pal|boss|dear|darling|love|honey|bro|sir|ma'am|madam|mam|my dear)\b",
    "weather": r"\b(?:weather|rain\w*|sunny|sunshine|snow\w*|freezing|boiling|heatwave|weekend|holiday\w*|vacation"
    r"|football|soccer|match|game|golf|fishing|kids|grand(?:kids|daughter|son|child\w*)|dog|cat|garden|christmas"
    r"|easter|diwali|birthday|wedding|school run|traffic|coffee|lunch|dinner|recipe|netflix|cricket|rugby|team)\b",
    "how_are_you": r"\bhow(?:'s| is| are| was| you)\b.{0,12}\b(?:you|doing|going|day|things|weekend|week|family|life"
    r"|morning|keeping)\b",
    "laugh": r"\b(?:ha+(?:ha+)*|lol|lmao|hehe\w*)\b|[\U0001F600-\U0001F64F\U0001F923\U0001F602]",
    "same_here": r"\b(?:me too|same here|so do i|so am i|snap|likewise|my (?:mum|mom|dad|wife|husband|son|daughter"
    r"|brother|sister|nan|gran|aunt|uncle|kids|dog|cousin|mother|father))\b",
    "exclaims": r"!",
    # selling
    "our_thing": r"\b(?:our|we've got a|we have a|we offer|we provide|we do|we're a|we are a|we specialise|we specialize"
    r"|we work with|we help|we cover|we handle|we partner|we deliver)\b",
    "product_noun": r"\b(?:platform|solution|software|system|product|service|dashboard|feature\w*|module|package|plan"
    r"|suite|tool|app|technology|ai|cloud|integration\w*|range|device|onboarding|support team|warranty)\b",
    "boast": r"\b(?:market[- ]leading|leading|best[- ]in[- ]class|award|award-winning|cutting[- ]edge|state of the art"
    r"|world[- ]class|number one|top[- ]rated|industry[- ]leading|unique|revolutionary|seamless\w*|innovative|trusted"
    r"|proven|game[- ]chang\w+|next[- ]gen\w*|powerful|robust|holistic|end[- ]to[- ]end|one-stop|synerg\w+)\b",
    "customers_like": r"\b(?:our (?:clients|customers|users)|companies like|customers like|people like you|hundreds of"
    r"|thousands of|other (?:companies|customers|clients|firms|businesses)|most of our)\b",
    "saves": r"\b(?:save|saves|saving|savings|boost\w*|increase\w*|improve\w*|cut\w*|reduc\w+|grow\w*|roi)\b.{0,25}"
    r"(?:\d|%|percent|time|money|cost\w*|hours|productivity|revenue|sales)",
    "demo": r"\b(?:demo|free trial|trial|walk you through|show you|presentation|webinar|sample\w*)\b",
    # asking
    "ask_open": r"\b(?:what|how|where|when|which|why|who|tell me|talk me through|walk me through|describe)\b[^.!]*\?",
    "ask_yes": r"^(?:and |so |but |okay,? )?(?:do|does|did|is|are|was|were|have|has|had|can|could|would|will|any)\b[^.!]*\?",
    "ask_today": r"\b(?:at the moment|currently|right now|today|these days|at present|at the minute|already)\b[^.!]*\?",
    "ask_current": r"\b(?:how|what|who|which)\b.{0,20}\b(?:do|are|does|is) (?:you|your|y'all|the team|they|it)\b.{0,50}"
    r"\b(?:use|using|do|doing|handle|manage|run|working|with|buy|get|keep|track|deal|work)\b",
    "ask_matter": r"\b(?:matter|important|priorit\w+|looking for|need|want|hoping|goal|ideal|challenge\w*|struggl\w+"
    r"|pain|problem|issue\w*|worr\w+|concern\w*|frustrat\w+|headache)\b[^.!]*\?",
    "ask_number": r"\bhow (?:many|much|often|long|big|far|old|soon)\b",
    "ask_permission": r"\b(?:can|could|may|might|mind if|okay if|would it be) (?:i|we)\b.{0,12}\bask\b|\bone question\b"
    r"|\bquick question\b|\bdo you mind (?:if|me)\b",
    "ask_why": r"\b(?:why|how come|what made|what makes|what's making|what stops|what stopped|what's stopping|for what)\b",
    "ask_behind": r"\b(?:behind|underneath|beneath|really (?:about|going on)|actually|the real|the honest|what's going on"
    r"|going on|what is it|what's it really|root of)\b[^.!]*\?",
    "ask_happened": r"\bwhat(?:'s| is| has)? (?:happened|changed|went|gone|was it|did (?:they|it|he|she)|came|happens)\b",
    "ask_would": r"\bwhat (?:would|does|do) (?:have to|need to|it take|make|happen|change|convince|you need|good look)\b"
    r"|\bwhat'd (?:have|need|it|make)\b",
    "ask_mean": r"\b(?:what do you mean|meaning|in what (?:way|sense)|such as|for example|like what|say more"
    r"|tell me more|go on|how so|which (?:bit|part|one)|what sort of|what kind of)\b",
    "echo_quote": r"\"[^\"]{3,60}\"|\byou (?:said|mentioned|told|say|called|wrote)\b",
    "ask_who_else": r"\bwho(?:'s| is| else| would| has| needs| gets| signs| makes| can| decides| holds| will| do| does"
    r"|'d|'ll)\b",
    "ask_decide": r"\b(?:decid\w+|decision\w*|sign\w*|sign[- ]?off|approv\w+|authori\w+|final say|has the say|say no|veto"
    r"|green ?light|gets a (?:say|vote)|a say|holds the (?:purse|pen|budget)|stakeholder\w*|procurement|committee|board)\b",
    "ask_boss": r"\b(?:boss|cfo|ceo|coo|cto|director|partner|finance|owner|husband|wife|accountant|manager|chair"
    r"|principal|trustees?|head office|landlord|bank)\b[^.!]*\?",
    "ask_budget": r"\b(?:budget\w*|spend|money (?:set|put|there|in)|afford|price range|ballpark|set aside|funded"
    r"|purse|financ\w+|how much (?:have|are|do|would|could))\b",
    "ask_timing": r"\b(?:by when|what's the (?:timeline|deadline|date)|timeline|timeframe|time frame|deadline|go live"
    r"|start date|renew\w*|contract (?:end|up)|when (?:do|does|is|are|would|will|did|could))\b",
    "ask_last_time": r"\b(?:last time|the last (?:one|purchase|time|supplier|vendor|system|deal|contract)|last (?:bought"
    r"|switched|changed|purchase)|previous(?:ly)?|before)\b[^.!]*\?",
    # friction
    "no_first": r"^(?:no|nope|nah|not|i won't|i'm not|i'd rather not|i would rather not|i don't|i can't)\b",
    "wont_send": rf"\b(?:won't|will not|not going to|i'd rather not|rather not|don't want to|not just|no point|not send"
    rf"|not sending|refuse to|not gonna|not keen to)\b.{{0,25}}\b(?:{_SEND}|send\w*|email\w*|brochure|give|do that|drop"
    r"|discount|write|guess|pretend|quote)\b",
    "before_i": r"\b(?:before i|before we|first (?:i|we|tell|let)|until (?:i|we)|only if|unless|not without|as long as"
    r"|on (?:the|one) condition|in return|then i'll)\b",
    "rather": r"\b(?:i'd (?:rather|sooner|prefer)|i would (?:rather|sooner)|better if we|instead of|i'd be happier)\b",
    "two_minutes": r"\b(?:two|2|three|3|one|1|five|ninety|sixty|thirty|a|couple of|half a) (?:more )?(?:minute|min|second"
    r"|question|simple|quick)\w*\b",
    "name_it": r"\b(?:sounds like|it seems|seems to me|i notice|i'm noticing|i hear|i get the (?:feeling|sense)|feels"
    r" like|my (?:sense|guess|hunch|read)|i suspect|i think (?:you're|we're|what)|be straight|polite (?:no|way))\b",
    "waste_time": r"\b(?:wast\w+|bin|never (?:read|look|open)|sit in|inbox|drawer|gather dust|delete\w*|spam|ignored?"
    r"|no use)\b",
    "not_moving": r"\b(?:still (?:here|want|going)|staying|stand by|not (?:moving|budging|going anywhere|hanging)|that's"
    r" (?:the|our|my) (?:price|number|position)|price (?:is|stays)|doesn't (?:move|change)|i'm not (?:here|calling) to)\b",
    "but_turn": r"\b(?:but|though|however|still|even so|all the same|mind you|that said)\b",
    "what_if": r"\b(?:what if|suppose|say (?:it|you|they|we)|imagine|what happens (?:if|when)|and if|until the day|the day)\b",
    "cost_of": r"\b(?:cost\w*|lose|losing|lost|risk\w*|paying for|price of|worth|waste|worse|fine|penalt\w+|downtime"
    r"|a year|per year|every (?:day|week|month|time)|each (?:day|week|month))\b",
    "doubt_it": r"\b(?:are you (?:sure|certain)|how (?:do|would|can|could) you know|how sure|says who|i'm not (?:sure"
    r"|convinced)|i doubt|really\?|is it\?|is that (?:so|true|right|enough|really)|doesn't add up|hard to believe"
    r"|don't (?:believe|buy|think)|i'd question|i'd challenge|i'd push back|push back|disagree)\b",
    "status_quo": r"\b(?:always (?:done|been|worked)|the way (?:you|it|we)|stay(?:ing)? (?:as|with|put)|do nothing|doing"
    r" nothing|carry on|keep (?:doing|going|paying|on)|good enough|works fine|fine (?:as|until)|if it (?:ain't|isn't)"
    r"|habit|assum\w+|comfortable|happy with)\b",
    "therefore": r"\b(?:so (?:you|that|if|it|either|which|the)|which means|that means|meaning|because|either|in other words)\b",
    "not_x_its_y": r"\b(?:isn't|is not|it's not|that's not|aren't|not) (?:a |an |the |about |really )?[\w' ]{2,25}[,.;:-]+"
    r" ?(?:it's|that's|it is|but)\b",
    "sums": r"\b\d[\d.,]*\b.{1,60}\b\d[\d.,]*\b",
    # candour
    "my_fault": r"\b(?:my (?:fault|mistake|error)|our (?:fault|mistake|error)|i got (?:that|it) wrong|we got (?:that|it)"
    r" wrong|i was wrong|i should(?:'ve| have)|we should(?:'ve| have)|i messed|we messed|i dropped|that's on (?:me|us)"
    r"|i overstepped|you're right to|i owe you)\b",
    "cant_do": r"\b(?:we|it|i) (?:can't|don't|doesn't|won't|couldn't|haven't|didn't|isn't|not|aren't)\b.{0,40}\b(?:do|have"
    r"|cover|support|promise|guarantee|know|handle|say|help|work|offer|fix|tell|make)\b",
    "dont_know": r"\b(?:i don't know|i do not know|not sure|no idea|i'd be guessing|i'm guessing|i'd have to (?:check|ask"
    r"|find)|can't say|hard to say|don't want to guess|i'm new|i may be wrong|might be wrong|could be wrong)\b",
    "honest": r"\b(?:honest\w*|frank\w*|truth|straight with you|to be fair|truthfully|candid\w*|transparen\w+|blunt)\b",
    "way_out": r"\b(?:if (?:it's|it is|the answer is|you'd rather|not|that's) (?:a )?(?:no|not|so)|say no|tell me (?:no|to"
    r" go|and i)|i'll (?:go|stop|close|leave|get off)|no hard feelings|not (?:a |the right )?(?:fit|for you)|don't (?:buy"
    r"|need (?:us|me|it))|you're better off|stay with|wouldn't (?:buy|change|switch|recommend)|close (?:the|this) file"
    r"|walk away|that's allowed|fine with me|don't sign)\b",
    "limit": r"\b(?:downside|drawback|catch|limitation\w*|not cheap|isn't cheap|expensive|slower|weak\w*|only (?:does|works"
    r"|covers)|won't (?:solve|fix|work)|not (?:perfect|the cheapest|good at)|one thing (?:we|it))\b",
    # care
    "feel_for": r"\b(?:must (?:be|have been)|that's (?:hard|rough|awful|horrible|terrible|tough|a lot|rotten|grim)|sorry to"
    r" hear|sorry (?:for|about) (?:your|that|what)|i can (?:imagine|see|hear|understand)|i understand (?:that|why|how|you"
    r"|it)|no wonder|i'd be (?:angry|annoyed|furious|upset|cross)|frustrat\w+|understandabl\w+|sounds (?:hard|awful"
    r"|rough|stressful|tough|horrible|exhausting|like a lot)|i get (?:it|that|why)|hope (?:he|she|they|you|your|it)\b)",
    "take_care": r"\b(?:take care|look after|go be|go to|be with|thinking of you|all the best|get well|forget (?:about )?"
    r"(?:this|me|the)|never mind (?:this|the|me)|don't (?:worry|think) about|it can wait|this can wait|nothing (?:here"
    r"|to do)|no need to|pray\w*|condolences)\b",
    "angry_ok": r"\b(?:angry|annoy\w*|upset|furious|cross|fed up|let down|burned|burnt|disappoint\w+|stress\w*)\b",
    # agreeing a step
    "day": r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|tues|wed|thu|thurs|fri)\b|\btomorrow\b",
    "clock": r"\b\d{1,2}(?::\d\d|\.\d\d)? ?(?:am|pm|o'clock)\b|\b(?:at|for|by|from|say) (?:half past |quarter past "
    r"|quarter to )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|\d{1,2})\b|\bo'clock\b",
    "date": r"\b(?:the )?\d{1,2}(?:st|nd|rd|th)\b|\b(?:january|february|march|april|june|july|august|september|october"
    r"|november|december|jan|feb|aug|sept|oct|nov|dec)\b",
    "meet": r"\b(?:meet\w*|call|calendar|diary|invite|slot|appointment|book|pencil|put (?:you|it|us) (?:down|in)|schedule"
    r"|visit|come (?:by|in|out|over|round)|zoom|teams|sit down|site|half an hour|\d+ minutes|minutes)\b",
    "then_we": r"\b(?:then we|and then|so we|next step|here's what|what i'd suggest|i'd suggest|i propose|shall we|how about"
    r"|what about|let's|can we|could we|does .{1,15} work|works for you|suit you)\b",
    "with_whom": r"\b(?:with (?:your|the|you and|both|him|her|them|mr|ms|mrs|dr)|bring|in the room|on the call|join\w*"
    r"|together|both of you|invite (?:him|her|them|your))\b",
    "confirm": r"\b(?:done|booked|confirmed|it's in|see you|speak (?:then|on|at)|agreed|deal|i'll (?:be there|ring|call"
    r"|phone) (?:you )?(?:at|on|then))\b",
    # pushing
    "urgent": r"\b(?:today only|only today|ends (?:today|tonight|friday|this)|expires?|last (?:chance|slot|one|few"
    r"|opportunity|remaining)|limited|running out|few (?:left|spots|slots|places)|before it's (?:gone|too late)|by (?:end"
    r" of (?:day|play|week|month)|midnight|close of play|tonight)|act (?:now|fast)|prices? (?:go|goes|going|rise|jump)"
    r"|right now|final offer|now or never|won't (?:last|be there)|going fast|window (?:closes|closing))\b",
    "sign_now": r"\b(?:sign|yes|commit|decide|deposit|card (?:details|number)|sort it|get it done|paperwork|order)\b.{0,25}"
    r"\b(?:now|today|tonight|on this call|this minute|right here|before)\b",
    "guilt": r"\b(?:after (?:all|everything)|i (?:went out|fought|stuck my neck|put my)|you owe|you promised|you gave (?:me)?"
    r" ?your word|disappoint\w*|let me down|my (?:boss|manager) (?:will|is going)|my job|my kids|my commission|do me a"
    r" favou?r|help me out|i'm begging|begging|personal favou?r)\b",
    "authority": r"\b(?:my (?:ceo|boss|director|vp|manager)|your (?:ceo|boss|director|head office)|he (?:asked|told|expects)"
    r"|she (?:asked|told|expects)|is expecting|expecting my call|asked me to call|personal(?:ly)? (?:friend|asked)"
    r"|we go way back|regulators?|legally|by law)\b",
    "rivals": r"\b(?:your competitors?|the competition|others (?:are|have)|everyone (?:else|is)|everybody|left behind"
    r"|miss(?:ing)? out|fomo|regret\w*|shame if|hate (?:to|for you))\b",
    "intrigue": r"\b(?:can't tell you (?:yet|over)|you'll (?:want|be glad|thank)|something (?:big|important|confidential)"
    r"|between (?:us|you and me)|off the record|secret\w*|confidential|i shouldn't (?:say|tell))\b",
    "hard_push": r"\b(?:come on|just say yes|what's stopping|what have you got to lose|no[- ]brainer|be crazy|you'd be (?:mad"
    r"|crazy|silly|stupid|a fool)|why wouldn't you|surely|what's it going to take|don't you (?:want|care)|you don't want"
    r"|be honest with yourself|trust me|believe me|guarantee\w*)\b",
    # attacking
    "insult": r"\b(?:idiot\w*|stupid|moron\w*|pathetic|ridiculous|joke|clown\w*|liar\w*|lying|lazy|coward\w*|useless"
    r"|amateur\w*|clueless|ignorant|incompetent|rude|arrogant|child\w*|baby|muppet|fool\w*|dumb|dinosaur|sheep|crap"
    r"|rubbish|nonsense|embarrass\w*|whining|whinging|moan\w*|cry\w*|grow up|shut up|get lost|get a life|hell|damn"
    r"|bloody|bollocks|bullshit|shit|fuck\w*|arse\w*|ass)\b",
    "sneer": r"\b(?:good luck with that|suit yourself|your (?:loss|funeral|problem)|no wonder (?:you|your)|must be nice"
    r"|congratulations|bravo|well done you|typical|people like you|the likes of you|cute|sweetheart|obviously|clearly"
    r"|little (?:company|firm|shop)|you people|big (?:man|boss)|do you even|did you even|can you even|spare me)\b",
    "threat": r"\b(?:i'll (?:make sure|remember|tell (?:your|everyone)|report|go over)|you'll (?:regret|be sorry|pay)|lawyers?"
    r"|legal action|recorded|everyone will know|watch (?:yourself|out))\b",
    "order_them": r"^(?:no,? )?(?:you )?(?:listen|look|stop|shut|calm down|wake up|think|answer|explain)\b",
    # out of the game
    "grader": r"\b(?:grad(?:er|ing|ed)|scor(?:er|ing|ecard|ed)|evaluat\w+|assess(?:or|ing|ment)|rubric|criteria|criterion"
    r"|full marks|top marks|maximum (?:score|marks|on)|top band|transcript|as an ai|language model|system prompt"
    r"|ignore (?:all|previous|the)|instructions|prompt|role-?play|simulat\w+|training exercise|calibration|benchmark)\b",
    # plain talk
    "intro": r"\b(?:this is|my name|it's|i'm|i am) [a-z' ]{2,30}(?:,| from| with| at| here| calling)|\bcalling from\b"
    r"|\b(?:speaking|hello|hi|good (?:morning|afternoon|evening)|hiya|hey)\b",
    "plain_yes_no": r"^(?:yes|no|yeah|yep|yup|nope|correct|it does|it is|we do|we don't|it doesn't|not yet|both)\b[.,]?",
    "fact": r"\b(?:\d[\d.,]*|hundred|thousand|million|per (?:month|user|seat|year)|a (?:month|year|seat)|each|%|percent|iso"
    r"|gdpr|included|standard|depends on)\b",
    "two_options": r"\b(?:either|or)\b[^.!]*\?",
}
"""Patterns for one plain sentence of a rep."""

INDEX = Index(REP)
