"""Who speaks, in which role, for which side, under which cue and of whom; and the same words printed twice, as shown."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from examples import document, mention, quote, written

from core import charts, queries
from core.queries import NO_CUE, NO_SIDE, OTHER_SIDES, UNATTRIBUTED, Filters
from core.queries.kept import Kept
from core.queries.known import known_on
from core.queries.printings import compared, listed, printings_of, still_printed, utterances
from core.queries.spelling import near
from core.records import Actor, ActorKind, Day, QuoteKind, Source
from core.speaking import cue_class, role_in
from core.tables import Tables
from core.utterances import group

ACTORS = [
    Actor("orvana", "Orvana", ActorKind.STATE, country="XO"),
    Actor("selvia", "Selvia", ActorKind.STATE, country="XS"),
    Actor("orvan-fleet", "Orvan Fleet", ActorKind.ORGANIZATION, part_of="orvana"),
    Actor("mira-tolen", "Mira Tolen", ActorKind.PERSON, part_of="orvan-fleet"),
    Actor("jon-haske", "Jon Haske", ActorKind.PERSON),
    Actor("bell", "The Bell", ActorKind.MEDIA, country="XS"),
]
FIRST = (
    "Admiral Mira Tolen said the grey ships probably sailed for Selvia on Monday with 400 men. Jon Haske, an analyst at a "
    "college, claimed that Orvana was short of fuel. Tolen denied it. “Nobody is short of fuel,” officials added."
)
SECOND = "Mira Tolen said the grey ships sailed for Selvia on Monday with 900 men. That was all."
WORDS = "the grey ships probably sailed for Selvia on Monday with 400 men"
CHANGED = "the grey ships sailed for Selvia on Monday with 900 men"


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    """Two documents in which an admiral, an analyst and unnamed officials speak."""
    one = document("one.txt", FIRST, title="Ships", publisher="courier", published=Day(2031, 3, 4))
    two = document("two.txt", SECOND, title="More ships", publisher="bell", published=Day(2031, 3, 5), origin="one.txt")
    direct: dict[str, Any] = {"kind": QuoteKind.PARTIAL, "speaker": "mira-tolen", "cue": "said"}
    quotes = [
        quote(one, WORDS, speaker_text="Admiral Mira Tolen", **direct),
        quote(one, "Orvana was short of fuel", speaker="jon-haske", speaker_text="Jon Haske", cue="claimed"),
        quote(one, "it", speaker="mira-tolen", speaker_text="Tolen", cue="denied"),
        quote(one, "“Nobody is short of fuel,”", kind=QuoteKind.DIRECT, speaker_text="officials", cue="added"),
        quote(two, CHANGED, speaker_text="Mira Tolen", **direct),
    ]
    return written(
        tmp_path / "tables",
        documents=[one, two],
        sources=[Source("courier", "The Courier"), Source("bell", "The Bell")],
        actors=ACTORS,
        mentions=[
            mention(one, "Mira Tolen", "mira-tolen"),
            mention(one, "Jon Haske", "jon-haske"),
            mention(one, "Selvia", "selvia"),
            mention(one, "Orvana", "orvana"),
            mention(two, "Selvia", "selvia"),
        ],
        quotes=quotes,
        utterances=group(quotes, [one, two], ACTORS),
    )


def every(tables: Tables) -> Kept:
    return queries.heard(tables, Filters())


def by_words(tables: Tables, column: str) -> dict[str, str]:
    voices = every(tables).frame()
    return {row["text"][:12]: row[column] for _, row in voices[voices["doc"] == "one.txt"].iterrows()}


class TestVoices:
    def test_the_role_is_the_one_the_text_names_with_the_speaker(self, tables: Tables) -> None:
        roles = by_words(tables, "role")
        assert roles["the grey shi"] == "admiral"
        assert roles["it"] == "admiral", "named with another quote of the same document"
        assert roles["Orvana was s"] == "analyst", "stands after the name"
        assert roles["“Nobody is s"] == "official"

    def test_the_side_is_the_state_at_the_top(self, tables: Tables) -> None:
        sides = by_words(tables, "side")
        assert sides["the grey shi"] == "Orvana"
        assert sides["Orvana was s"] == NO_SIDE
        assert sides["“Nobody is s"] == UNATTRIBUTED

    def test_the_cue_tells_how_the_text_stands_to_it(self, tables: Tables) -> None:
        classes = by_words(tables, "cue_class")
        assert [classes[one] for one in ("the grey shi", "Orvana was s", "it")] == ["stated", "distanced", "denied"]

    def test_who_is_quoted_on_whom(self, tables: Tables) -> None:
        counts = queries.on_whom(every(tables))
        found = {(row["voice"], row["named"]): row["count"] for _, row in counts.iterrows()}
        assert found == {("Mira Tolen", "Selvia"): 2, ("Jon Haske", "Orvana"): 1}

    def test_sides_by_source_count_everybody(self, tables: Tables) -> None:
        counts = queries.by_side(every(tables), ["Orvana"])
        found = {(row["source"], row["side"]): (row["count"], row["total"]) for _, row in counts.iterrows()}
        assert found == {
            ("The Courier", "Orvana"): (2, 4),
            ("The Courier", NO_SIDE): (1, 4),
            ("The Courier", UNATTRIBUTED): (1, 4),
            ("The Bell", "Orvana"): (1, 1),
        }
        assert OTHER_SIDES in set(queries.by_side(every(tables), [])["side"])

    def test_the_filters_keep_what_they_keep_of_quotes(self, tables: Tables) -> None:
        for filters in (
            Filters(),
            Filters(sources=("bell",)),
            Filters(actors=("jon-haske",)),
            Filters(start=Day(2031, 3, 5)),
        ):
            assert set(queries.heard(tables, filters).frame()["id"]) == set(queries.quotes(tables, filters)["id"])

    @pytest.mark.parametrize(
        ("words", "found"),
        [("", 5), ("fuel", 2), ("tolen ships", 2), ("Tollen", 3), ("hasek", 1), ("Tollen fuel", 0), ("zzz", 0)],
    )
    def test_a_slip_in_a_name_still_finds_its_speaker(self, tables: Tables, words: str, found: int) -> None:
        assert queries.heard(tables, Filters(), words=words).count == found

    def test_choices_of_several_columns_hold_together(self, tables: Tables) -> None:
        kept = queries.heard(tables, Filters(), voice=["Mira Tolen"], kind=["indirect"], role=[])
        assert list(kept.frame()["text"]) == ["it"]

    def test_an_actor_named_within_the_words_can_be_chosen(self, tables: Tables) -> None:
        assert list(queries.heard(tables, Filters(), named=["Orvana"]).frame()["voice"]) == ["Jon Haske"]

    def test_the_rows_behind_a_mark_and_a_part_of_a_bar_are_those_it_counts(self, tables: Tables) -> None:
        assert queries.speaking_of(every(tables), [("Mira Tolen", "Selvia"), ("Jon Haske", "Selvia")]).count == 2
        assert queries.of_sides(every(tables), [], [("The Courier", OTHER_SIDES), ("The Bell", UNATTRIBUTED)]).count == 2

    def test_values_to_choose_from_come_the_most_frequent_first(self, tables: Tables) -> None:
        assert queries.choices(tables, "quotes", "voice") == ["Mira Tolen", "Jon Haske", UNATTRIBUTED]
        assert queries.there(tables, "quotes", "voice", ["nobody known", "Jon Haske"]) == ["Jon Haske"]

    def test_rows_over_time_and_behind_a_bar_of_it(self, tables: Tables) -> None:
        assert queries.step_of(every(tables)) == "day"
        counts = queries.printed_over_time(every(tables), "kind", "month")
        assert counts["count"].sum() == 5
        assert set(counts["end"].dt.date) == {Day(2031, 3, 31)}
        bar = ("partial", Day(2031, 3, 5), Day(2031, 3, 31))
        assert queries.of_days(every(tables), "kind", [bar]).count == 1
        assert queries.of_days(every(tables), "kind", []).count == 5


def test_a_word_that_is_there_is_not_taken_for_a_slip() -> None:
    assert near("tolem", ["Mira Tolen", "Jon Haske"]) == {"Mira Tolen"}
    assert near("to", ["Mira Tolen"]) == set(), "a slip in a short word makes another word"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("a spokeswoman for the president", "spokesperson"),
        ("Deputy Defence Minister Anna Brosk", "minister"),
        ("Selvian officials who were briefed", "official"),
        ("UN Secretary-General", "secretary"),
        ("the attorney general", "attorney"),
        ("Anna Brosk", None),
    ],
)
def test_the_role_in_some_words(words: str, role: str | None) -> None:
    assert role_in(words) == role


@pytest.mark.parametrize(
    ("cue", "name"),
    [
        ("said", "stated"), ("according to", "stated"), (":", "stated"), ("has repeatedly claimed", "distanced"),
        ("allegations of", "distanced"), ("conceded", "admitted"), ("pointed out", "vouched"), ("called for", "demanded"),
        ("said, denying", "denied"), ("vowed", "promised"), ("by her count", "stated"), ("hummed", "other"),
    ],
)  # fmt: skip
def test_the_class_of_a_cue(cue: str, name: str) -> None:
    assert cue_class(cue) == name


def test_every_class_of_cue_has_a_colour() -> None:
    assert set(queries.cue_classes()) <= set(charts.COLOURS)


def test_every_class_of_cue_says_what_it_means() -> None:
    assert all(queries.cue_classes().values())
    assert NO_CUE in queries.cue_classes()


class TestPrintings:
    def test_an_utterance_counts_documents_and_texts(self, tables: Tables) -> None:
        (one,) = listed(utterances(every(tables))).to_dict("records")
        assert (one["voice"], one["documents"], one["texts"]) == ("Mira Tolen", 2, 1)
        assert one["differs"].startswith("figure changed, hedge changed")

    def test_an_utterance_whose_quotes_are_filtered_out_is_not_shown(self, tables: Tables) -> None:
        assert not utterances(queries.heard(tables, Filters(), voice=["Jon Haske"])).count
        assert utterances(queries.heard(tables, Filters(sources=("bell",)))).count == 1

    def test_a_quote_leads_to_what_others_made_of_it(self, tables: Tables) -> None:
        first, *_, last = every(tables).frame()["id"]
        assert [len(queries.elsewhere(tables, one)) for one in (first, last)] == [1, 1]

    def test_as_known_on_a_day_what_was_not_yet_printed_is_not_there(self, tables: Tables) -> None:
        both, one = (known_on(tables, Day(2031, 3, day)) for day in (5, 4))
        assert len(both.utterances) == utterances(every(both)).count == 1
        assert one.utterances.empty
        assert not utterances(every(one)).count

    def test_as_known_on_a_day_an_utterance_that_has_lost_a_printing_differs_as_those_left_do(self, tmp_path: Path) -> None:
        days = (Day(2031, 3, 4), Day(2031, 3, 5), Day(2031, 3, 6))
        texts = [f"Mira Tolen said {words}." for words in (WORDS, WORDS, CHANGED)]
        docs = [
            document(f"{place}.txt", text, publisher=f"paper-{place}", published=day)
            for place, (text, day) in enumerate(zip(texts, days, strict=True))
        ]
        said = [
            replace(quote(doc, words, kind=QuoteKind.DIRECT, speaker="mira-tolen", cue="said"), id=f"q{doc.doc}")
            for doc, words in zip(docs, (WORDS, WORDS, CHANGED), strict=True)
        ]
        data = written(
            tmp_path / "tables",
            documents=docs,
            sources=[Source(f"paper-{place}", f"Paper {place}") for place in range(3)],
            actors=ACTORS,
            quotes=said,
            utterances=group(said, docs, ACTORS),
        )
        (now,) = listed(utterances(every(data))).to_dict("records")
        (then,) = listed(utterances(every(known_on(data, days[1])))).to_dict("records")
        assert (now["documents"], then["documents"]) == (3, 2)
        assert now["differs"].startswith("figure changed")
        assert then["differs"] == "the same words"

    def test_what_is_left_of_an_utterance_is_worked_out_anew(self, tables: Tables) -> None:
        three = tables.quotes.tail(1).assign(id="q3", doc="three.txt", text=WORDS)
        more = tables.utterances.assign(quotes=[[*tables.utterances["quotes"].iloc[0], "q3"]], documents=3)
        later = tables.documents.tail(1).assign(doc="three.txt")
        quotes, documents = pd.concat([tables.quotes, three]), pd.concat([tables.documents, later])
        courier = documents["doc"] != "two.txt"
        (left,) = still_printed(more, quotes[quotes["doc"] != "two.txt"], documents[courier]).to_dict("records")
        assert (left["documents"], left["changes"]) == (2, [])

    def test_a_printing_in_a_copy_says_so(self, tables: Tables) -> None:
        printings, _ = printings_of(tables, listed(utterances(every(tables))).iloc[0])
        assert list(printings["differs"]) == ["the fullest printing", "figure changed, hedge changed"]
        assert list(printings["copy_of"].fillna("")) == ["", "Ships"]

    def test_two_printings_side_by_side(self, tables: Tables) -> None:
        printings, by_id = printings_of(tables, listed(utterances(every(tables))).iloc[0])
        found = compared(*(by_id[one] for one in printings["id"]), tables)
        assert "".join(segment.text for segment in found.base) == WORDS
        assert "".join(segment.text for segment in found.other) == CHANGED
        assert [segment.text for segment in found.base if segment.kind == "cut"] == ["probably"]
        assert found.changes == [("figure changed", "400", "900"), ("hedge changed", "probably", "")]


class TestCharts:
    def test_the_parts_of_a_bar_come_to_the_whole(self, tables: Tables) -> None:
        counts = queries.by_side(every(tables), ["Orvana"])
        figure = charts.shares(counts, ["Orvana"], [NO_SIDE], UNATTRIBUTED)
        assert sum(sum(bar.x) for bar in figure.data) == pytest.approx(2)
        hatched = [bar.name for bar in figure.data if bar.marker.pattern.shape]
        assert hatched == [UNATTRIBUTED], "not told by colour alone"

    def test_a_mark_has_its_count_and_knows_its_pair(self, tables: Tables) -> None:
        (marks,) = charts.crossing(queries.on_whom(every(tables)), "voice", "named", "quotes").data
        assert dict(zip(map(tuple, marks.customdata), marks.text, strict=True))["Mira Tolen", "Selvia"] == "2"


def test_nothing_at_all_has_no_voices(tmp_path: Path) -> None:
    nothing = written(tmp_path / "tables")
    voices = every(nothing)
    assert not voices.count
    assert not queries.heard(nothing, Filters(), words="fuel").count
    assert queries.on_whom(voices).empty
    assert queries.by_side(voices, []).empty
    assert listed(utterances(voices)).empty
