"""What a trainee does in a browser: come in, dial, speak, read what was said and what the scorecard quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from holdtheline import persona
from holdtheline.settings import shipped

from . import harness
from .conftest import Browse

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PROSPECTS = [persona.load(path) for path in sorted(shipped("personas").glob("*.yaml"))]
SEND_INFO = next(one for one in PROSPECTS if one.id == "send-info")


def come_in(browse: Browse, name: str, path: str = "/", **how: str) -> Page:
    """That page, signed in under a new name."""
    page = browse(path=path, **how)
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Come in").click()
    expect(page.locator(".st-key-frame")).to_be_visible()
    harness.wait_idle(page)
    return page


def call(page: Page, kind: persona.Persona = SEND_INFO) -> str:
    """Opens the brief of that prospect, dials; the call's id."""
    page.goto("/prospects")
    harness.wait_idle(page)
    names = [variant.person.name for variant in kind.variants]
    card = page.locator(".card").filter(has=page.get_by_role("heading", name=re.compile("|".join(names))))
    first = card.get_by_role("heading").inner_text().split()[0]
    page.get_by_role("link", name=f"Read the brief on {first}").click()
    page.get_by_role("button", name=f"Call {first}").click()
    page.wait_for_url("**/call?call=*")
    expect(box(page)).to_be_visible()
    harness.wait_idle(page)
    return page.url.rsplit("=", 1)[1]


def box(page: Page) -> Locator:
    return page.get_by_test_id("stChatInputTextArea")


def mine(page: Page) -> list[str]:
    return page.locator(".said .me p").all_inner_texts()


def theirs(page: Page) -> list[str]:
    return page.locator(".said .them p").all_inner_texts()


def say(page: Page, text: str) -> None:
    """Says it and waits until the answer is being spoken."""
    before, answered = len(mine(page)), len(theirs(page))
    box(page).fill(text)
    box(page).press("Enter")
    expect(page.locator(".said .me")).to_have_count(before + 1)
    expect(page.locator(".said .them")).to_have_count(answered + 1)
    harness.wait_idle(page)


def quotes(page: Page) -> list[tuple[int, str]]:
    """The quotes of the scorecard: turn and words."""
    found = page.locator(".criterion .quotes .jump")
    return [
        (int(found.nth(i).get_attribute("data-jump") or 0), found.nth(i).locator("q").inner_text())
        for i in range(found.count())
    ]
