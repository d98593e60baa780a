"""The whole way in one go: a trainee's call, its debrief, the coach's word, and the trainee reading it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from . import harness
from .call_room import box, call, come_in, mine, quotes, say, theirs
from .conftest import Browse

LINES = (
    "Good morning, it's Nell. Before I send anything: which question would it have to answer for you?",
    "I'd rather not send something that nobody reads. Who would look at it, apart from you?",
    "What do you do about it today, when it goes wrong at night?",
    "What did the last one cost you?",
    "What happened the last time you looked at something like this?",
    "What is really in the way of deciding?",
    "Then let's take half an hour on Friday at ten, and decide yes or no.",
)


def test_from_signing_in_to_the_coachs_word(browse: Browse) -> None:
    page = come_in(browse, "Nell Quist")
    id = call(page)
    for number, line in enumerate(LINES):
        if box(page).count():
            say(page, line)
        if number == 2:
            heard = mine(page), theirs(page)
            page.reload()
            harness.wait_idle(page)
            assert (mine(page), theirs(page)) == heard, "a reload goes on where the call is"
    assert len(mine(page)) + len(theirs(page)) >= 12
    if box(page).count():
        page.get_by_role("button", name="End call").click()
    page.get_by_role("button", name="Look back at the call").click()
    page.wait_for_url(f"**/debrief?call={id}")
    harness.wait_idle(page)
    page.locator("li[data-turn='4'] button").click()
    harness.wait_idle(page)
    found = quotes(page)
    assert len(found) >= 3
    for turn, words in found:
        expect(page.locator(f"li[data-turn='{turn}'] .said")).to_contain_text(words)

    coach = browse(path=f"/review?call={id}")
    coach.get_by_role("button", name="Coach").click()
    harness.wait_idle(coach)
    coach.keyboard.press("n")
    harness.wait_idle(coach)
    coach.keyboard.press("2")
    coach.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    coach.get_by_role("textbox", name=re.compile("^Why")).fill("One challenge, and it was dropped.")
    coach.get_by_role("button", name="Save the level").click()
    expect(coach.locator(".criterion .word b")).to_contain_text("Coach says 2 of 4")
    coach.locator("li[data-turn='4'] button.turn").click()
    coach.get_by_role("textbox", name="Comment on turn 4").fill("Here you held the line.")
    coach.get_by_role("button", name="Save comment").click()
    expect(coach.locator("li[data-turn='4'] .note")).to_contain_text("Here you held the line.")
    coach.get_by_role("button", name="Sign off").click()
    expect(coach.locator(".coach")).to_contain_text("signed it off")

    page.reload()
    harness.wait_idle(page)
    expect(page.locator(".criterion .word")).to_contain_text("Coach says 2 of 4.")
    expect(page.locator(".criterion .word")).to_contain_text("One challenge, and it was dropped.")
    expect(page.locator("li[data-turn='4'] .note")).to_contain_text("Here you held the line.")
    harness.shots(page, "whole-way")
