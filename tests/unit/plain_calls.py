"""Short calls that leave no doubt: reps who give in at once, and reps who hold the line."""

from __future__ import annotations

from pathlib import Path

from holdtheline.rubric import Rubric
from holdtheline.transcript import Transcript
from holdtheline.yamlfile import read

ROOT = Path(__file__).parents[2]
RUBRIC = read(ROOT / "rubrics" / "challenge-over-rapport.yaml", Rubric)


def call(*lines: str, id: str = "call", rep_first: bool = False, **extra: object) -> Transcript:
    """A call of these turns, the prospect's first unless ``rep_first``."""
    speakers = ("rep", "prospect") if rep_first else ("prospect", "rep")
    turns = [{"speaker": speakers[i % 2], "text": text} for i, text in enumerate(lines)]
    return Transcript.model_validate({"id": id, "turns": turns, **extra})


AFFABLE = [
    (
        "just send me something to look over",
        "of course, I'll send our brochure, anything else I can do for you?",
        "no thanks, I'll let you know",
        "great, thanks, I'll check back",
    ),
    (
        "Could you just email me some information?",
        "Sure thing! What's the best address? I'll get it over to you today.",
        "info at brook dot com. I'll have a look when I get a chance.",
        "Perfect, thank you so much for your time, I'll follow up in a couple of weeks.",
    ),
    (
        "Pop a leaflet in the post, would you.",
        "No problem at all, I'll put one in the post for you this afternoon.",
        "Ta. I'll ring you if I need anything.",
        "Lovely. Have a great day!",
    ),
    (
        "I'm pretty slammed, can you send something over?",
        "Absolutely, I'll shoot you our deck right now. Is there anything else you need?",
        "Nope, that's it. I'll get back to you.",
        "Awesome, I'll touch base soon!",
    ),
]
FIRM = [
    (
        "just send me something to look over",
        "No, I won't just send you something.",
        "Then why on earth are you calling me?",
        "I understand that annoys you. What annoys me is wasting both our time on something you would never read. I"
        " called to find out whether this can work at all, and a brochure won't tell us. Give me two minutes and two"
        " simple questions, and we both know.",
        "Fine. Two minutes.",
        "What happens today when an order goes out wrong?",
        "Honestly? Somebody in the warehouse notices a week later and we eat the cost.",
    ),
    (
        "Just email me something I can read.",
        "I'd rather not just email you something.",
        "Excuse me? What are you ringing for, then?",
        "I can hear that's irritating. What irritates me is sending a PDF that ends up in the bin, because then we've"
        " both wasted an afternoon. I rang to find out if there's any sense in this for you, and a PDF can't answer"
        " that. Two minutes and two questions, then you can throw me out.",
        "Go on, then. Two minutes.",
        "First one: when your current supplier is late, what does it cost you?",
        "A day's production, usually. It happened twice in May.",
    ),
    (
        "Send me a brochure and I'll take a look.",
        "No. I'm not going to send a brochure.",
        "Are you serious? Why are you calling me if you won't send anything?",
        "I get that you're annoyed. I'd be annoyed too. But a brochure you never open helps neither of us. I'm calling"
        " to see whether we fit at all, and paper won't show that. Two minutes, two questions, and we'll both know.",
        "OK. Two minutes. Go.",
        "Who ends up dealing with it when the system goes down at the weekend?",
        "Me, mostly. My wife loves that.",
    ),
]
