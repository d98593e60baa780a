"""A small made-up persona for tests that must not hang on the shipped ones."""

from __future__ import annotations

from functools import cache

from holdtheline import persona
from holdtheline.vocabulary import ACTS, LATER_ACTS

_LINES = "\n".join(
    f'  {act}: ["{act} one.", "{act} two {{when}}.", "{act} three."]'
    if act.startswith("step")
    else f'  {act}: ["{act} one.", "{act} two.", "{act} three."]'
    for act in ACTS
    if act not in LATER_ACTS
)

TEXT = f"""\
id: sample
title: A sample prospect
situation: Cold call
card: You've got a minute.
difficulty: 2
temperament: {{patience: 6, warmth: 4, directness: 5}}
you_sell:
  {{product: parcel audits, price: 400 a month, proof: [Found 3 percent for a shoe shop], limits: [No air freight]}}
mask: Says no.
story: It was the merger.
ends:
  firm: {{truths: [merger], respect: 2, needs: [when]}}
  honest_no: {{truths: [merger], respect: 2}}
right_end: [next_step, honest_no]
truths:
  - id: merger
    text: They are being bought.
    gate: {{moves: [dig, challenge, qualify], topics: [reason, timing], respect: 2}}
    words: [merger]
    deflect: ["Nothing to say there.", "It's complicated."]
    hint: ["There may be changes coming."]
    tell: ["There's a merger.", "We merge in May."]
    question: What's in the way?
answers:
  - {{topic: current, says: ["We do it by hand.", "By hand, as ever."]}}
  - {{topic: use, says: ["I'd look at it."]}}
  - {{topic: cost, needs: merger, says: ["It costs a fortune."]}}
asks:
  - {{topic: price, says: ["What's it cost?", "How much, then?"]}}
lines:
{_LINES}
variants:
  - {{key: ann, person: {{name: Ann Hill, role: Head of post, company: Hill and Co}}}}
  - key: bea
    twin: true
    person: {{name: Bea Dale, role: Head of post, company: Dale and Co}}
    truths: []
    answers:
      - {{topic: cost, says: ["Little."]}}
      - {{topic: use, says: ["The committee reads it on Friday."]}}
    ends:
      firm: {{truths: [], respect: 0, asked: 1, topics: [use, timing], needs: [when]}}
      honest_no: {{truths: []}}
    reacts:
      hold: {{patience: -2.5, respect: -1}}
      challenge: {{patience: -1.5, respect: -0.5}}
      dig: {{patience: -1, respect: 0}}
    serves: true
"""


@cache
def sample() -> persona.Persona:
    """The sample persona, validated as any other."""
    return persona.parse(TEXT, "sample.yaml")


def masked() -> persona.Prospect:
    """Its masked variant."""
    return sample().variant("ann")


def twin() -> persona.Prospect:
    """The one who means it."""
    return sample().variant("bea")
