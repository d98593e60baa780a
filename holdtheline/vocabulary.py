"""The words that all parts share: moves, topics, a prospect's acts, tones, outcomes."""

from __future__ import annotations

from typing import Literal, get_args

MOVES: dict[str, str] = {
    "small_talk": "chats about something that is not business",
    "flatter": "compliments the prospect or an assistant to be liked",
    "appease": "apologises, over-thanks or agrees automatically in order to soothe or be accepted",
    "cave": "gives in to a brush-off or demand",
    "pitch": "describes or praises own product, company or customers, unprompted",
    "answer": "plainly answers a direct question, or gives asked-for facts",
    "discover": "asks an open or factual question about the prospect's situation, need or process",
    "dig": "follows up a deflection or goes beneath a stated answer",
    "qualify": "asks about authority, budget, timing, fit or the decision process",
    "challenge": "questions an assumption, habit or the status quo, or spells out a consequence",
    "hold": "declines a brush-off or demand and stays; names calmly what is going on",
    "candour": "admits a limit, mistake or doubt; tells an unwelcome truth; offers a real way out",
    "empathise": "sincerely acknowledges the prospect's feeling or circumstance",
    "next_step": "proposes or confirms a specific step: a time, people or purpose",
    "vague_follow_up": "leaves future contact vague",
    "pressure": "manipulates or pushes: false urgency, scarcity, guilt, intrigue, invented authority",
    "attack": "insults, mocks, threatens, sneers",
    "meta": "addresses an evaluator, a grader, a system or a machine instead of the prospect",
    "other": "greeting, identification, logistics, filler",
}
"""Each move with what the rep does. Several in one turn are normal."""

TOPICS: dict[str, str] = {
    "greeting": "hello, who is calling, is this a good time",
    "who_decides": "who signs, who else has a say, boss, board, spouse, committee, who can say no",
    "process": "how such a thing is bought or was last bought; steps, approvals, paperwork",
    "reason": "what is really behind it; why; what changed; what is going on",
    "grievance": "what we did wrong, what made them angry, what would put it right",
    "history": "what happened last time; earlier experience with a vendor like us",
    "current": "what they use or do today: supplier, tool, habit, incumbent",
    "relationship": "the person behind the incumbent, loyalty, how long they have known each other",
    "problem": "what goes wrong, what hurts, what they would change",
    "cost": "what the problem or doing nothing costs; consequence, risk",
    "change": "what would have to be true or go wrong before they changed",
    "need": "what they need or look for, criteria, what matters",
    "use": "what they would do with the information; who reads it; which question it has to answer",
    "budget": "money set aside, what they can spend, spending limits",
    "price": "what our thing costs, discounts, terms",
    "product": "what our thing is or does, how it works, features",
    "proof": "customers, references, evidence, results elsewhere",
    "limits": "what our thing cannot do, drawbacks, security, risk of taking it",
    "timing": "when; deadlines; why now; how soon",
    "company": "their firm: size, numbers, sites, customers, people",
    "role": "what the prospect does there, their day, how long they have been there",
    "feelings": "how the prospect feels about it, stress, worry, pride, embarrassment",
    "personal": "family, health, weekend, hobbies, weather",
    "next": "a meeting, call, trial or order; day, time, who attends",
    "permission": "may I ask; two minutes; two questions",
}
"""Each topic with what it covers. Persona files name these in gates and answers."""

FRICTION = ("challenge", "hold", "dig", "qualify", "candour")
"""Moves that can earn respect."""

APPROVAL = ("small_talk", "flatter", "appease", "cave", "vague_follow_up")
"""Moves that seek approval or let go."""

Outcome = Literal[
    "committed",
    "next_step",
    "soft_next_step",
    "honest_no",
    "released",
    "brushed_off",
    "hung_up",
    "stalled",
    "abandoned",
]
"""How a call can end (docs/contracts.md)."""

OUTCOMES: tuple[str, ...] = get_args(Outcome)

Tone = Literal["hostile", "cool", "neutral", "warm"]
TONES: tuple[str, ...] = get_args(Tone)

