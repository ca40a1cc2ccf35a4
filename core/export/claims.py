"""Claims in full for JSON: each with its tellings, its figures and how they stand to each other, and everybody's stance."""

from typing import Any

import pandas as pd

from core import queries
from core.export.sheets import plain
from core.queries import NO_COVERAGE, Filters
from core.tables import Tables

Row = dict[str, Any]
FIGURE = {
    "quantity_text": "text",
    "quantity_min": "min",
    "quantity_max": "max",
    "quantity_unit": "unit",
    "quantity_qualifier": "qualifier",
    "scope": "scope",
    "stage": "stage",
    "status": "status",
    "place": "place",
    "as_of": "as_of",
    "claimants": "claimants",
    "publisher": "publisher",
    "id": "telling",
    "doc": "doc",
    "start": "start",
    "end": "end",
}
STANCE = [
    "source",
    "role",
    "stance",
    "of_whom",
    "denies",
    "changed",
    "latest",
    "published",
    "doc",
    "start",
    "end",
    "telling",
]
# Cells of a matrix of all publishers by all claims, up to which those without coverage are written out too.
MOST_CELLS = 200_000


def in_full(tables: Tables, claims: pd.DataFrame, transfers: pd.DataFrame, filters: Filters) -> list[Row]:
    """The claims of a frame (columns of `records.Claim`) as plain values, of the tellings in `transfers` only.

    Beside the columns of the record: `date` with `start` and `end`; `tellings` with `id`, `doc`, `start`, `end`, `reason`;
    `figures`, each with its `relations` to the others; `relations`, every two figures once; `stances`. A publisher that
    printed nothing of both parties at the time stands as `no-coverage` with no place, where there are not more than
    `MOST_CELLS` of publishers by claims; beyond that, whoever is not named has no coverage.
    """
    told = queries.tellings(tables, filters)
    told = told[told["id"].isin(transfers["id"])]
    claims = queries.rebuilt(claims, transfers, tables.documents)
    positions = queries.positions(tables, told, filters, list(claims["id"]))
    of_claim: dict[Any, pd.DataFrame] = dict(iter(told[told["repeat_of"].isna()].groupby("claim")))
    stances: dict[Any, pd.DataFrame] = dict(iter(positions.groupby("claim")))
    publishers = _publishers(tables, filters) if len(claims) * len(tables.sources) <= MOST_CELLS else {}
    return [_claim(row, of_claim[row["id"]], stances[row["id"]], publishers) for row in claims.to_dict("records")]


def _claim(claim: dict[Any, Any], told: pd.DataFrame, positions: pd.DataFrame, publishers: dict[str, None]) -> Row:
    row = {str(name): plain(value) for name, value in claim.items()}
    relations = queries.relations(told).to_dict("records")
    row["date"] = {"start": row["date_start"], "end": row["date_end"]}
    places = told.set_index("id")[["doc", "start", "end"]]
    row["tellings"] = [
        {"id": telling, **_plain(places.loc[telling]), "reason": reason}
        for telling, reason in zip(claim["tellings"], claim["reasons"], strict=True)
    ]
    del row["reasons"], row["date_start"], row["date_end"]
    row["figures"] = [_figure(figure, relations) for figure in queries.figures(told).to_dict("records")]
    row["relations"] = relations
    stances = [_plain(stance) for stance in positions[STANCE].to_dict("records")]
    heard = {stance["source"] for stance in stances}
    silent = dict.fromkeys(STANCE) | {"role": "publisher", "stance": NO_COVERAGE, "changed": False, "latest": True}
    row["stances"] = stances + [silent | {"source": source} for source in publishers if source not in heard]
    return row


def _figure(figure: dict[Any, Any], relations: list[dict[Any, Any]]) -> Row:
    own = figure["id"]
    stands = [
        {
            "telling": pair["other"] if pair["one"] == own else pair["one"],
            "relation": pair["relation"],
            "reason": pair["reason"],
        }
        for pair in relations
        if own in (pair["one"], pair["other"])
    ]
    return _plain({shown: figure[name] for name, shown in FIGURE.items()}) | {"relations": stands}


def _publishers(tables: Tables, filters: Filters) -> dict[str, None]:
    return dict.fromkeys(queries.documents(tables, filters)["publisher"].dropna())


def _plain(values: Any) -> Row:
    return {str(name): plain(value) for name, value in values.items()}
