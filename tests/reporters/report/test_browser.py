"""The report in a real browser: nothing of an article runs, filters and keys work, and everybody can read it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.html_pages import hostile_report, quay_report, render

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
# The faults of axe-core that shut somebody out.
SERIOUS = {"serious", "critical"}


def press(browser: Any, keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).send_keys(keys).perform()


def shown(browser: Any) -> list[str]:
    """Return the numbers of the findings that are to be seen."""
    return browser.execute_script(
        "return Array.from(document.querySelectorAll('.finding')).filter(one => one.offsetHeight).map(one => one.id)"
    )


def focused(browser: Any) -> str:
    return browser.execute_script("return document.activeElement.id")


def test_nothing_of_an_article_runs(show: Show) -> None:
    browser = show(render(hostile_report(), quay_report(), show_suppressed=True))
    assert browser.execute_script("return window.hit === undefined")
    made = "return document.querySelectorAll('img, iframe, main svg[onload], body script').length"
    assert browser.execute_script(made) == 1
    for one in browser.find_elements("css selector", ".copy a.ref, .legend button"):
        browser.execute_script("arguments[0].click()", one)
    press(browser, "jjko")
    assert browser.execute_script("return window.hit === undefined")
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_the_policy_stops_what_is_put_in_later(show: Show) -> None:
    browser = show(render(quay_report()))
    refused = browser.execute_script(
        "const one = document.createElement('button'); let refused = 0;"
        "try { one.setAttribute('onclick', 'window.hit = 1'); } catch (error) { refused += 1; }"
        "try { one.innerHTML = '<b>x</b>'; } catch (error) { refused += 1; }"
        "const image = document.createElement('img'); image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';"
        "document.body.append(one, image); one.click(); return refused;"
    )
    assert refused == 2
    assert browser.execute_script("return window.hit === undefined")
    assert any("Content Security Policy" in entry["message"] for entry in browser.get_log("browser"))


def test_j_and_k_walk_through_the_findings(show: Show) -> None:
    browser = show(render(quay_report(), quay_report("again.txt")))
    walked = []
    for key in "jjjjjkk":
        press(browser, key)
        walked.append(focused(browser))
    assert walked == ["s1-f1", "s1-f2", "s2-f1", "s2-f2", "s1-f1", "s2-f2", "s2-f1"]
    marked = "return Array.from(document.querySelectorAll('.copy .flag.now')).map(one => one.dataset.f)"
    assert set(browser.execute_script(marked)) == {"s2-f1"}


def test_severities_filter_by_box_and_by_key(show: Show) -> None:
    browser = show(render(quay_report(), show_suppressed=True))
    assert shown(browser) == ["s1-f1", "s1-f2", "s1-f3"]
    press(browser, "n")
    assert shown(browser) == ["s1-f2", "s1-f3"]
    browser.find_element("css selector", "input[value=warning]").click()
    assert shown(browser) == ["s1-f3"]
    assert browser.find_element("id", "shown").text == "1 of 3 findings"
    from selenium.webdriver.common.keys import Keys

    press(browser, Keys.ESCAPE)
    assert shown(browser) == ["s1-f1", "s1-f2", "s1-f3"]


def test_a_slash_leads_to_the_filter_of_words(show: Show) -> None:
    browser = show(render(quay_report()))
    press(browser, "/")
    assert focused(browser) == "by-words"
    press(browser, "Jkeep")  # letters that are keys elsewhere are letters here
    assert browser.find_element("id", "by-words").get_property("value") == "Jkeep"
    assert shown(browser) == []
    browser.find_element("id", "by-words").clear()
    press(browser, "KEEP one")
    assert shown(browser) == ["s1-f2"]


def test_a_speaker_chosen_leaves_only_what_is_said_there(show: Show) -> None:
    browser = show(render(quay_report()))
    for item in browser.find_elements("css selector", ".legend button"):
        if "Ines" in item.text:
            item.click()
    assert shown(browser) == []
    dim = "return Array.from(document.querySelectorAll('.copy .said.dim')).map(one => one.textContent).join('')"
    assert browser.execute_script(dim) == "“The ice took the pilings,”"
    pressed = browser.find_elements("css selector", ".legend button[aria-pressed=true]")
    assert [one.text for one in pressed] == ["? Ines Tol or Pia Berg?"]


def test_a_question_mark_shows_the_keys_and_they_can_be_switched_off(show: Show) -> None:
    from selenium.webdriver.common.keys import Keys

    browser = show(render(quay_report()))
    press(browser, "?")
    assert browser.execute_script("return document.getElementById('help').open")
    browser.find_element("id", "keys-on").click()
    press(browser, Keys.ESCAPE)
    assert not browser.execute_script("return document.getElementById('help').open")
    press(browser, "j")
    assert not focused(browser).startswith("s1-f")


def test_the_theme_goes_by_the_system_and_by_choice(show: Show) -> None:
    ground = "return getComputedStyle(document.body).backgroundColor"
    browser = show(render(quay_report()))
    light = browser.execute_script(ground)
    press(browser, "t")
    chosen = browser.execute_script(ground)
    dark = show(render(quay_report()), dark=True).execute_script(ground)
    assert light != dark
    assert chosen == dark


def test_it_can_be_read_without_scripts(show: Show) -> None:
    browser = show(render(quay_report()), scripts=False)
    tree = browser.execute_cdp_cmd("DOM.getDocument", {"depth": -1})
    root = tree["root"]["nodeId"]
    for selector, visible in (("#s1-f1", True), (".copy", True), (".ledger table", True), (".bar", False)):
        node = browser.execute_cdp_cmd("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        try:
            height = browser.execute_cdp_cmd("DOM.getBoxModel", {"nodeId": node})["model"]["height"]
        except Exception:  # what is not shown has no box
            height = 0
        assert bool(height) is visible, selector


@pytest.mark.parametrize("width", [1280, 1024, 700, 390])
def test_nothing_overlaps_and_nothing_sticks_out(show: Show, width: int) -> None:
    browser = show(render(quay_report(), hostile_report(), show_suppressed=True), width=width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    boxes = browser.execute_script(
        "return Array.from(document.querySelectorAll('.copy, .finding, .who')).map(one => {"
        "const box = one.getBoundingClientRect();"
        "return [one.className, box.left, box.top, box.right, box.bottom]; })"
    )
    assert len(boxes) > 6
    for at, (name, left, top, right, bottom) in enumerate(boxes):
        for other, *box in boxes[at + 1 :]:
            apart = right <= box[0] + 1 or box[2] <= left + 1 or bottom <= box[1] + 1 or box[3] <= top + 1
            assert apart, (name, other)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_serious_fault(show: Show, width: int, dark: bool) -> None:
    package = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed (the extra `browser`)")
    script = (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")
    browser = show(render(quay_report(), hostile_report(), show_suppressed=True), width=width, dark=dark)
    browser.execute_script("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    browser.execute_script(script)
    found = browser.execute_async_script(
        "const done = arguments[arguments.length - 1]; axe.run(document).then(done, error => done(String(error)))"
    )
    assert isinstance(found, dict), found
    assert found["passes"]
    faults = [
        (one["id"], one["impact"], [node["html"][:200] for node in one["nodes"][:3]])
        for one in found["violations"]
        if one["impact"] in SERIOUS
    ]
    assert faults == [], json.dumps(faults, indent=1)
