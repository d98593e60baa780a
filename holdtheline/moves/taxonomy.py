"""The moves a rep's turn can make, and the topics it can touch: the vocabulary of reader, mind and grader."""

from __future__ import annotations

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
