"""The report in a real browser: it draws, sorts, filters and fits, asks the network for nothing, and runs nobody's script."""

import re
from itertools import pairwise

import pytest
from report_page import HOSTILE

WIDTHS = [375, 1440]
SCHEMES = ["light", "dark"]
AA = 4.5
A4 = 703  # pixels of the 186 mm between margins

TEXTS = """() => {
    const seen = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const behind = (node) => {
        for (let at = node; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (colour !== "rgba(0, 0, 0, 0)") return colour;
        }
        return "rgb(255, 255, 255)";
    };
    const found = new Map();
    for (const node of document.querySelectorAll("body *")) {
        const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
        if (!own || !seen(node) || node.closest("script, .hidden-text, .skip, [hidden]")) continue;
        const style = getComputedStyle(node);
        const colour = node instanceof SVGElement ? style.fill : style.color;
        const kind = node instanceof SVGElement ? "chart" : "page";
        const pair = [colour, behind(node), kind];
        found.set(pair.join(), [...pair, `${node.tagName}: ${node.textContent.trim().slice(0, 30)}`]);
    }
    return [...found.values()];
}"""
CLIPPED = """() => {
    const clipped = [];
    for (const node of document.querySelectorAll("button, h1, h2, h3, dt, dd, figcaption, summary, .verdict, .tier, nav a, .lead, .note, li")) {
        if (node.checkVisibility() && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== "inline")
            clipped.push(`${node.tagName} ${node.textContent.trim().slice(0, 40)}`);
    }
    for (const drawing of document.querySelectorAll("[data-chart] svg")) {
        const box = drawing.getBoundingClientRect();
        for (const text of drawing.querySelectorAll("text")) {
            const place = text.getBoundingClientRect();
            if (text.textContent && Number(getComputedStyle(text).opacity) && (place.left < box.left - 1 || place.right > box.right + 1))
                clipped.push(`chart ${drawing.closest("[data-chart]").dataset.chart}: ${text.textContent}`);
        }
    }
    return clipped;
}"""


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour as the browser writes it (WCAG 2)."""
    red, green, blue = (float(part) / 255 for part in re.findall(r"[\d.]+", colour)[:3])
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(text: str, ground: str) -> float:
    light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_wcag():
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(119, 119, 119)", "rgb(255, 255, 255)") == pytest.approx(4.48, abs=0.01)


@pytest.fixture(params=["sample_report", "empty_report", "hostile_report"])
def report(request):
    return request.getfixturevalue(request.param)


def test_it_opens_without_a_complaint_and_without_the_network(report, opened):
    page = opened(report)
    page.page.mouse.wheel(0, 100_000)
    page.page.wait_for_timeout(200)
    print(f"{report}: {report.stat().st_size / 1e6:.2f} MB, every chart drawn after {page.seconds:.2f} s")
    assert page.problems == []
    assert page.requests == [report.as_uri()]


def test_every_chart_of_the_sample_is_drawn_and_says_what_it_rests_on(sample_report, opened):
    page = opened(sample_report)
    charts = page.run("""() => [...document.querySelectorAll("figure")].map((figure) => ({
        id: figure.querySelector("[data-chart]").dataset.chart,
        marks: figure.querySelectorAll("svg .mark-symbol path, svg .mark-rect path, svg .mark-rule line").length,
        said: figure.querySelector("[role=img]").getAttribute("aria-label"),
        caption: figure.querySelector("figcaption").textContent,
    }))""")
    kinds = {chart["id"].split("-")[0] for chart in charts}
    assert {"tiers", "size", "returns", "best", "plan", "goals", "countries"} <= kinds
    for chart in charts:
        assert chart["marks"] > 0, chart["id"]
        assert len(chart["said"]) > 30 and re.search(r"\d", chart["said"]), chart["id"]
        assert re.search(r"n = \d", chart["caption"]), chart["id"]
        assert re.search(r"over|no rate|Share of|Count of", chart["caption"]), chart["id"]


def test_an_almost_empty_report_says_what_to_add(empty_report, opened):
    page = opened(empty_report)
    sections = page.page.locator("main > section")
    assert sections.count() == 10
    for at in range(10):
        section = sections.nth(at)
        name = section.get_attribute("id")
        assert section.locator(".missing li").count() > 0 or (name == "plans" and section.locator("li").count() > 0), (
            name
        )
    assert page.page.locator("h1").inner_text() == "The data cannot tell yet"
    assert page.page.locator("[data-chart]").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_text_fits(report, opened, width):
    page = opened(report, width)
    page.page.wait_for_timeout(300)
    assert page.run("() => document.documentElement.scrollWidth") == width
    assert page.run(CLIPPED) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("chosen", [False, True])
def test_text_stands_out_in_both_schemes(sample_report, opened, scheme, chosen):
    page = opened(sample_report, scheme={"light": "dark", "dark": "light"}[scheme] if chosen else scheme)
    if chosen:  # against the system's scheme
        while page.page.locator("html").get_attribute("data-scheme") != scheme:
            page.page.locator("#scheme").click()
    page.run("() => document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    pairs = page.run(TEXTS)
    assert {kind for *_, kind, _ in pairs} == {"chart", "page"}
    assert len(pairs) > 6
    weak = [(text, ground, words) for text, ground, _, words in pairs if contrast(text, ground) < AA]
    assert weak == []
    grounds = [luminance(ground) for _, ground, kind, _ in pairs if kind == "chart"]
    assert (max(grounds) < 0.2) if scheme == "dark" else (min(grounds) > 0.8)


def column(page, name):
    """Return the cells of a column of the creators' table as they are shown."""
    return page.run(
        """(name) => {
            const table = document.querySelector("[data-table=creators-table] table");
            const at = [...table.tHead.rows[0].cells].findIndex((cell) => cell.textContent === name);
            return [...table.tBodies[0].rows].map((row) => row.cells[at].textContent);
        }""",
        name,
    )


