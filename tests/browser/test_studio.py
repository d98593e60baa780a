"""The studio: a coach reads, breaks, mends, tries, saves and brings back a prospect; a trainee reaches none of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from . import harness
from .conftest import Browse

if TYPE_CHECKING:
    from playwright.sync_api import Page

PERSONA, TITLE, MENDED = "send-info", "Just send me some information", "Send me something, would you"
NOTE = "A title that a rep would say"

_PUT = """text => {
  const box = document.querySelector('.editor textarea');
  box.focus();
  box.value = text;
  box.dispatchEvent(new Event('input', {bubbles: true}));
  box.blur();
}"""


def come_in(browse: Browse, who: str, path: str) -> Page:
    """That page, signed in as that person; a name that is not there yet is a new trainee."""
    page = browse(path=path)
    there = page.get_by_role("button", name=who, exact=True)
    if there.count():
        there.click()
    else:
        page.get_by_role("textbox").first.fill(who)
        page.get_by_role("textbox").first.press("Enter")
    harness.wait_idle(page)
    # Who signed in is kept by a script of the page; the next address needs it.
    page.wait_for_function("() => document.cookie.includes('holdtheline_')")
    return page


def put(page: Page, text: str) -> None:
    """Types a whole text at once: keystroke by keystroke would take minutes."""
    page.evaluate(_PUT, text)
    harness.wait_idle(page)


def text_of(page: Page) -> str:
    value: str = page.get_by_label("The prospect's text").input_value()
    return value


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    harness.wait_idle(page)


def say(page: Page, line: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(line)
    box.press("Enter")
    harness.wait_idle(page)


def test_a_coach_edits_tries_saves_and_brings_back(browse: Browse) -> None:
    page = come_in(browse, "Coach", "/studio")
    harness.shots(page, "studio")
    page.get_by_role("link", name=TITLE).click()
    harness.wait_idle(page)
    sheet = harness.main(page)
    for part in ("Masked", "Means it", "Opens on", "Nothing. What is said is meant."):
        expect(sheet).to_contain_text(part)
    harness.shots(page, "studio-prospect")

    press(page, "Edit")
    whole = text_of(page)
    broken = whole.replace("moves: [", "moves: [nagging, ", 1)
    line = broken[: broken.index("nagging")].count("\n") + 1
    put(page, broken)
    press(page, "Check")
    fault = page.locator(".faults.fault [data-line]").first
    expect(fault).to_contain_text("nagging")
    fault.click()
    start: int = page.get_by_label("The prospect's text").evaluate("box => box.selectionStart")
    assert broken[:start].count("\n") + 1 == int(fault.get_attribute("data-line") or 0) <= line
    assert page.get_by_label("The prospect's text").evaluate("box => box.scrollTop") > 0
    harness.shots(page, "studio-edit")

    page.reload()
    harness.wait_idle(page)
    expect(page.get_by_label("The prospect's text"), "a draft outlives a reload").to_have_value(broken)
    press(page, "Save")
    page.get_by_label("What did you change").fill(NOTE)
    press(page, "Save as the version in use")
    expect(page.get_by_text("Not saved: there is something to mend first")).to_be_visible()
    assert text_of(page) == broken

    put(page, whole.replace(TITLE, MENDED))
    press(page, "Try it")
    page.get_by_role("button", name=re.compile("masked$")).first.click()
    harness.wait_idle(page)
    say(page, "I'd rather not just send something. What is behind that?")
    mind = page.locator(".mind li")
    expect(mind).to_have_count(1)
    expect(mind).to_contain_text("heard:")
    expect(page.locator(".said .them")).to_have_count(2)
    harness.shots(page, "studio-trial")
    trial = page.url
    press(page, "End call")
    expect(page.get_by_role("button", name="Call again")).to_be_visible()

    page.get_by_role("link", name="Back to the text").click()
    harness.wait_idle(page)
    press(page, "Save")
    page.get_by_label("What did you change").fill(NOTE)
    press(page, "Save as the version in use")
    expect(page.get_by_role("heading", name=MENDED)).to_be_visible()
    page.get_by_role("link", name="Versions").click()
    harness.wait_idle(page)
    expect(page.locator(".version", has_text=NOTE).get_by_text("in use")).to_be_visible()
    expect(page.locator(".diff .in").first).to_contain_text(MENDED)
    harness.shots(page, "studio-versions")
    press(page, "Bring back")
    expect(page.locator(".version", has_text="As it ships").get_by_text("in use")).to_be_visible()

    nobody = come_in(browse, "Robin Ashe", trial.replace(page.url.split("/versions")[0], ""))
    _refused(nobody)


def test_a_trainee_reaches_none_of_it(browse: Browse) -> None:
    page = come_in(browse, "Mina Okafor", "/today")
    assert page.get_by_role("link", name="Studio").count() == 0
    for path in ("/studio", *(f"/{one}?persona={PERSONA}" for one in ("prospect", "edit", "versions"))):
        page.goto(path)
        harness.wait_idle(page)
        _refused(page)


def _refused(page: Page) -> None:
    expect(harness.main(page)).to_contain_text("Only a coach may do this.")
    said = harness.main(page).inner_text()
    assert TITLE not in said and MENDED not in said and "truth" not in said
