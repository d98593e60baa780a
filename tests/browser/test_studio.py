"""The studio: a coach reads, breaks, mends, tries, saves and brings back a prospect; a trainee reaches none of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
    assert sheet.get_by_text("Masked", exact=True).count() and sheet.get_by_text("Means it", exact=True).count()
    assert "Opens on" in sheet.inner_text() and "Nothing. What is said is meant." in sheet.inner_text()
    harness.shots(page, "studio-prospect")

    press(page, "Edit")
    whole = text_of(page)
    broken = whole.replace("moves: [", "moves: [nagging, ", 1)
    line = broken[: broken.index("nagging")].count("\n") + 1
    put(page, broken)
    press(page, "Check")
    fault = page.locator(".faults.fault [data-line]").first
    assert "nagging" in fault.inner_text()
    fault.click()
    start: int = page.get_by_label("The prospect's text").evaluate("box => box.selectionStart")
    assert broken[:start].count("\n") + 1 == int(fault.get_attribute("data-line") or 0) <= line
    assert page.get_by_label("The prospect's text").evaluate("box => box.scrollTop") > 0
    harness.shots(page, "studio-edit")

    page.reload()
    harness.wait_idle(page)
    assert text_of(page) == broken, "a draft outlives a reload"
    press(page, "Save")
    page.get_by_label("What did you change").fill(NOTE)
    press(page, "Save as the version in use")
    assert page.get_by_text("Not saved: there is something to mend first").is_visible()
    assert text_of(page) == broken

    put(page, whole.replace(TITLE, MENDED))
    press(page, "Try it")
    page.get_by_role("button", name=re.compile("masked$")).first.click()
    harness.wait_idle(page)
    say(page, "I'd rather not just send something. What is behind that?")
    mind = page.locator(".mind li")
    assert mind.count() == 1 and "heard:" in mind.inner_text()
    assert page.locator(".said .them").count() == 2
    harness.shots(page, "studio-trial")
    trial = page.url
    press(page, "End call")
    assert page.get_by_role("button", name="Call again").is_visible()

    page.get_by_role("link", name="Back to the text").click()
    harness.wait_idle(page)
    press(page, "Save")
    page.get_by_label("What did you change").fill(NOTE)
    press(page, "Save as the version in use")
    assert page.get_by_role("heading", name=MENDED).is_visible()
    page.get_by_role("link", name="Versions").click()
    harness.wait_idle(page)
    assert page.locator(".version", has_text=NOTE).get_by_text("in use").is_visible()
    assert MENDED in page.locator(".diff .in").first.inner_text()
    harness.shots(page, "studio-versions")
    press(page, "Bring back")
    assert page.locator(".version", has_text="As it ships").get_by_text("in use").is_visible()

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
    said = harness.main(page).inner_text()
    assert "Only a coach may do this." in said
    assert TITLE not in said and MENDED not in said and "truth" not in said