def numbers(cells):
    return [float(cell.replace(",", "").rstrip("%")) for cell in cells if not cell.startswith("–")]


def test_sorting_by_mouse_and_keyboard(sample_report, opened):
    page = opened(sample_report)
    table = page.page.locator("[data-table=creators-table]")
    head = table.locator("th", has=page.page.get_by_role("button", name="Followers", exact=True))
    before = numbers(column(page, "Followers"))
    assert before != sorted(before, reverse=True)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert numbers(column(page, "Followers")) == sorted(before, reverse=True)
    head.get_by_role("button").focus()
    page.page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert numbers(column(page, "Followers")) == sorted(before)
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "none"
    assert numbers(column(page, "Posts")) == sorted(numbers(column(page, "Posts")), reverse=True)
    costs = table.get_by_role("button", name=re.compile("^Cost"))
    costs.click()
    cost = page.run(
        "(at) => [...document.querySelectorAll('[data-table=creators-table] thead th')][at].textContent", 15
    )
    shown = column(page, cost)
    known = [cell for cell in shown if not cell.startswith("–")]
    assert 0 < len(known) < len(shown)
    assert shown[: len(known)] == known, "what is not reported comes last"


def test_filtering_and_its_count(sample_report, opened):
    page = opened(sample_report)
    table = page.page.locator("[data-table=creators-table]")
    rows = table.locator("tbody tr")
    status = table.get_by_role("status")
    every = rows.count()
    table.get_by_label("Platform", exact=True).select_option("TikTok")
    some = rows.count()
    assert 0 < some < every
    assert set(column(page, "Platform")) == {"TikTok"}
    table.get_by_label("Evidence", exact=True).select_option("high")
    assert set(column(page, "Evidence")) <= {"high"}
    table.get_by_label("Evidence", exact=True).select_option("")
    assert rows.count() == some
    first = column(page, "Handle")[0]
    table.get_by_label("Find", exact=True).fill(first.upper())
    assert first in column(page, "Handle")
    assert rows.count() < some
    table.get_by_label("Find", exact=True).fill("nobody is called this")
    assert rows.count() == 0
    assert status.inner_text().startswith("None of ")


