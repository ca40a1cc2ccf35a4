"""What each page asks of the tables when it is opened with some filters, and what its other views ask."""

from collections.abc import Callable

from core import briefing, marks, queries
from core.queries import Filters, Kept
from core.queries.everywhere import search_everywhere
from core.tables import Tables

Page = Callable[[Tables, Filters], object]


def home(data: Tables, filters: Filters) -> None:
    told, documents = queries.told_of(data, filters), queries.documents_of(data, filters)
    queries.holdings(data, filters)
    queries.counted(documents, undated="published IS NULL")
    queries.days_of(documents)
    queries.counted(told, undated="NOT dated")
    queries.days_of(told, "first_day", "last_day")
    queries.by_pair(told, most=10)
    contested = queries.claims_of(data, filters, contested=True)
    _ = contested.count, queries.claims_of(data, filters).count
    contested.page(most=100)


def search(data: Tables, filters: Filters) -> None:
    search_everywhere(data, filters, "artillery shells", 5)


def timeline(data: Tables, filters: Filters) -> None:
    told = queries.told_of(data, filters)
    step = queries.step_of(told)
    queries.counted(told, undated="NOT dated", unprinted="published IS NULL")
    queries.happened_over_time(told, "category", step)
    queries.printed_over_time(told, "category", step)
    queries.printed_days(told, list(queries.claims_of(data, filters).page(most=20)["id"]))
    several = queries.with_figures(told)
    if len(several):
        queries.tellings_of(told, several["id"].iloc[0])


def panels(data: Tables, filters: Filters) -> None:
    told = queries.told_of(data, filters)
    for about in ("category", "pair"):
        queries.in_panels(told, about, "year")


def network(data: Tables, filters: Filters) -> None:
    told, quotes = queries.told_of(data, filters), queries.said_of(data, filters)
    for view, rows in (("gives", told), ("speaks of", quotes), ("quotes", quotes)):
        drawn = queries.edges(rows, view, 150).drawn
        queries.nodes_of(data, {*drawn["source"], *drawn["target"]})
    if len(drawn):
        queries.parts_of(drawn["target"].iloc[0], told, quotes)


def transfers(data: Tables, filters: Filters) -> None:
    claims = queries.claims_of(data, filters)
    _ = claims.count, claims.tellings
    page = claims.page(most=100)
    found = queries.claims_of(data, filters, words="food")
    _ = found.count
    found.page(most=100)
    if len(page):
        one = queries.tellings_of(claims.told, page["id"].iloc[0])
        queries.positions(data, one, filters, [page["id"].iloc[0]])


def tellings(data: Tables, filters: Filters) -> None:
    told = queries.told_of(data, filters)
    for rows in (told, told.holding("weapons")):
        _ = rows.count, rows.documents
        rows.page(most=100)
    told.page("item", most=100)


def quotes(data: Tables, filters: Filters) -> None:
    said = queries.heard(data, filters)
    for rows in (said, queries.heard(data, filters, words="weapons")):
        _ = rows.count, rows.documents, queries.unattributed(rows)
        queries.by_speaker(rows)
        queries.by_cue(rows)
        queries.printed_over_time(rows, "kind", queries.step_of(rows))
        rows.page(most=100)


def on_whom(data: Tables, filters: Filters) -> None:
    said = queries.heard(data, filters)
    queries.on_whom(said)
    queries.naming(said)
    queries.by_side(said, queries.ranked_sides(data))
    queries.foremost(said)


def sources(data: Tables, filters: Filters) -> None:
    told = queries.told_of(data, filters)
    profiles = queries.profile(data, filters)
    claims = list(queries.most_telling(told, "all", "most widely told", 20)["id"])
    queries.latest(told, filters, claims, 20)
    stances = queries.by_stance(told)
    queries.stances(told, list(stances["source"].drop_duplicates().head(6)))
    queries.copy_links(data, queries.copied(data, filters))
    if len(profiles):
        first = [profiles["source"].iloc[0]]
        queries.set_apart(data, *queries.texts_of_sources(queries.documents_of(data, filters), first), most=12)


def documents(data: Tables, filters: Filters) -> None:
    found: Kept = queries.documents_of(data, filters)
    _ = found.count
    page = found.page(most=100)
    if len(page):
        queries.document(data, page["doc"].iloc[0])
        marks.in_document(data, page["doc"].iloc[0])
        queries.copies_of(data, page["doc"].iloc[0])


def files(data: Tables, filters: Filters) -> None:
    briefing.counted(data, filters, [])


PAGES: dict[str, Page] = {
    "Home": home,
    "Search": search,
    "Timeline": timeline,
    "Timeline, panels": panels,
    "Network": network,
    "Transfers": transfers,
    "Transfers, tellings": tellings,
    "Quotes": quotes,
    "Quotes, who on whom": on_whom,
    "Sources": sources,
    "Documents": documents,
    "Briefing": files,
}
