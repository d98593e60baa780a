"""What the simulated trainees say: an ordinary rep who asks, holds, and neither flatters nor pushes."""

from __future__ import annotations

LINES = (
    "Thanks for picking up. I would like to understand how you do this today before I say anything about us.",
    "What happens in a normal week when something goes wrong with it?",
    "How long has it been like that, and what have you tried so far?",
    "What did that cost you the last time, roughly?",
    "Who notices first when it does not work?",
    "May I ask why that matters to you now and not a year ago?",
    "What would have to be different for this to be worth your time?",
    "Who else has a say in it, and how do they see it?",
    "How did you decide about something like this the last time?",
    "I do not know yet whether this fits you. Which numbers would tell us both?",
    "What would you want to see from us before you believe a word of it?",
    "When you say that, do you mean the cost or the trouble of changing?",
    "What happens if you leave everything as it is until next summer?",
    "Which part of that would you want to keep exactly as it is?",
    "How would you know after three months that it had been right?",
    "What is the part of this that you like least?",
    "Is there something I have not asked that I should have?",
    "Let me say back what I heard: the work is getting done, but at a price nobody counts. Is that fair?",
    "What does the person above you expect of this?",
    "If we looked at one real case of yours together, which one would you choose?",
    "Fair enough. What would make that easier for you?",
    "Then tell me plainly what stands in the way.",
)
"""No two alike, so that each can be found on the page; more than the longest call needs."""


def lines(start: int, count: int) -> list[str]:
    """``count`` lines, beginning with number ``start`` and going round. At most all of them."""
    if count > len(LINES):
        raise ValueError(f"a call has at most {len(LINES)} exchanges here, not {count}")
    return [LINES[(start + i) % len(LINES)] for i in range(count)]
