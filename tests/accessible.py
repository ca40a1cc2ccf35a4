"""What a page lacks for those who hear it or go through it by keyboard, looked up in the page itself."""

from playwright.sync_api import Page

# Names as browsers work them out, in short: a label of its own, the words of what labels it, its own words.
LACKS = """() => {
  const found = [];
  const roots = [document];
  for (const root of roots)
    for (const one of root.querySelectorAll("*")) if (one.shadowRoot) roots.push(one.shadowRoot);
  const all = (what) => roots.flatMap((root) => [...root.querySelectorAll(what)]);
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[aria-hidden=true]");
  const words = (one) => (one ? one.innerText || one.textContent || "" : "").trim();
  const labelled = (one) => (one.getAttribute("aria-labelledby") || "").split(/\\s+/).filter(Boolean)
    .map((id) => words(one.getRootNode().getElementById(id))).join(" ").trim();
  const name = (one) => (one.getAttribute("aria-label") || "").trim() || labelled(one) ||
    [...(one.labels || [])].map(words).join(" ").trim() || words(one) || (one.getAttribute("title") || "").trim() ||
    (one.getAttribute("alt") || "").trim();
  const say = (what, one) => found.push(`${what}: ${one.outerHTML.slice(0, 160)}`);
  const controls = "button, a[href], input, select, textarea, [role=button], [role=combobox], [role=switch]";
  for (const one of all(controls)) if (seen(one) && !name(one)) say("a control without a name", one);
  for (const one of all(".stPlotlyChart"))
    if (one.getAttribute("role") !== "figure" || !one.getAttribute("aria-label")) say("a chart without a name", one);
  for (const one of all("[role=img], img")) if (seen(one) && !name(one)) say("a picture without a name", one);
  for (const one of all("[data-testid=stDataFrame]"))
    if (!one.querySelector("[role=region][aria-label]")) say("a table without a name", one);
  for (const one of all("[tabindex]")) if (one.tabIndex > 0) say("out of the order of the page", one);
  if (all("h1").filter(seen).length !== 1) found.push(`main headings: ${all("h1").length}`);
  if (!document.documentElement.lang) found.push("no language");
  return found;
}"""


def lacks(page: Page) -> list[str]:
    """Everything on a page that has no name, or stands out of its order, as words with the element."""
    found: list[str] = page.evaluate(LACKS)
    return found
