"""Looking back: the trainee's question and debrief, the coach's queue and desk, and who may see what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from . import harness
from .call_room import quotes
from .conftest import Browse
from .made_calls import LONG, MINA, ROBIN, Calls, prepare

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def prepared(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Calls]:
    """A data folder with calls in it."""
    data = tmp_path_factory.mktemp("data")
    return data, prepare(data)


@pytest.fixture(scope="module")
def server(prepared: tuple[Path, Calls]) -> Iterator[harness.Server]:
    """The app on that folder."""
    app = harness.Server(prepared[0])
    app.start()
    yield app
    app.kill()


@pytest.fixture
def calls(prepared: tuple[Path, Calls]) -> Calls:
    return prepared[1]


def come_in(browse: Browse, who: str, path: str) -> Page:
    """That page, signed in as that person."""
    page = browse(path=path)
    page.get_by_role("button", name=who).click()
    harness.wait_idle(page)
    return page


def test_the_question_comes_first_and_then_the_debrief_with_verified_quotes(browse: Browse, calls: Calls) -> None:
    page = come_in(browse, ROBIN, f"/debrief?call={calls.to_ask}")
    expect(page.get_by_role("heading", name="Where did this call turn?")).to_be_visible()
    expect(page.locator(".criterion"), "no score before the trainee has looked").to_have_count(0)
    harness.shots(page, "question")
    page.locator("li[data-turn='4'] button").click()
    harness.wait_idle(page)
    assert page.locator("li[data-turn='4'] .tag").inner_text() == "You said it turned here"
    expect(page.locator(".criterion")).to_have_count(6)
    found = quotes(page)
    assert len(found) >= 3
    for number, words in found:
        said = page.locator(f"li[data-turn='{number}'] .said")
        expect(said).to_contain_text(words)
        marked = said.locator("mark").all_inner_texts()
        assert any(words in one or one in words for one in marked), (words, marked)
    harness.shots(page, "debrief")
    page.reload()
    harness.wait_idle(page)
    expect(page.locator(".criterion"), "the question is asked once").to_have_count(6)


def test_a_quote_leads_to_its_turn_and_back(browse: Browse, calls: Calls) -> None:
    page = come_in(browse, ROBIN, f"/debrief?call={calls.to_review}")
    page.set_viewport_size({"width": 390, "height": 844})
    harness.wait_idle(page)
    quote = page.locator(".criterion .quotes .jump").last
    number = quote.get_attribute("data-jump")
    quote.scroll_into_view_if_needed()
    before = quote.bounding_box()
    quote.click()
    target = page.locator(f"li[data-turn='{number}']")
    page.wait_for_function("n => window.innerHeight > 0", arg=0)
    box = target.bounding_box()
    assert box and 0 <= box["y"] < 844 and "shown" in (target.get_attribute("class") or "")
    page.get_by_role("button", name="Back to where you were").click()
    after = quote.bounding_box()
    assert before and after and 0 <= after["y"] < 844
    assert quote.evaluate("one => one === document.activeElement"), "the keyboard is back at the quote"


def test_giving_in_is_named_dryly_with_its_cap(browse: Browse, calls: Calls) -> None:
    page = come_in(browse, ROBIN, f"/debrief?call={calls.gave_in}")
    page.get_by_role("button", name="I can’t tell").click()
    harness.wait_idle(page)
    assert page.get_by_role("heading", level=1).inner_text() == "You sent the brochure. Nothing will come of it."
    expect(page.locator(".cap")).to_contain_text("stops at 25 of 100")
    expect(page.locator(".priority .better")).to_have_count(1)
    harness.shots(page, "debrief-gave-in")


def test_the_coach_finds_reads_corrects_comments_and_signs(browse: Browse, calls: Calls) -> None:
    page = come_in(browse, "Coach", "/")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    expect(page.locator(".lead")).to_contain_text("calls wait for you")
    harness.shots(page, "coach-today")

    page.get_by_role("link", name="Review", exact=True).click()
    harness.wait_idle(page)
    rows = page.locator(".row-of-call")
    expect(rows).to_have_count(4)
    harness.shots(page, "queue")
    page.get_by_placeholder("Search what was said").fill("whoever signs")
    page.keyboard.press("Enter")
    harness.wait_idle(page)
    expect(rows).to_have_count(2)
    expect(page.locator(".excerpt mark").first).to_be_visible()
    page.get_by_role("button", name="Narrow down").click()
    page.get_by_role("combobox", name="Trainee").click()
    page.get_by_role("option", name=ROBIN).click()
    harness.wait_idle(page)
    page.keyboard.press("Escape")
    expect(harness.main(page)).to_contain_text("2 calls by Robin Ashe, with “whoever signs” in it")

    # A row leads to the desk with what was looked for; its neighbours are the calls found.
    page.locator(f".st-key-row-{calls.to_review} a").click()
    harness.wait_idle(page)
    expect(page.locator(".neighbour")).to_have_count(2)
    assert f"call={calls.to_review}" in page.url
    page.get_by_role("link", name="Queue").click()
    harness.wait_idle(page)
    expect(rows, "the way back keeps what was looked for").to_have_count(2)
    page.go_back()
    harness.wait_idle(page)
    page.reload()
    harness.wait_idle(page)
    expect(page.locator(".neighbour")).to_have_count(2)
    harness.shots(page, "review")

    _override(page)
    _comment(page)
    page.get_by_label("A word to Robin, if you like").fill("Turn 4 was the call.")
    page.get_by_role("button", name="Sign off").click()
    harness.wait_idle(page)
    expect(page.locator(".coach")).to_contain_text("signed it off")
    harness.shots(page, "review-signed")

    trainee = come_in(browse, ROBIN, f"/debrief?call={calls.to_review}")
    word = trainee.locator(".criterion .word").inner_text()
    assert word.startswith("Coach says 1 of 4.") and "You took the first answer. <i>Really</i>." in word
    assert "The machine" in word or "So did the machine" in word, "the machine's level stays beside it"
    assert trainee.locator("li[data-turn='4'] .note").inner_text().endswith("This is where it changed.")
    expect(trainee.locator(".coach")).to_contain_text("Turn 4 was the call.")
    harness.shots(trainee, "debrief-after-coach")
    trainee.goto("/calls")
    harness.wait_idle(trainee)
    expect(harness.main(trainee)).to_contain_text("read by a coach")
    harness.shots(trainee, "calls")


def _override(page: Page) -> None:
    """By keyboard: N opens the first criterion, 1 chooses, and without a reason nothing is saved."""
    page.keyboard.press("n")
    harness.wait_idle(page)
    page.keyboard.press("1")
    harness.wait_idle(page)
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")  # the reason is what is missing now
    page.get_by_role("button", name="Save the level").click()
    harness.wait_idle(page)
    expect(page.locator(".trouble")).to_contain_text("needs a reason")
    expect(page.locator(".criterion .word")).to_have_count(0)
    page.get_by_role("textbox", name=re.compile("^Why")).fill("You took the first answer. <i>Really</i>.")
    page.get_by_role("button", name="Save the level").click()
    harness.wait_idle(page)
    expect(page.locator(".criterion .word b")).to_have_text("Coach says 1 of 4.")


def _comment(page: Page) -> None:
    """A comment grows out of a turn; the desk's keys are letters while it is written."""
    here = page.url
    page.locator("li[data-turn='4'] button.turn").click()
    page.get_by_role("textbox", name="Comment on turn 4").press_sequentially("jkan01")
    harness.wait_idle(page)
    box = page.get_by_role("textbox", name="Comment on turn 4")
    assert page.url == here and box.input_value() == "jkan01"
    box.fill("This is where it changed.")
    page.get_by_role("button", name="Save comment").click()
    harness.wait_idle(page)
    assert page.locator("li[data-turn='4'] .note").inner_text() == "Coach\nThis is where it changed."
    expect(box).to_have_count(0)


