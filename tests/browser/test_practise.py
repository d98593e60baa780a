"""A trainee comes in, reads, chooses, calls, is cut off, hangs up; nothing is lost and nothing is given away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from holdtheline import persona
from holdtheline.settings import shipped
from holdtheline.transcript import MAX_REP_MESSAGE
from holdtheline.ui.parts.lesson import lesson

from . import harness
from .conftest import Browse

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

HOSTILE = (
    '<img src=x onerror="document.title=1"><script>document.title=2</script> '
    "**bold** :red[x] [link](https://x.org) https://y.org $x$ :material/home:"
)
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


def test_a_name_is_kept_over_a_reload_and_gone_after_signing_out(browse: Browse) -> None:
    page = come_in(browse, "Ida <b>Berg</b> *x*")
    assert page.locator(".st-key-who").inner_text().startswith("Ida <b>Berg</b> *x*")
    page.reload()
    harness.wait_idle(page)
    assert page.locator(".st-key-who").inner_text().startswith("Ida <b>Berg</b> *x*")
    other = page.context.new_page()
    other.goto("/prospects")
    harness.wait_idle(other)
    assert other.get_by_role("heading", name="Prospects").is_visible()
    page.locator(".st-key-who button").first.click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Your name")).to_be_visible()
    harness.wait_idle(page)
    page.reload()
    harness.wait_idle(page)
    expect(page.get_by_label("Your name")).to_be_visible()


def test_an_empty_name_is_refused_in_plain_words(browse: Browse) -> None:
    page = browse()
    page.get_by_label("Your name").fill("   ")
    page.get_by_role("button", name="Come in").click()
    harness.wait_idle(page)
    assert "Your name is empty; type what the coach should call you." in harness.main(page).inner_text()
    harness.shots(page, "sign-in")


def test_a_forged_cookie_signs_nobody_in(browse: Browse) -> None:
    page = come_in(browse, "Fay Holt")
    cookie = next(one for one in page.context.cookies() if one["name"].startswith("holdtheline_"))
    seal = cookie["value"].partition(".")[2]
    page.context.add_cookies([{**cookie, "value": f"coach.{seal}"}])
    page.goto("/queue")
    harness.wait_idle(page)
    expect(page.get_by_label("Your name")).to_be_visible()


def test_a_first_visit_reads_two_calls_and_then_dials(browse: Browse) -> None:
    found = lesson()
    page = come_in(browse, "Nils Frank")
    assert found.why in harness.main(page).inner_text()
    harness.shots(page, "first-visit")
    first, second = found.calls
    assert page.locator(".note").count() == 0, "no answer before the question"
    page.locator("li[data-turn='2'] button").click()
    harness.wait_idle(page)
    assert first.wrong in harness.main(page).inner_text()
    assert page.locator(".note").all_inner_texts() == [line.said for line in first.lines]
    assert page.locator(f"li[data-turn='{first.turned}'] .tag").inner_text() == "It turned here"
    page.locator(f"li[data-turn='{second.turned}'] button").click()
    harness.wait_idle(page)
    assert second.right in harness.main(page).inner_text()
    harness.shots(page, "first-visit-read")
    page.get_by_role("button", name="Choose somebody to call").click()
    page.wait_for_url("**/prospects")


def test_cards_and_brief_say_what_a_rep_may_know(browse: Browse) -> None:
    page = come_in(browse, "Greta Holm", "/prospects")
    assert page.locator(".card").count() == len(PROSPECTS)
    harness.shots(page, "prospects")
    page.get_by_role("link", name="Read the brief").first.click()
    page.wait_for_url("**/brief?card=*")
    harness.wait_idle(page)
    text = harness.main(page).inner_text()
    for part in ("Before this call", "You sell", "What bears you out", "What you can't offer", "who will read it"):
        assert part in text
    assert "Nothing you type leaves this machine." in text
    harness.shots(page, "brief")
    page.reload()
    harness.wait_idle(page)
    assert harness.main(page).inner_text() == text


def test_a_whole_call_with_a_reload_and_a_second_tab(browse: Browse) -> None:
    page = come_in(browse, "Tess Rowe")
    id = call(page)
    assert "No model is connected" in harness.main(page).inner_text()
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
    assert tab.locator(".said .them p").all_inner_texts() == theirs(page)

    harness.shots(page, "call")
    page.get_by_role("button", name="End call").click()
    expect(page.locator(".click")).to_be_in_viewport()
    assert box(page).count() == 0
    assert page.locator(".head .state").inner_text() == "The line is dead"
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
    assert page.locator(".said .me p").locator("img, script, strong, a, span").count() == 0
    page.reload()
    expect(page.locator(".said .me")).to_have_count(1)
    harness.wait_idle(page)
    assert mine(page) == [HOSTILE] and page.title() == "Call – Hold the line"
    assert harness.main(page).locator("script, [onerror], .said a").count() == 0


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
    assert desk.is_visible(), "on a wide screen it lies beside the telephone"
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


def test_later_visits_show_what_is_open_and_what_to_work_on(browse: Browse) -> None:
    page = come_in(browse, "Vera Long")
    call(page)
    say(page, "Of course, I'll send you our brochure, it's lovely!")
    page.goto("/")
    harness.wait_idle(page)
    page.get_by_role("button", name="Go on with").click()
    page.wait_for_url("**/call?call=*")
    expect(page.locator(".said .me")).to_have_count(1)
    harness.wait_idle(page)
    say(page, "Thank you so much, I'll check back in next week sometime!")
    if page.get_by_role("button", name="End call").count():
        page.get_by_role("button", name="End call").click()
    expect(page.locator(".click")).to_be_visible()
    page.goto("/")
    harness.wait_idle(page)
    assert "You haven’t looked back on it yet." in harness.main(page).inner_text()
    page.get_by_role("button", name="Look back at the call").click()
    page.wait_for_url("**/debrief?call=*")
    page.get_by_role("button", name="I can’t tell").click()
    harness.wait_idle(page)
    page.get_by_role("link", name="Today", exact=True).click()
    harness.wait_idle(page)
    text = harness.main(page).inner_text()
    assert "One thing to work on" in text and "Last seven days" in text and "One call" in text
    harness.shots(page, "today")