def test_a_long_table_shows_a_part_and_then_more(sample_report, opened):
    page = opened(sample_report)
    table = page.page.locator("[data-table=plan-1-candidates]")
    assert table.locator("tbody tr").count() == 50
    table.get_by_role("button", name=re.compile("Show")).click()
    assert table.locator("tbody tr").count() > 50


def test_what_people_write_stays_text(hostile_report, opened):
    page = opened(hostile_report)
    assert page.run("() => window.hacked ?? null") is None
    assert page.page.locator("img, b, iframe").count() == 0
    assert HOSTILE in column(page, "Creator")
    assert (
        page.run("() => [...document.links].filter((link) => !link.hash && !link.href.startsWith('http')).length") == 0
    )
    point = page.page.locator("[data-chart=size-instagram] svg .mark-symbol path").first
    point.scroll_into_view_if_needed()
    point.hover(force=True)
    tip = page.page.locator("#vg-tooltip-element")
    tip.wait_for(state="visible")
    assert HOSTILE in tip.inner_text()
    assert tip.locator("img, script, b").count() == 0
    page.page.wait_for_timeout(200)
    assert page.run("() => window.hacked ?? null") is None
    assert page.problems == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_print_is_light_whole_and_without_controls(sample_report, opened, scheme):
    page = opened(sample_report, scheme=scheme)
    page.page.emulate_media(media="print")
    for hidden in ("nav.sections", "#scheme", ".controls >> nth=0", ".queries >> nth=0", ".more >> nth=0"):
        assert not page.page.locator(hidden).is_visible(), hidden
    assert page.run("() => getComputedStyle(document.querySelector('.scroll')).overflow") == "visible"
    page.page.set_viewport_size({"width": A4, "height": 1000})
    assert page.run("() => document.documentElement.scrollWidth") == A4
    assert luminance(page.run("() => getComputedStyle(document.body).backgroundColor")) > 0.9
    assert luminance(page.run("() => getComputedStyle(document.body).color")) < 0.1


def test_the_choice_of_colours_is_remembered_and_needs_no_storage(sample_report, opened):
    page = opened(sample_report)
    page.page.locator("#scheme").click()
    chosen = page.page.locator("html").get_attribute("data-scheme")
    assert chosen != "automatic"
    page.page.reload()
    assert page.page.locator("html").get_attribute("data-scheme") == chosen
    blocked = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });"
    without = opened(sample_report, script=blocked)
    without.page.locator("#scheme").click()
    assert without.page.locator("html").get_attribute("data-scheme") == chosen
    assert without.problems == []


def test_the_page_can_be_walked_by_keyboard_and_heard(sample_report, opened):
    page = opened(sample_report, reduced_motion="reduce")
    page.page.keyboard.press("Tab")
    assert page.run("() => document.activeElement.className") == "skip"
    page.page.keyboard.press("Enter")
    assert page.run("() => document.activeElement.id") == "main"
    assert page.page.locator("h1").count() == 1
    assert page.run("() => ['header', 'nav', 'main', 'footer'].every((name) => document.querySelector(name))")
    levels = page.run("() => [...document.querySelectorAll('h1, h2, h3')].map((head) => Number(head.tagName[1]))")
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.run("() => [...document.querySelectorAll('input, select')].every((field) => field.labels.length === 1)")
    assert page.run("() => getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.page.locator("[data-table=creators-table] .sort").first.focus()
    page.page.keyboard.press("Tab")
    assert page.run("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    repeated = page.run("() => [...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(repeated) == len(set(repeated))


def test_the_queries_behind_a_section_can_be_copied(sample_report, opened):
    page = opened(sample_report)
    part = page.page.locator("#returns .queries")
    part.locator("summary").click()
    command = part.locator("code").first.inner_text()
    assert command.startswith("influencers query ") and "from marts.tier_roi" in command
    part.get_by_role("button").first.click()
    page.page.wait_for_timeout(200)
    assert page.run("() => getSelection().toString()").strip() == command.strip()
    assert re.match("Copied|Selected", part.get_by_role("button").first.inner_text())