def test_keys_go_from_call_to_call(browse: Browse, calls: Calls) -> None:
    page = come_in(browse, "Coach", f"/review?call={calls.gave_in}")
    seen = [page.url]
    for key in ("j", "k"):
        page.keyboard.press(key)
        harness.wait_idle(page)
        seen.append(page.url)
    if seen[1] == seen[0]:  # it was the last of the queue
        assert seen[2] != seen[1]
    else:
        assert seen[2] == seen[0]


def test_nobody_else_sees_a_call_and_a_trainee_is_no_coach(browse: Browse, calls: Calls) -> None:
    page = come_in(browse, MINA, f"/debrief?call={calls.to_review}")
    expect(page.locator(".trouble")).to_contain_text("There is no such call")
    assert "Thursday at ten" not in page.content()
    for path in (f"/review?call={calls.to_review}", "/queue"):
        page.goto(path)
        harness.wait_idle(page)
        expect(page.locator(".trouble")).to_have_text("Only a coach may do this.")
    page.goto("/calls")
    harness.wait_idle(page)
    expect(harness.main(page)).to_contain_text("You haven’t called anybody yet")
    harness.shots(page, "calls-empty")


def test_nothing_on_the_wire_tells_a_trainee_which_kind_of_prospect_it_was(browse: Browse, calls: Calls) -> None:
    page = browse(path="/")
    frames: list[bytes] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda f: frames.append(f if isinstance(f, bytes) else f.encode())),
    )
    page.get_by_role("button", name=ROBIN).click()
    harness.wait_idle(page)
    for path in ("/calls", f"/debrief?call={calls.to_review}"):
        page.goto(path)
        harness.wait_idle(page)
        sent = b"".join(frames) + page.content().encode()
        assert len(frames) > 0
        for id in (b"send-info", b"hidden-authority", b"personal-emergency"):
            assert id not in sent


def test_eighty_turns_are_drawn_with_the_right_words_marked(browse: Browse, calls: Calls) -> None:
    page = come_in(browse, "Coach", "/queue")
    page.get_by_role("link", name=re.compile("with Unknown prospect")).click()
    page.locator(f"li[data-turn='{LONG}']").wait_for()
    expect(page.locator("ol li .turn")).to_have_count(LONG)
    for number, words in quotes(page):
        said = page.locator(f"li[data-turn='{number}'] .said")
        assert any(words in one for one in said.locator("mark").all_inner_texts()), words
    expect(page.locator("li b"), "what was typed is no markup").to_have_count(page.locator("li .note b").count())
    page.locator("li[data-turn='40'] button.turn").click()
    page.get_by_role("textbox", name="Comment on turn 40").wait_for()
