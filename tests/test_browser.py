"""What only a browser can show: links, clicks, keys, hostile words drawn, and that nothing leaves the machine."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from examples import document, quote, written
from hostile import ATTACK, EVIL, FILE, corpus

from core import settings
from core.records import Mention

pytest.importorskip("playwright", reason="playwright is not installed: browser tests are skipped")
from accessible import lacks
from browser import CHROMIUM, FLAGS, START, Window, only_local, serving
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: browser tests are skipped"),
]
PAGES = ["", *(path.stem.partition("_")[2] for path in sorted((settings.ROOT / "pages").glob("[0-9]*.py")))]


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "tables"
    written(folder, **corpus())
    return folder


@pytest.fixture(scope="session")
def app(tables: Path) -> Iterator[str]:
    with serving(tables) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def foreign() -> list[str]:
    """Every address off the machine that any page of this run asked for."""
    return []


@pytest.fixture(scope="session")
def context(chromium: Browser, foreign: list[str]) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport={"width": 1600, "height": 900}, accept_downloads=True)
    made.set_default_timeout(START * 1000)
    only_local(made, foreign)
    yield made
    made.close()


@pytest.fixture
def window(context: BrowserContext) -> Iterator[Window]:
    made = Window(context.new_page())
    made.page.on("pageerror", lambda error: made.errors.append(str(error)))
    made.page.on("dialog", lambda dialog: (made.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield made
    made.page.close()
    assert not made.errors


WITHOUT_WORDS = {"Upload"}  # pages that show no words of the corpus


def opening_the_worst(name: str) -> str:
    """What a link to a page names so that hostile words are on it."""
    rows = corpus()
    told, said = rows["transfers"][1].id, rows["quotes"][1].id
    parameters = {
        "": {"pairs": f"{ATTACK} href → Selvia", "row": told},
        "Timeline": {"intervals": "c2", "row": told},
        "Network": {"node": "evil", "row": told},
        "Transfers": {"claim": "c2", "row": told},
        "Quotes": {"row": said},
        "Sources": {"by_stance": f"Evil {ATTACK}", "row": told},
        "Documents": {"doc": FILE},
        "Search": {"find": "hacked"},
        "Review": {"row": told},
        "Briefing": {"title": ATTACK, "source": "evil"},
    }
    return f"{name}?{urlencode(parameters.get(name, {}) | {'actor': ATTACK, 'known': ATTACK})}"


@pytest.mark.parametrize("name", PAGES)
def test_hostile_words_are_shown_as_words_everything_has_a_name_and_nothing_leaves_the_machine(
    name: str, window: Window, app: str, foreign: list[str]
) -> None:
    page = window.open(app + opening_the_worst(name))
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src='x']").count() == 0
    ignored = "therefore ignored: actor “<img src=x"
    assert ignored in window.words()
    if name not in WITHOUT_WORDS:
        assert window.comes(lambda: "<img src=x" in window.words().replace(ignored, "").replace("known “<img src=x", ""))
    assert window.comes(lambda: not lacks(page)), lacks(page)
    assert foreign == []


def test_the_reader_shows_hostile_words_as_they_stand(window: Window, app: str) -> None:
    page = window.open(f"{app}Documents?doc=%3Cb%3Eevil%3C%2Fb%3E%26doc%3Dx%20%231.txt")
    assert page.locator(".reader .text").inner_text() == EVIL
    assert FILE in window.words()


def links() -> list[str]:
    """A link to each page and view, with what can be open or selected on it."""
    told = corpus()["transfers"][0].id
    parameters: list[tuple[str, dict[str, str]]] = [
        ("", {"actor": "orvana", "pairs": "Orvana → Selvia", "row": told}),
        ("Timeline", {"category": "weapons", "clocks": "printed|weapons|2031-03-01|2031-03-31", "intervals": "c1"}),
        ("Network", {"node": "orvana", "part": "denies"}),
        ("Network", {"lines": "quotes", "edge": "courier.selvia.quotes"}),
        ("Transfers", {"claim": "c1", "row": told, "from": "2031-03-01"}),
        ("Quotes", {"source": "courier", "speakers": "Selvia"}),
        ("Quotes", {"view": "voices by source", "q": "howitzers", "cue": "stated", "sides": "Courier|Selvia"}),
        ("Sources", {"status": "asserted", "matrix_cells": "c1|courier", "cell": "c1|Courier"}),
        ("Documents", {"doc": "one.txt", "at": "27-65"}),
        ("Search", {"find": "howitzers", "kind": "quotes"}),
        ("Review", {"table": "quotes", "state": "unreviewed"}),
        ("Briefing", {"picture": "pairs", "title": "Guns for Selvia", "source": "courier"}),
    ]
    return [f"{name}?{urlencode(given)}" for name, given in parameters]


@pytest.fixture(scope="session")
def under_a_path(tables: Path) -> Iterator[str]:
    """The app once more, just started, under a base path."""
    with serving(tables, "dash/news") as address:
        yield address


@pytest.fixture(scope="session")
def fresh(chromium: Browser, foreign: list[str]) -> Iterator[BrowserContext]:
    """A browser that has never seen the app: no cache, no cookie."""
    made = chromium.new_context(viewport={"width": 1600, "height": 900})
    made.set_default_timeout(START * 1000)
    only_local(made, foreign)
    yield made
    made.close()


SELECTED = (
    "() => [...document.querySelectorAll('.js-plotly-plot')].map((one) => one.data.map((trace) => trace.selectedpoints))"
)


@pytest.mark.parametrize("link", links())
def test_a_link_shows_the_same_on_a_fresh_server_in_a_fresh_browser(
    link: str, window: Window, app: str, under_a_path: str, fresh: BrowserContext
) -> None:
    window.open(app + link)
    address = window.page.url.removeprefix(app)
    assert parse_qs(urlsplit(link).query).items() <= parse_qs(urlsplit(address).query).items()
    assert "therefore ignored" not in window.words()
    other = Window(fresh.new_page())
    other.open(under_a_path + address)
    assert other.comes(lambda: other.words() == window.words()), other.words()
    assert other.comes(lambda: other.page.evaluate(SELECTED) == window.page.evaluate(SELECTED))
    other.page.close()


# The middle of the first bar of the first chart.
BAR = """() => {
  const bars = [...document.querySelectorAll(".js-plotly-plot .bars path")].map((one) => one.getBoundingClientRect());
  const bar = bars.find((one) => one.width > 4 && one.height > 4);
  return [bar.left + bar.width / 2, bar.top + bar.height / 2];
}"""


def test_a_click_on_a_bar_opens_its_rows_and_back_closes_them(window: Window, app: str) -> None:
    page = window.open(app)
    page.locator(".js-plotly-plot .bars path").first.wait_for()
    page.mouse.click(*page.evaluate(BAR))
    page.wait_for_url("**pairs=**")
    window.settled()
    assert "Select a row to read its sentence." in window.words()
    page.go_back()
    page.wait_for_url(app)
    assert window.comes(lambda: "Select a row to read its sentence." not in window.words())
    page.go_forward()
    page.wait_for_url("**pairs=**")
    assert window.comes(lambda: "Select a row to read its sentence." in window.words())


def test_a_brush_along_the_time_sets_the_period_of_every_page(window: Window, app: str) -> None:
    page = window.open(f"{app}Timeline?clocks_mouse=drag+a+period")
    page.locator(".js-plotly-plot .bars path").first.wait_for()
    frame = page.locator(".js-plotly-plot .nsewdrag").first.bounding_box()
    assert frame
    page.mouse.move(frame["x"] + frame["width"] * 0.3, frame["y"] + 30)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] * 0.7, frame["y"] + 60, steps=4)
    page.mouse.up()
    page.wait_for_url("**from=**")
    window.settled()
    period = parse_qs(urlsplit(page.url).query)
    assert period["from"] < ["2031-03-04"] < period["to"]
    page.get_by_role("link", name="Quotes", exact=True).click()
    page.wait_for_url("**/Quotes?**")
    window.settled()
    assert {key: parse_qs(urlsplit(page.url).query)[key] for key in ("from", "to")} == {
        key: period[key] for key in ("from", "to")
    }
    assert "1 quote in 1 document" in window.words()


def test_all_filters_are_cleared_in_one_step_that_back_undoes(window: Window, app: str) -> None:
    page = window.open(f"{app}Transfers?actor=orvana&category=weapons")
    page.locator(".st-key-chip_all button").click()
    page.wait_for_url(f"{app}Transfers")
    page.go_back()
    page.wait_for_url("**actor=orvana&category=weapons")
    assert window.comes(lambda: {"Actor: Orvana ×", "Category: weapons ×"} <= set(window.words().splitlines()))


def test_back_from_another_page_finds_the_view_and_the_words_searched_for(window: Window, app: str) -> None:
    page = window.open(f"{app}Quotes")
    page.get_by_role("radio", name="who on whom").or_(page.get_by_text("who on whom", exact=True)).first.click()
    page.wait_for_url("**view=who+on+whom")
    box = page.locator(".st-key-q input")
    box.fill("howitzers")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=howitzers")
    window.settled()
    before = window.words()
    page.get_by_role("link", name="Sources", exact=True).click()
    page.wait_for_url("**/Sources")
    window.settled()
    page.go_back()
    page.wait_for_url("**q=howitzers")
    window.settled()
    expect(box).to_have_value("howitzers", timeout=START * 1000)
    assert window.words() == before


# Finds a place on the canvas that has the fill of a node (the light theme's border colour), some way inside it.
NODE = """() => {
  const find = (root) => root.querySelector(".picture canvas") ?? [...root.querySelectorAll("*")].map(
    (one) => one.shadowRoot && find(one.shadowRoot)).find(Boolean);
  const canvas = find(document);
  const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const filled = (spot) => data[spot * 4] === 0xd5 && data[spot * 4 + 1] === 0xda && data[spot * 4 + 2] === 0xe1;
  const frame = canvas.getBoundingClientRect();
  for (let spot = 0; spot < width * (height - 6); spot += 1) {
    if (filled(spot) && filled(spot + 5 * width)) {
      const [x, y] = [spot % width, Math.floor(spot / width) + 5];
      return [frame.left + (x * frame.width) / width, frame.top + (y * frame.height) / height];
    }
  }
  return null;
}"""


def test_a_click_on_a_node_opens_its_rows_and_is_in_the_url(window: Window, app: str) -> None:
    page = window.open(f"{app}Network?category=weapons")
    assert "Rows in which this actor" not in window.words()
    page.locator(".picture[data-drawn='2']").wait_for()
    left, top = page.evaluate(NODE)
    page.mouse.click(left, top)
    page.wait_for_url("**node=*")
    window.settled()
    assert "Rows in which this actor" in window.words()
    page.mouse.click(*_corner(window))
    page.wait_for_url(lambda address: "node=" not in address)


def _corner(window: Window) -> tuple[float, float]:
    """A place in the picture where nothing is drawn."""
    frame = window.page.locator(".picture").bounding_box()
    assert frame
    return frame["x"] + 12, frame["y"] + 12


def test_the_network_can_be_saved_as_a_picture_and_as_graphml(window: Window, app: str) -> None:
    page = window.open(f"{app}Network")
    page.locator(".picture[data-drawn]").wait_for()
    with page.expect_download() as saved:
        page.locator(".png").click()
    assert saved.value.suggested_filename == "made-up-network-gives-no-filter.png"
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Lines as GraphML").click()
    assert b"<graphml" in saved.value.path().read_bytes()


def reading(window: Window, address: str) -> Page:
    """A page with a document, opened, once its text is marked: the reader's script comes after the page's own."""
    window.open(address)
    window.page.locator(".reader .text .piece").first.wait_for()
    return window.page


def test_keys_step_through_the_marks_and_open_a_row(window: Window, app: str) -> None:
    page = reading(window, f"{app}Documents?doc=one.txt")
    page.locator(".reader .text").focus()
    told = []
    for key in "nnnp":
        page.keyboard.press(key)
        told.append(page.locator(".reader .status").inner_text().partition(" (")[0])
    assert told == ["actor: Selvia", "quote: Selvia · “said” · indirect", told[2], "quote: Selvia · “said” · indirect"]
    page.keyboard.press("Enter")
    page.wait_for_url("**at=27-65**")
    window.settled()
    assert "Why this row: rule said, score 0.80; characters 27 to 65" in window.words()


def test_back_returns_to_what_was_open_before(window: Window, app: str) -> None:
    page = reading(window, f"{app}Documents?doc=one.txt")
    for place, row in enumerate((corpus()["quotes"][0].id, corpus()["transfers"][0].id)):
        page.locator(".margin .entry").nth(place).click()
        page.wait_for_url(f"**row={row}")
        window.settled()
    status = page.locator(".reader .status")
    assert status.inner_text().startswith("transfer")
    page.go_back()
    expect(status).to_contain_text("quote", timeout=START * 1000)
    page.go_back()
    expect(status).to_be_empty(timeout=START * 1000)
    assert page.locator(".text .chosen").count() == 0


def test_a_kind_of_mark_is_switched_off_and_stays_so_in_the_link(window: Window, app: str) -> None:
    page = reading(window, f"{app}Documents?doc=one.txt")
    assert page.locator(".text .in-actor").count() > 0
    page.get_by_role("checkbox", name="Actors").uncheck()
    page.wait_for_url("**off=actor**")
    reading(window, page.url)
    assert page.locator(".text .in-actor").count() == 0
    assert page.locator(".text .in-quote").count() > 0


def test_the_stretch_that_a_link_names_is_outlined_and_in_sight(window: Window, app: str) -> None:
    page = reading(window, f"{app}Documents?doc=one.txt&at=0-6")
    assert page.locator(".text .chosen").first.inner_text() == "Selvia"
    assert page.locator(".text .chosen").first.is_visible()


def test_an_address_that_is_no_web_page_is_not_a_link(window: Window, app: str) -> None:
    page = reading(window, f"{app}Documents?doc=one.txt")
    assert "javascript:alert(1)" in window.words()
    assert page.locator("a[href^='javascript']").count() == 0


def test_a_judgement_is_kept_and_seen_by_others(window: Window, app: str) -> None:
    page = window.open(f"{app}Review?table=quotes")
    window.open(f"{app}Review?table=quotes&row={corpus()['quotes'][0].id}")
    page.get_by_role("textbox", name="Your name").fill("Ada")
    page.get_by_role("textbox", name="Reason").fill(ATTACK)
    page.get_by_role("button", name="Wrong").click()
    page.wait_for_url(f"**row={corpus()['quotes'][1].id}")  # the next row is open: the judgement is written
    window.open(f"{app}Review?table=quotes&state=rejected&row={corpus()['quotes'][0].id}")
    assert f"Ada · wrong: {ATTACK}" in window.words()
    assert page.evaluate("window.hacked") is None


def test_filtered_rows_are_saved_under_a_name_that_says_which(window: Window, app: str) -> None:
    page = window.open(f"{app}Briefing?category=weapons")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Transfers as CSV (1)").click()
    assert saved.value.suggested_filename == "made-up-transfers-1-rows-category-weapons.csv"


def test_the_slide_alone_hides_everything_else(window: Window, app: str) -> None:
    page = window.open(f"{app}Briefing?present=1")
    expect(page.locator(".js-plotly-plot")).to_be_visible(timeout=START * 1000)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(".st-key-files")).to_be_hidden()


def test_buttons_step_through_the_marks_and_say_where_they_are(window: Window, app: str) -> None:
    page = reading(window, f"{app}Documents?doc=one.txt")
    place = page.locator(".reader .place")
    assert place.inner_text() == "5 marks"
    page.get_by_role("button", name="Next mark").click()
    page.get_by_role("button", name="Next mark").click()
    assert place.inner_text() == "2 of 5"
    page.keyboard.press("p")  # the keys go on from the button
    assert place.inner_text() == "1 of 5"
    page.get_by_role("button", name="Previous mark").click()
    assert place.inner_text() == "5 of 5"


def test_the_list_beside_the_text_is_one_stop_of_the_tab_key(window: Window, app: str) -> None:
    page = reading(window, f"{app}Documents?doc=one.txt")
    assert page.locator('.reader .entry[tabindex="0"]').count() == 1
    page.locator(".reader .entry").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**row=**")
    expect(page.locator(".reader .entry").nth(1)).to_have_attribute("aria-current", "true")


def test_a_date_is_marked_and_told_in_days(window: Window, app: str) -> None:
    page = reading(window, f"{app}Documents?doc=one.txt")
    assert page.locator(".text .in-date").all_inner_texts() == ["in May"]
    page.get_by_role("tab", name="Dates · 1").click()
    assert page.locator(".reader .entry .label").all_inner_texts() == ["“in May” · 1 to 31 May 2030"]


PARAGRAPHS = 4_000
NAMED = "Selvia and Orvana met again, and Selvia said on Monday that it had seen what Orvana had sent to it by sea."


@pytest.fixture(scope="module")
def long_text(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on one document of 84,000 words with 20,000 marks."""
    text = "\n\n".join([NAMED] * PARAGRAPHS)
    long = document("long.txt", text, title=f"A very long report {'of many words ' * 40}")
    starts = range(0, len(text), len(NAMED) + 2)
    named = [(match.start(), match[0]) for match in re.finditer("Selvia|Orvana", NAMED)]
    places = [(at + start, words) for at in starts for start, words in named]
    mentions = [Mention("long.txt", start, start + 6, words, words.lower(), "name") for start, words in places]
    said = quote(long, "it had seen what Orvana had sent to it by sea", speaker="selvia", cue="said", rule="said")
    quotes = [replace(said, id=f"q{at}", start=at + said.start, end=at + said.end) for at in starts]
    folder = tmp_path_factory.mktemp("long") / "tables"
    written(folder, documents=[long], mentions=mentions, quotes=quotes)
    with serving(folder) as address:
        yield address


