"""What people talk about, in a few words."""

from __future__ import annotations

ABOUT = {
    "greeting": "the hello",
    "who_decides": "who decides",
    "process": "how it is bought",
    "reason": "the real reason",
    "grievance": "what went wrong between you",
    "history": "what happened last time",
    "current": "what they use today",
    "relationship": "the person behind the incumbent",
    "problem": "what goes wrong",
    "cost": "what that costs them",
    "change": "what would make them change",
    "need": "what they need",
    "use": "what they would do with it",
    "budget": "the budget",
    "price": "the price",
    "product": "the product",
    "proof": "proof",
    "limits": "what it cannot do",
    "timing": "the timing",
    "company": "their firm",
    "role": "their work",
    "feelings": "how they feel about it",
    "personal": "private things",
    "next": "the next step",
    "permission": "leave to ask",
}
"""Each topic in a few words, to be read after "about"."""
