"""Where each source stands on each claim, in order of time: what it tells, what it leaves out, and what it could not tell.

A source is a publisher (a document without one stands for itself). Beside the publishers stand the voices they cite: whoever
is named as claiming or denying. All stances are those of the claim model; every row has the characters it rests on.
"""

from collections.abc import Iterable
from datetime import timedelta

import pandas as pd

from core.queries.claims import of_claims
from core.queries.filtered import named_in, told_of
from core.queries.filters import Filters
from core.queries.kept import Kept
from core.queries.rows import names_of
from core.queries.sources import told_by
from core.queries.strongest import strongest
from core.records import Status
from core.tables import Tables

SILENT, NO_COVERAGE = "silent", "no-coverage"
# Silence needs an occasion to speak: a text about both parties this near to a telling (claim model, stances).
WINDOW = timedelta(days=30)
# Which claims a matrix shows, in SQL over their counts.
WHICH = {"all": "true", "told by two or more": "n.publishers > 1", "denied": "n.denied OR c.contested LIKE 'denied%'"}
LAST = "coalesce(date_diff('day', DATE '0001-01-01', {day}), 0)"
# In which order: by what the tellings kept say of a claim, and what bounds it, from the whole corpus.
ORDERS = {
    "most widely told": ("n.texts", "text_origins"),
    "most contested": ("length(coalesce(c.contested, ''))", "length(coalesce(contested, ''))"),
    "latest printed": (LAST.format(day="n.last"), LAST.format(day="last_printed")),
}
NO_CLAIM = "SELECT id, item FROM claims LIMIT 0"
COLUMNS = [
    "claim", "source", "source_name", "role", "stance", "of_whom", "denies", "changed", "latest",
    "published", "doc", "start", "end", "telling",
]  # fmt: skip


def positions(tables: Tables, told: pd.DataFrame, filters: Filters, claims: list[str] | None = None) -> pd.DataFrame:
    """Every stance on some claims (all that `told` tells, by default), by claim and source in order of time.

    `told` is `queries.tellings` for the same filters. Columns: `claim`; `source` (id of the publisher, document or actor)
    and `source_name`; `role` ("publisher" or "cited"); `stance`; `of_whom` (in names: whose word or denial a publisher
    passes on, or who cites a voice); `denies` ("whole", "figure" or "item"; missing where it does not deny); `changed`
    (differs from that source's stance before); `latest` (its last one on the claim); `published`, `doc`, `start`, `end`,
    and the `telling` (missing for a silence, which points to where a text has named both parties).
    """
    first = told[told["repeat_of"].isna() & told["claim"].notna()]
    if claims is not None:
        first = first[first["claim"].isin(claims)]
    rows = pd.concat([_printed(first, tables), _cited(first, tables)], ignore_index=True)
    rows = rows.sort_values(["claim", "role", "source", "published", "doc", "start"], na_position="last", ignore_index=True)
    by_source = rows.groupby(["claim", "role", "source"], sort=False)
    rows["changed"] = by_source["stance"].shift().fillna(rows["stance"]) != rows["stance"]
    rows["latest"] = ~rows.duplicated(["claim", "role", "source"], keep="last")
    silent = silences(tables, filters, claims)
    found = pd.concat([rows, silent], ignore_index=True) if len(silent) else rows
    return found.reindex(columns=COLUMNS).sort_values(
        ["claim", "role", "source", "published", "doc", "start"], na_position="last", ignore_index=True
    )


def most_telling(told: Kept, which: str, order: str, most: int) -> pd.DataFrame:
    """The claims that head a matrix: `id` and `label` of at most `most`, one of `ORDERS`, of one of `WHICH`.

    What is told, by how many publishers and when last is counted over the tellings kept.
    """
    by, bound = ORDERS[order]

    def ask(least: int) -> pd.DataFrame:
        return told.ask(
            f"""WITH counts AS (
                SELECT claim_no, count(*) AS told, max(published) AS last, bool_or(status = 'denied') AS denied,
                    count(DISTINCT publisher) AS publishers, count(DISTINCT origin_no) AS texts
                FROM kept WHERE NOT repeated AND claim_no IN (SELECT claim_no FROM claims WHERE {bound} >= ?)
                GROUP BY ALL
            )
            SELECT c.id, c.label, {by} AS strength FROM counts n JOIN claims c USING (claim_no)
            WHERE {WHICH[which]} ORDER BY strength DESC, n.texts DESC, n.told DESC, c.id LIMIT {int(most)}""",
            least,
        )

    return strongest(told, "claims", bound, most, ask).drop(columns="strength")


def sources(rows: pd.DataFrame) -> pd.Series:
    """The id of the source that prints each row: its publisher, else the document itself."""
    return rows["publisher"].fillna(rows["doc"])