def test_a_very_long_document_is_there_as_a_whole_and_drawn_where_it_is_read(window: Window, long_text: str) -> None:
    page = reading(window, f"{long_text}Documents?doc=long.txt")
    assert page.locator(".reader .text .piece").count() < 3_000
    assert page.locator(".reader .entry").count() < 300
    assert page.locator(".reader .text").text_content() == "\n\n".join([NAMED] * PARAGRAPHS)


def test_a_link_into_a_very_long_document_leads_to_its_words(window: Window, long_text: str) -> None:
    at = 3_500 * (len(NAMED) + 2)
    page = reading(window, f"{long_text}Documents?doc=long.txt&at={at}-{at + 6}")
    chosen = page.locator(".reader .text .chosen").first
    assert chosen.inner_text() == "Selvia"
    expect(chosen).to_be_in_viewport()
    assert page.locator(".reader .text .piece").count() < 3_000


def test_the_box_of_any_page_searches_everywhere_and_a_hit_opens_at_its_place(window: Window, app: str) -> None:
    page = window.open(f"{app}Quotes?category=weapons")
    page.get_by_role("searchbox", name="Search everywhere").fill("howitzers selvia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/Search?**find=howitzers**")
    window.settled()
    assert "category=weapons" in page.url
    page.get_by_role("link", name="In its document").first.click()
    page.wait_for_url("**/Documents?**at=27-65**")


def test_what_was_found_is_shown_as_its_characters(window: Window, app: str) -> None:
    page = window.open(f"{app}Search?find=hacked")
    assert ATTACK in window.words()
    assert page.evaluate("window.hacked") is None
