"""Calling the same person again, days later."""

from __future__ import annotations

from playwright.sync_api import expect

from . import harness
from .call_room import box, call, come_in, mine, say, theirs
from .conftest import Browse


def test_a_later_call_with_the_same_person(browse: Browse) -> None:
    page = come_in(browse, "Ada Pell")
    first = call(page)
    say(page, "Morning. I'll send you the price list by tomorrow, and we can talk about it some time.")
    if box(page).count():
        page.get_by_role("button", name="End call").click()
    page.get_by_role("button", name="Look back at the call").click()
    harness.wait_idle(page)
    if page.get_by_role("button", name="I can’t tell").count():
        page.get_by_role("button", name="I can’t tell").click()
        harness.wait_idle(page)
    page.get_by_role("link", name="again, days later").click()
    page.wait_for_url(f"**/again?call={first}")
    harness.wait_idle(page)
    expect(page.get_by_text("send you the price list by tomorrow")).to_be_visible()
    harness.shots(page, "again")
    page.get_by_role("radio", name="A week").click()
    harness.wait_idle(page)
    page.get_by_role("button", name="Call").last.click()
    page.wait_for_url("**/call?call=*")
    harness.wait_idle(page)
    assert page.url.rsplit("=", 1)[1] != first
    assert len(theirs(page)) == 1 and not mine(page)
    say(page, "It's Ada. I think I left it easy to ignore me. If the answer is no, tell me, and I stop. What changed?")
    assert len(theirs(page)) == 2
