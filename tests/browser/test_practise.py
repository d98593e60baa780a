"""A trainee calls, is cut off, hangs up; nothing is lost, nothing is markup and nothing is given away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from holdtheline.transcript import MAX_REP_MESSAGE

from . import harness
from .call_room import PROSPECTS, box, call, come_in, mine, say, theirs
from .conftest import Browse

HOSTILE = (
    '<img src=x onerror="document.title=1"><script>document.title=2</script> '
    "**bold** :red[x] [link](https://x.org) https://y.org $x$ :material/home:"
)


def test_a_whole_call_with_a_reload_and_a_second_tab(browse: Browse) -> None:
    page = come_in(browse, "Tess Rowe")
    id = call(page)
    expect(harness.main(page)).to_contain_text("No model is connected")
    assert page.locator(".head .state").inner_text() in ("Ringing", "Connected")
    harness.shots(page, "call-begun")
    say(page, "Hello, it's Tess. I'd rather not send something that nobody reads. Two minutes, two questions?")
    assert "No model is connected" not in harness.main(page).inner_text()
    say(page, "Which question would it have to answer for you?")
    heard = (mine(page), theirs(page))

    page.reload()
    expect(page.locator(".said .me")).to_have_count(2)
    harness.wait_idle(page)
    assert (mine(page), theirs(page)) == heard and id in page.url

    tab = page.context.new_page()
    tab.goto(f"/call?call={id}")
    expect(tab.locator(".said .me")).to_have_count(2)
    harness.wait_idle(tab)
    say(page, "What did it cost you the last time it went wrong?")
    expect(tab.locator(".said .me")).to_have_count(3)
    expect(tab.locator(".said .them")).to_have_count(len(theirs(page)))
    expect(tab.locator(".said .them p")).to_have_text(theirs(page))

    harness.shots(page, "call")
    page.get_by_role("button", name="End call").click()
    expect(page.locator(".click")).to_be_in_viewport()
    expect(box(page)).to_have_count(0)
    expect(page.locator(".head .state")).to_have_text("The line is dead")
    expect(tab.locator(".click")).to_be_visible()
    harness.shots(page, "call-over")
    page.get_by_role("button", name="Look back at the call").click()
    page.wait_for_url(f"**/debrief?call={id}")


def test_a_killed_server_loses_nothing(browse: Browse, server: harness.Server) -> None:
    page = come_in(browse, "Kim Vale")
    call(page)
    say(page, "Hello, it's Kim. What made you pick up?")
    heard = (mine(page), theirs(page))
    server.kill()
    server.start()
    page.reload()
    expect(page.locator(".said .me")).to_have_count(1)
    harness.wait_idle(page)
    assert (mine(page), theirs(page)) == heard
    say(page, "Where were we?")


def test_nothing_that_reaches_the_browser_names_the_kind_of_prospect(browse: Browse) -> None:
    page = browse()
    frames: list[bytes] = []

    def listen(socket: object) -> None:
        socket.on("framereceived", lambda data: frames.append(data if isinstance(data, bytes) else data.encode()))  # type: ignore[attr-defined]

    page.on("websocket", listen)
    page.reload()
    harness.wait_idle(page)
    page.get_by_label("Your name").fill("Sly Fox")
    page.get_by_role("button", name="Come in").click()
    expect(page.locator(".st-key-frame")).to_be_visible()
    harness.wait_idle(page)
    seen = []
    for kind in PROSPECTS:
        call(page, kind)
        say(page, "Hello, it's Sly. Who else has a say in this?")
        seen.append(page.content() + page.url)
        page.get_by_role("button", name="End call").click()
        expect(page.locator(".click")).to_be_visible()
        seen.append(page.content() + page.url)
    sent = b"\n".join(frames).decode("utf-8", "replace")
    assert len(sent) > 50_000, "the frames were not seen"
    told = {kind.id for kind in PROSPECTS} | {kind.title for kind in PROSPECTS}
    told |= {truth.text for kind in PROSPECTS for variant in kind.variants for truth in variant.truths}
    keys = {variant.key for kind in PROSPECTS for variant in kind.variants}
    told.discard("angry")  # a word that anybody may say
    spoken = " ".join(line for kind in PROSPECTS for variant in kind.variants for line in variant.every_line())
    told -= {kind.title for kind in PROSPECTS if kind.title in spoken}  # so is a title that is what they say
    for text in (*seen, sent):
        given_away = [word for word in told if word in text] + [key for key in keys if re.search(rf"\b{key}\b", text)]
        assert not given_away, f"the browser was told {given_away}"


def test_markup_in_a_message_is_only_text(browse: Browse) -> None:
    page = come_in(browse, "Max Haas")
    call(page)
    say(page, HOSTILE)
    assert mine(page) == [HOSTILE]
    expect(page.locator(".said .me p").locator("img, script, strong, a, span")).to_have_count(0)
    page.reload()
    expect(page.locator(".said .me")).to_have_count(1)
    harness.wait_idle(page)
    assert mine(page) == [HOSTILE] and page.title() == "Call – Hold the line"
    expect(harness.main(page).locator("script, [onerror], .said a")).to_have_count(0)


@pytest.mark.parametrize("length", [MAX_REP_MESSAGE + 1, 20_000])
def test_what_is_too_long_is_refused_and_stays_in_the_box(browse: Browse, length: int) -> None:
    page = come_in(browse, f"Lon {length}")
    call(page)
    long = ("Who else decides? " * 2000)[: length - 1] + "."
    box(page).fill(long)
    box(page).press("Enter")
    expect(page.locator(".trouble")).to_contain_text(f"{length:,} characters long; at most 4,000 are heard")
    harness.wait_idle(page)
    assert mine(page) == []
    assert box(page).input_value() == long
    harness.shots(page, f"too-long-{length}")
    box(page).fill(long[:300])
    box(page).press("Enter")
    expect(page.locator(".said .me")).to_have_count(1)
    expect(page.locator(".trouble")).to_have_count(0)


def test_an_empty_message_says_nothing(browse: Browse) -> None:
    page = come_in(browse, "Emma Tay")
    call(page)
    before = theirs(page)
    for nothing in ("", "   ", "\u3000"):
        box(page).fill(nothing)
        box(page).press("Enter")
        harness.wait_idle(page)
    assert mine(page) == [] and theirs(page) == before
    say(page, "Hello, it's Emma.")


def test_the_brief_is_one_key_away_but_not_while_typing(browse: Browse) -> None:
    page = come_in(browse, "Kay Bond")
    call(page)
    desk = page.locator(".desk")
    expect(desk, "on a wide screen it lies beside the telephone").to_be_visible()
    box(page).fill("")
    box(page).type("bb")
    harness.wait_idle(page)
    assert desk.is_visible() and box(page).input_value() == "bb"
    page.locator(".head .name").click()
    page.keyboard.press("b")
    expect(desk).not_to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(desk).to_be_visible()
    page.keyboard.press("b")
    expect(desk).not_to_be_visible()
    assert box(page).input_value() == "bb"


def test_somebody_insulted_long_enough_hangs_up(browse: Browse) -> None:
    page = come_in(browse, "Rude Rex")
    call(page)
    for _ in range(12):
        before = len(mine(page))
        box(page).fill("You are an idiot, and your place is a joke. Shut up and listen.")
        box(page).press("Enter")
        page.wait_for_function(
            "n => document.querySelector('.click, .trouble') || document.querySelectorAll('.said .me').length > n",
            arg=before,
        )
        harness.wait_idle(page)
        if page.locator(".click").count() or box(page).count() == 0:
            break
        page.wait_for_timeout(300)
        if page.locator(".trouble").count():
            break
    expect(page.locator(".click")).to_contain_text("hung up. The line is dead.")
    assert box(page).count() == 0 and page.get_by_role("button", name="End call").count() == 0
    harness.shots(page, "hung-up")


def test_a_call_room_fits_a_telephone(browse: Browse) -> None:
    page = come_in(browse, "Pia Small", width="phone")
    call(page)
    for line in ("Hello, it's Pia.", "Which question should it answer?", "What happens to it on your desk?"):
        say(page, line)
    for part in (page.locator(".head .name"), page.get_by_role("button", name="End call"), box(page)):
        expect(part).to_be_in_viewport()
    last = page.locator(".said .them p").last
    expect(last).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_stranger_sees_nothing_of_a_call(browse: Browse) -> None:
    page = come_in(browse, "Owner One")
    id = call(page)
    say(page, "Between the two of us only.")
    other = come_in(browse, "Other Two")
    other.goto(f"/call?call={id}")
    harness.wait_idle(other)
    text = harness.main(other).inner_text()
    assert "There is no such call, or it is not yours to see." in text and "Between the two of us" not in text
    other.get_by_role("link", name="Back to Today").click()
    expect(other.get_by_role("heading", name="Before you dial")).to_be_visible()