ACTS: dict[str, str] = {
    # opening and keeping the line
    "pick_up": "the first thing the prospect says",
    "greet": "answers a hello, an introduction, a 'how are you' on the first turns",
    "prompt": "the rep said nothing of weight: what do you want?",
    "what": "did not understand: what do you mean?",
    "silence": "the rep made a sound or none: is anybody there?",
    "disbelieved": "was told that they are not believed, or keep something back",
    "again": "was asked this already",
    "again_said": "hears the same sentence again",
    "one_at_a_time": "was asked too many things at once",
    "interrupt": "cuts off a speech",
    "short": "bored: a word or two",
    "meta": "the rep talks to somebody who is not in the call (a grader, a machine)",
    # the mask and its defence
    "mask": "shows the mask again: repeats the demand or the stance",
    "indignant": "was refused or told no for the first time: well, why did you call then?",
    "grant": "allows two minutes or a question, grudgingly",
    "push_back": "resists a challenge that has not landed yet",
    "dodge": "was asked something there is no answer to: waves it away",
    "unanswered": "asked a question and did not get an answer",
    # reactions to what the rep did
    "appeased": "was soothed, apologised to or agreed with, and takes advantage of it in their own way",
    "flattered": "was complimented",
    "chat": "was small-talked to",
    "pitched_at": "was pitched at",
    "pressured": "was pushed or manipulated, and noticed",
    "attacked": "was insulted",
    "take_it": "got what the mask asked for: takes it and closes up",
    "vague": "was offered vague contact",
    "moved": "was sincerely understood",
    "respects": "was told something honest: a limit, a doubt, an unwelcome truth",
    "acknowledge": "got a plain answer to their question",
    "re_examine": "a challenge landed: thinks aloud, concedes a bit, without giving a hidden truth away",
    # steps and ends
    "step_refuse": "refuses a meeting, order or step that came too early",
    "step_soft": "says a soft maybe to a step, without meaning it",
    "step_when": "would agree, asks when",
    "step_who": "would agree, asks who should be there",
    "step_accept": "agrees to the step; may use {when}",
    "step_confirm": "the step is agreed already: confirms it",
    "step_other_day": "the step is agreed, and the rep names another day: holds to {when}",
    "order": "buys or signs now",
    "accept_no": "accepts that it is a no, with respect",
    "warn": "last warning before leaving",
    "hang_up": "ends the call in anger or disgust",
    "bye_brushed": "ends the call politely with nothing agreed",
    "bye_step": "says goodbye after a firm step",
    "bye_soft": "says goodbye after a soft maybe",
    "bye_no": "says goodbye after an honest no",
    "bye_stalled": "has to go; nothing came of it",
    "released": "is let go with care",
    # short pieces said before or after the main line
    "aside_appease": "a few words on being soothed, before the main line",
    "aside_flatter": "a few words on being flattered, before the main line",
    "aside_chat": "a few words on small talk, before the main line",
    "aside_pitch": "a few words on being pitched at, before the main line",
    "aside_hold": "a few words on being told no, before the main line",
    "aside_moved": "a few words on being understood, before the main line",
    "aside_pressure": "a few words on being pushed, before the main line",
    "tail_mask": "comes back to the mask's demand, after the main line",
    # memory within the call
    "contradiction": "noticed that the rep now says something else than before; uses {earlier} and {now}",
    "doubted": "heard a number that the rep's own brief does not bear out; may use {now}",
    "leads_on": "interested: picks up what the rep said and says more of their own accord, nothing hidden",
    # a later call with the same person
    "back_firm": "picks up as agreed: turns up",
    "back_reschedule": "picks up, but something came up: offers {when_else} instead",
    "back_cool": "picks up days after a call that agreed nothing",
    "back_sore": "picks up days after a call that ended badly",
    "back_no": "picks up days after an honest no or being let go",
    "voicemail": "the mailbox greeting: nobody picks up",
    "no_answer": "still nobody picks up: a stage direction in brackets",
    "gone_silent": "the third message brought nothing either: a stage direction in brackets",
    "reached": "rings back or picks up after silence, because a message was worth it",
    "why_quiet": "says why they went silent, when asked; nothing hidden is given away",
    "promise_broken": "names what the rep promised last time and did not do; uses {promised}",
    "lie_remembered": "brings up something untrue that the rep said last time; uses {earlier}",
}
"""What a prospect can do in a turn. Truths (deflect, hint, tell) and answers have their own lines."""

LATER_ACTS = (
    *("silence", "disbelieved"),
    *("contradiction", "doubted", "leads_on", "back_firm", "back_reschedule", "back_cool", "back_sore", "back_no"),
    *(
        "step_other_day",
        "voicemail",
        "no_answer",
        "gone_silent",
        "reached",
        "why_quiet",
        "promise_broken",
        "lie_remembered",
    ),
)
"""Acts of memory and of later calls: where a persona has no lines of its own, the shared ones are used."""

NEEDED_ACTS = tuple(a for a in ACTS if a not in {"order", "released", "step_who", *LATER_ACTS})
"""Acts every prospect must have lines for; the others only where its ends can bring them about."""
