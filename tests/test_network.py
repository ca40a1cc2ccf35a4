"""Edges of the network, what is drawn of them, and where."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pytest
from examples import document, mention, quote, telling, written

from core import network, queries
from core.queries import Filters
from core.records import Category, Source, Status
from core.tables import Tables

ONE = document("one.txt", "Selvia said that Orvana sent howitzers. Orvana gave it rifles. Orvana denied that shells went.")
TWO = document("two.txt", "Orvana sent howitzers, Selvia said.", publisher="courier")


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return written(
        tmp_path / "tables",
        documents=[ONE, TWO],
        sources=[Source("courier", "Courier")],
        mentions=[mention(ONE, "Selvia", "selvia"), mention(ONE, "Orvana", "orvana"), mention(TWO, "Orvana", "orvana")],
        quotes=[
            quote(ONE, "Orvana sent howitzers", speaker="selvia"),
            quote(TWO, "Orvana sent howitzers", speaker="selvia"),
        ],
        transfers=[
            telling(ONE, "Orvana sent howitzers", claimants=("selvia",)),
            telling(TWO, "Orvana sent howitzers", claimants=("selvia",)),
            telling(ONE, "Orvana gave it rifles", "rifles"),
            telling(ONE, "shells went", "shells", category=Category.MUNITIONS, status=Status.DENIED, denied_by=("orvana",)),
            telling(TWO, "Orvana sent howitzers", "aid", recipient=None, status=Status.POSSIBLE, category=Category.OTHER),
        ],
    )


def edges(tables: Tables) -> pd.DataFrame:
    return queries.edges(queries.told_of(tables, Filters()), "gives", 100, unknown=True).drawn.set_index("id")


def test_each_category_is_an_edge_of_its_own(tables: Tables) -> None:
    assert set(edges(tables).index) == {
        "orvana.selvia.weapons",
        "orvana.selvia.munitions",
        "orvana.unknown:recipient.other",
    }


def test_origins_are_voices_and_not_copies(tables: Tables) -> None:
    """Two documents that cite one claimant are one voice; a document in its own voice is another."""
    weapons = edges(tables).loc["orvana.selvia.weapons"]
    assert (weapons["origins"], weapons["documents"], weapons["rows"]) == (2, 2, 3)


def test_a_copy_makes_an_edge_no_wider(tmp_path: Path) -> None:
    copied = replace(TWO, origin=ONE.doc, publisher=None)
    sent = [telling(ONE, "Orvana sent howitzers"), telling(copied, "Orvana sent howitzers")]
    made = written(tmp_path / "tables", documents=[replace(ONE, origin=ONE.doc, publisher=None), copied], transfers=sent)
    (edge,) = queries.edges(queries.told_of(made, Filters()), "gives", 100, unknown=True).drawn.itertuples()
    assert (edge.origins, edge.documents) == (1, 2)


def test_an_edge_says_how_firmly_it_is_told(tables: Tables) -> None:
    assert edges(tables)["said"].to_dict() == {
        "orvana.selvia.weapons": "stated",
        "orvana.selvia.munitions": "denied",
        "orvana.unknown:recipient.other": "open",
    }


def test_a_repeat_within_a_document_is_not_counted(tmp_path: Path) -> None:
    first = telling(ONE, "Orvana sent howitzers")
    again = telling(ONE, "Orvana gave it rifles", repeat_of=first.id)
    made = written(tmp_path / "tables", documents=[ONE], transfers=[first, again])
    told = queries.told_of(made, Filters())
    (edge,) = (row for _, row in queries.edges(told, "gives", 100).drawn.iterrows())
    assert edge["rows"] == 1
    assert list(queries.behind(edge, told, told).frame()["id"]) == [first.id]


def test_who_speaks_of_whom_counts_names_within_the_words_only(tables: Tables) -> None:
    """Selvia is named in the sentence, but not in the words put into its mouth."""
    (edge,) = queries.edges(queries.said_of(tables, Filters()), "speaks of", 100).drawn.itertuples()
    assert (edge.source, edge.target, edge.documents) == ("selvia", "orvana", 2)


def test_who_quotes_whom_is_publisher_to_speaker(tables: Tables) -> None:
    (edge,) = queries.edges(queries.said_of(tables, Filters()), "quotes", 100).drawn.itertuples()
    assert (edge.source, edge.target) == ("courier", "selvia")


def test_an_actor_opened_has_its_parts(tables: Tables) -> None:
    parts = queries.parts_of("orvana", queries.told_of(tables, Filters()), queries.said_of(tables, Filters()))
    assert {part: rows.count for part, rows in parts.items()} == {"gives": 5, "denies": 1, "is said of": 2}


def many(pairs: int) -> pd.DataFrame:
    """A wheel: every actor tied to the first and to the next."""
    ties = [(f"a{number}", end, "weapons", pairs - number) for number in range(pairs) for end in ("hub", f"a{number + 1}")]
    rows = [(f"{a}.{b}.{kind}", a, b, kind, weight, 1, "stated", ("x",)) for a, b, kind, weight in ties]
    return pd.DataFrame(rows, columns=network.COLUMNS)


def test_the_strongest_keep_their_edges() -> None:
    drawn = network.strongest(many(40), 10)
    # The first of the ring has one neighbour in it, the others two.
    assert set(drawn["source"]) | set(drawn["target"]) == {"hub", *(f"a{number}" for number in range(1, 10))}


@pytest.mark.parametrize("pairs", [1, 12, 80])
def test_places_are_the_same_on_every_run_and_labels_do_not_overlap(pairs: int) -> None:
    names = {"hub": "The Ministry of Trade and Navigation"}
    shape = network.graph(many(pairs), names)
    places = network.layout(shape)
    assert places == network.layout(network.graph(many(pairs).sample(frac=1, random_state=1), names))
    nodes = list(shape)
    for place, one in enumerate(nodes):
        for other in nodes[place + 1 :]:
            apart = (len(shape.nodes[one]["label"]) + len(shape.nodes[other]["label"])) / 2 * 6
            (x, y), (left, top) = places[one], places[other]
            assert abs(x - left) > apart or abs(y - top) > network.LINE, (one, other)


def test_parallel_edges_bend_apart() -> None:
    kinds = ["weapons", "food", "drones", "energy"]
    rows = [
        (kind, *(("a", "b") if number % 2 else ("b", "a")), kind, 1, 1, "stated", ("x",))
        for number, kind in enumerate(kinds)
    ]
    built = network.build(pd.DataFrame(rows, columns=network.COLUMNS), {}, {}, {})
    seen = {
        (edge["smooth"]["roundness"], (edge["smooth"]["type"] == "curvedCW") == (edge["from"] == "a"))
        for edge in built.edges
    }
    assert len(seen) == len(kinds)


def test_no_node_or_edge_has_a_title_for_vis_network_to_read_as_html(tables: Tables) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    built = network.build(edges(tables).reset_index(), {"orvana": hostile}, {}, {})
    assert hostile in {node["label"] for node in built.nodes}
    assert not any("title" in part for part in [*built.nodes, *built.edges])


def test_graphml_has_parallel_edges_with_their_counts(tables: Tables) -> None:
    written_out = network.graphml(edges(tables).reset_index(), {"orvana": "Orvana & <Sons>\x0b"})
    ElementTree.fromstring(written_out)
    read = nx.parse_graphml(written_out.decode(), force_multigraph=True)
    assert read.nodes["orvana"]["label"] == "Orvana & <Sons>"
    assert sorted(data["kind"] for _, _, data in read.edges(data=True)) == ["munitions", "other", "weapons"]


def test_nothing_makes_an_empty_network(tmp_path: Path) -> None:
    made = written(tmp_path / "tables")
    for none in (
        queries.edges(queries.told_of(made, Filters()), "gives", 100, unknown=True).drawn,
        queries.edges(queries.said_of(made, Filters()), "speaks of", 100).drawn,
        queries.edges(queries.said_of(made, Filters()), "quotes", 100).drawn,
    ):
        assert none.empty
        assert not network.build(network.strongest(none, 10), {}, {}, {}).nodes