def _printed(first: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The stance of the publisher in each telling."""
    rows = told_by(first)
    denied = rows["status"] == Status.DENIED
    return pd.DataFrame(
        {
            "claim": rows["claim"],
            "source": sources(rows),
            "source_name": rows["source"],
            "role": "publisher",
            "stance": rows["stance"],
            "of_whom": rows["claimant_names"].where(~denied, rows["denier_names"]),
            "denies": _denied_part(rows, tables).where(denied),
            "published": rows["published"],
            "doc": rows["doc"],
            "start": rows["start"],
            "end": rows["end"],
            "telling": rows["id"],
        }
    )


def _cited(first: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The stances of those whom the tellings name: claimants assert or hedge, deniers deny."""
    told = told_by(first)
    told["denies"] = _denied_part(told, tables)
    said = told[told["status"] != Status.DENIED].explode("claimants").dropna(subset="claimants")
    hedged = said["status"] == Status.POSSIBLE
    said = said.assign(actor=said["claimants"], stance="asserts", denies=None)
    said["stance"] = said["stance"].mask(hedged, "hedges")
    denied = told.explode("denied_by").dropna(subset="denied_by")
    denied = denied.assign(actor=denied["denied_by"], stance="denies")
    rows = pd.concat([said, denied], ignore_index=True) if len(denied) else said
    known = names_of(tables, rows["actor"])
    return pd.DataFrame(
        {
            "claim": rows["claim"],
            "source": rows["actor"],
            "source_name": rows["actor"].map(known).fillna(rows["actor"]),
            "role": "cited",
            "stance": rows["stance"],
            "of_whom": rows["source"],
            "denies": rows["denies"],
            "published": rows["published"],
            "doc": rows["doc"],
            "start": rows["start"],
            "end": rows["end"],
            "telling": rows["id"],
        }
    )


def _denied_part(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """What a denial denies: a telling given only as denied denies its figure where it has one, and a narrower item than the
    claim's where it names one; else the whole."""
    own = rows["status"] == Status.DENIED
    claimed = rows["claim"].map(_items(tables, rows["claim"]))
    narrower = [
        isinstance(item, str) and len(one.split()) > len(item.split())
        for one, item in zip(rows["item"], claimed, strict=True)
    ]
    number = rows["quantity_min"].notna() | rows["quantity_max"].notna()
    part = pd.Series("whole", index=rows.index).mask(own & pd.Series(narrower, rows.index, dtype=bool), "item")
    return part.mask(own & number, "figure")


def _items(tables: Tables, claims: "pd.Series[str]") -> dict[str, str]:
    """What some claims call the thing given, by id."""
    wanted = sorted(set(claims))
    query = f"SELECT id, item FROM claims WHERE id IN ({', '.join('?' * len(wanted))})" if wanted else NO_CLAIM
    return dict(tables.store.frame(query, wanted).itertuples(index=False))


def printed_as(tables: Tables, docs: Iterable[str]) -> pd.DataFrame:
    """By document, of a few: `publisher_name`, `shown_as` and `published`."""
    query = "SELECT doc, publisher_name, shown_as, published FROM documents WHERE doc IN (SELECT unnest(?::VARCHAR[]))"
    return tables.store.frame(query, [sorted(set(docs))]).set_index("doc")


def as_printed(tables: Tables, docs: Iterable[str]) -> pd.DataFrame:
    """By document, of a few: its text, and what is shown of it."""
    query = """SELECT d.*, text FROM documents d JOIN texts USING (doc_no)
        WHERE d.doc IN (SELECT unnest(?::VARCHAR[]))"""
    return tables.store.frame(query, [sorted(set(docs))]).set_index("doc")


# ---------------------------------------------------------------- silence
def silences(
    tables: Tables, filters: Filters, claims: list[str] | None = None, sources: list[str] | None = None
) -> pd.DataFrame:
    """Sources that tell nothing of a claim though they had occasion to: one row each, with the first such occasion.

    An occasion is a document of theirs that names both supplier and recipient, printed within `WINDOW` of a telling. A claim
    without both parties, or told on no known day, leaves nobody silent. `sources` are ids of those that are asked about.
    """
    told, named = told_of(tables, filters), named_in(tables, filters)
    if claims is not None:
        told = of_claims(told, claims)
        named = named.among("node_no", _parties(tables, claims))
    if sources is not None:
        named = named.narrowed(OF_SOURCES, sources, sources)
    found = told.ask(OCCASIONS.format(named=named.only(NAMING), window=WINDOW.days), *named.values)
    found = found.rename(columns={"first_start": "start", "first_end": "end"})
    return found.assign(role="publisher", stance=SILENT, changed=False, latest=True)


def _parties(tables: Tables, claims: list[str]) -> list[int]:
    """The numbers of those who give or receive in some claims."""
    query = """SELECT node_no FROM nodes WHERE id IN (
        SELECT unnest([supplier, recipient]) FROM claims WHERE id IN (SELECT unnest(?::VARCHAR[]))) ORDER BY node_no"""
    return list(tables.store.frame(query, [claims])["node_no"])


NAMING = "node_no, doc_no, published, publisher, first_start, first_end"
OF_SOURCES = """publisher IN (SELECT unnest(?::VARCHAR[])) OR publisher IS NULL AND doc_no IN (
    SELECT d.doc_no FROM documents d WHERE d.publisher IS NULL AND d.doc IN (SELECT unnest(?::VARCHAR[])))"""
# Of the two parties the one first named later ends the occasion. Texts that name a supplier are taken first: those that name
# any two of all parties are many more. Whoever prints is known by the publisher, else by the number of the document behind
# a line break, which no publisher's id has.
OCCASIONS = """
WITH told AS MATERIALIZED (
    SELECT claim_no, coalesce(publisher, chr(10) || doc_no) AS printer, published FROM kept
    WHERE NOT repeated AND claim_no IS NOT NULL
),
parties AS MATERIALIZED (
    SELECT c.claim_no, c.id AS claim, s.node_no AS supplier_no, r.node_no AS recipient_no
    FROM claims c JOIN nodes s ON s.id = c.supplier JOIN nodes r ON r.id = c.recipient
    WHERE claim_no IN (SELECT claim_no FROM told)
),
days AS MATERIALIZED (SELECT DISTINCT claim_no, published AS day FROM told WHERE published IS NOT NULL),
spans AS MATERIALIZED (
    SELECT claim_no, min(day) - {window} AS first, max(day) + {window} AS last FROM days GROUP BY claim_no
),
present AS MATERIALIZED (
    SELECT node_no, doc_no, published, publisher, first_start, first_end FROM ({named})
    WHERE node_no IN (SELECT supplier_no FROM parties UNION SELECT recipient_no FROM parties)
        AND published BETWEEN (SELECT min(first) FROM spans) AND (SELECT max(last) FROM spans)
),
of_suppliers AS MATERIALIZED (
    SELECT p.supplier_no, p.recipient_no, s.* FROM (SELECT DISTINCT supplier_no, recipient_no FROM parties) p
    JOIN present s ON s.node_no = supplier_no
),
both_named AS MATERIALIZED (
    SELECT s.supplier_no, s.recipient_no, s.doc_no, s.published, coalesce(s.publisher, chr(10) || s.doc_no) AS printer,
        greatest(s.first_start, r.first_start) AS first_start,
        CASE WHEN r.first_start > s.first_start THEN r.first_end ELSE s.first_end END AS first_end
    FROM of_suppliers s JOIN present r ON r.node_no = s.recipient_no AND r.doc_no = s.doc_no
),
naming AS (
    SELECT p.claim_no, p.claim, b.*
    FROM parties p JOIN spans w USING (claim_no) JOIN both_named b USING (supplier_no, recipient_no)
    WHERE b.published BETWEEN w.first AND w.last
),
silent AS MATERIALIZED (
    SELECT n.* FROM naming n
    ANTI JOIN (SELECT DISTINCT claim_no, printer FROM told) t ON t.claim_no = n.claim_no AND t.printer = n.printer
    WHERE EXISTS (
        FROM days y WHERE y.claim_no = n.claim_no AND y.day BETWEEN n.published - {window} AND n.published + {window}
    )
    QUALIFY row_number() OVER (PARTITION BY n.claim_no, n.printer ORDER BY n.published, n.doc_no) = 1
)
SELECT f.claim, d.doc, f.first_start, f.first_end, d.source_id AS source, d.source AS source_name, f.published
FROM silent f JOIN documents d USING (doc_no) ORDER BY f.claim, f.published, d.doc
"""


def latest(told: Kept, filters: Filters, claims: list[str], most: int) -> pd.DataFrame:
    """Where publishers stand on some claims at last: `claim`, `source`, `source_name`, `stance` and `tellings`.

    `tellings` are how often it tells the claim; 0 where it is silent. They are the `most` publishers that tell these claims
    most often, then, where these are fewer, such as are only silent; in that order.
    """
    found = of_claims(told, claims).ask(
        """SELECT claim, source_id AS source, any_value(source) AS source_name, count(*) AS tellings,
            arg_max(stance, no) AS stance, sum(count(*)) OVER (PARTITION BY source_id) AS all_told
        FROM kept WHERE NOT repeated GROUP BY claim, source_id ORDER BY all_told DESC, source_id, claim"""
    )
    shown = list(found["source"].unique()[:most])
    told_by = found["source"].value_counts()
    missing = [source for source in shown if told_by[source] < len(claims)]
    quiet = silences(told.tables, filters, claims, missing if len(shown) == most else None)
    quiet = quiet[["claim", "source", "source_name", "stance"]].assign(tellings=0)
    shown += [source for source in quiet["source"].value_counts().index if source not in shown][: most - len(shown)]
    rows = pd.concat([found.drop(columns="all_told"), quiet], ignore_index=True) if len(quiet) else found
    place = {source: number for number, source in enumerate(shown)}
    return rows[rows["source"].isin(place)].sort_values("source", key=lambda names: names.map(place), kind="stable")


def matrix(standing: pd.DataFrame, claims: list[str]) -> pd.DataFrame:
    """Claims by publishers: the latest stance of each in a word, `silent` and `no-coverage` among them.

    `standing` is what `latest` gives, in whose order the publishers stand; claims keep the order given.
    """
    cells = standing.pivot(index="claim", columns="source", values="stance")
    columns = standing["source"].drop_duplicates()
    return cells.reindex(index=claims, columns=columns).astype("object").fillna(NO_COVERAGE)
