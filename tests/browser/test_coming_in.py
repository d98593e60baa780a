"""A trainee comes in, reads and chooses, and comes back later; who it is is kept, and nobody else gets in."""

from __future__ import annotations

from playwright.sync_api import expect

from holdtheline.ui.parts.lesson import lesson

from . import harness
from .call_room import PROSPECTS, call, come_in, say
from .conftest import Browse


def test_a_name_is_kept_over_a_reload_and_gone_after_signing_out(browse: Browse) -> None:
    page = come_in(browse, "Ida <b>Berg</b> *x*")
    assert page.locator(".st-key-who").inner_text().startswith("Ida <b>Berg</b> *x*")
    page.reload()
    harness.wait_idle(page)
    assert page.locator(".st-key-who").inner_text().startswith("Ida <b>Berg</b> *x*")
    other = page.context.new_page()
    other.goto("/prospects")
    harness.wait_idle(other)
    expect(other.get_by_role("heading", name="Prospects")).to_be_visible()
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
    expect(harness.main(page)).to_contain_text("Your name is empty; type what the coach should call you.")
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
    expect(harness.main(page)).to_contain_text(found.why)
    harness.shots(page, "first-visit")
    first, second = found.calls
    expect(page.locator(".note"), "no answer before the question").to_have_count(0)
    page.locator("li[data-turn='2'] button").click()
    harness.wait_idle(page)
    expect(harness.main(page)).to_contain_text(first.wrong)
    assert page.locator(".note").all_inner_texts() == [line.said for line in first.lines]
    assert page.locator(f"li[data-turn='{first.turned}'] .tag").inner_text() == "It turned here"
    page.locator(f"li[data-turn='{second.turned}'] button").click()
    harness.wait_idle(page)
    expect(harness.main(page)).to_contain_text(second.right)
    harness.shots(page, "first-visit-read")
    page.get_by_role("button", name="Choose somebody to call").click()
    page.wait_for_url("**/prospects")


def test_cards_and_brief_say_what_a_rep_may_know(browse: Browse) -> None:
    page = come_in(browse, "Greta Holm", "/prospects")
    expect(page.locator(".card")).to_have_count(len(PROSPECTS))
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
    expect(harness.main(page)).to_contain_text("You haven’t looked back on it yet.")
    page.get_by_role("button", name="Look back at the call").click()
    page.wait_for_url("**/debrief?call=*")
    page.get_by_role("button", name="I can’t tell").click()
    harness.wait_idle(page)
    page.get_by_role("link", name="Today", exact=True).click()
    harness.wait_idle(page)
    text = harness.main(page).inner_text()
    assert "One thing to work on" in text and "Last seven days" in text and "One call" in text
    harness.shots(page, "today")
