"""The same words printed twice: what is brought together across documents, what is not, and what differs."""

import random
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.records import Actor, ActorKind, Day, Document, Quote, QuoteKind, Utterance, row_id
from core.utterances import ChangeKind, Shift, compare, group, printings, words
from core.utterances.candidates import pairs
from core.utterances.comparing import compared
from core.utterances.differing import differing
from core.utterances.heard import Heard, table_of

ACTORS = [
    Actor("orvana", "Orvana", ActorKind.STATE),
    Actor("selvia", "Selvia", ActorKind.STATE),
    Actor("mira-tolen", "Mira Tolen", ActorKind.PERSON, part_of="orvana"),
    Actor("jon-haske", "Jon Haske", ActorKind.PERSON, part_of="selvia"),
]
HARVEST = "The harvest failed in three provinces and the granaries will be empty by March"
MARCH = Day(2031, 3, 5)


def printed(*said: tuple[str, str] | tuple[str, str, dict[str, Any]], day: Day | None = MARCH) -> dict[str, Quote]:
    """Quotes of Mira Tolen by the name of their document; the second of a tuple is what she said."""
    quotes = {}
    for doc, text, *more in said:
        parts: dict[str, Any] = {"kind": QuoteKind.DIRECT, "speaker": "mira-tolen"} | (more[0] if more else {})
        start = parts.pop("start", 0)
        one = Quote(row_id(doc, start), doc, start, start + len(text), text, sentence_start=0, sentence_end=9999, **parts)
        quotes[one.id] = one
    return quotes


def together(quotes: dict[str, Quote], days: dict[str, Day] | None = None) -> list[list[str]]:
    """The documents of each utterance found."""
    return [[quotes[one].doc for one in found.quotes] for found in grouped(quotes, days)]


def grouped(quotes: dict[str, Quote], days: dict[str, Day] | None = None) -> list[Utterance]:
    names = sorted({one.doc for one in quotes.values()})
    documents = [Document(doc, "", "", publisher=doc[0], published=(days or {}).get(doc, MARCH)) for doc in names]
    return group(quotes.values(), documents, ACTORS)


REPORT = {"kind": QuoteKind.INDIRECT}
PARTIAL = {"kind": QuoteKind.PARTIAL}


class TestTogether:
    def test_the_same_words_in_two_documents(self) -> None:
        assert together(printed(("a", f"“{HARVEST}.”"), ("b", f'"{HARVEST},"'))) == [["a", "b"]]

    def test_words_printed_once_are_no_group(self) -> None:
        assert (
            together(printed(("a", HARVEST), ("b", "Nobody should doubt our resolve to rebuild the northern railway"))) == []
        )

    def test_a_cut_in_the_middle(self) -> None:
        cut = "The harvest failed in three provinces … empty by March"
        assert together(printed(("a", HARVEST), ("b", cut))) == [["a", "b"]]

    def test_a_fragment_in_marks_of_what_another_prints_whole(self) -> None:
        found = grouped(printed(("a", HARVEST), ("b", "granaries will be empty", PARTIAL)))
        assert [one.changes for one in found] == [("left out",)]

    def test_a_short_phrase_without_a_speaker_is_anybodys(self) -> None:
        assert together(printed(("a", HARVEST), ("b", "three provinces", PARTIAL | {"speaker": None}))) == []

    def test_long_words_need_no_speaker(self) -> None:
        assert together(printed(("a", HARVEST), ("b", HARVEST, {"speaker": None}))) == [["a", "b"]]

    def test_long_words_given_to_another_speaker_are_still_the_same_words(self) -> None:
        long = f"{HARVEST}, whatever the ministry in the capital pretends"
        assert together(printed(("a", long), ("b", long, {"speaker": "jon-haske"}))) == [["a", "b"]]

    def test_a_phrase_that_two_speakers_use_is_not(self) -> None:
        phrase = "we want peace and a fair deal"
        assert together(printed(("a", phrase), ("b", phrase, {"speaker": "jon-haske"}))) == []

    def test_two_reports_of_one_statement(self) -> None:
        one = "the harvest had failed in three provinces and granaries would be empty by March"
        other = "harvests failed in three provinces, with granaries empty by March"
        assert together(printed(("a", one, REPORT), ("b", other, REPORT))) == [["a", "b"]]

    def test_a_report_and_the_words_themselves(self) -> None:
        report = "the harvest had failed in three provinces and the granaries would be empty by March"
        assert together(printed(("a", HARVEST), ("b", report, REPORT))) == [["a", "b"]]

    def test_a_report_by_the_state_of_the_one_who_spoke(self) -> None:
        report = "the harvest had failed in three provinces and its granaries would be empty"
        found = grouped(printed(("a", HARVEST), ("b", report, REPORT | {"speaker": "orvana"})))
        assert [len(one.quotes) for one in found] == [2]

    def test_reports_weeks_apart_are_two_statements(self) -> None:
        report = "the harvest failed in three provinces of the country"
        quotes = printed(("a", report, REPORT), ("b", report, REPORT))
        assert together(quotes, {"a": MARCH, "b": Day(2031, 6, 1)}) == []

    def test_reports_of_other_figures_are_two_statements(self) -> None:
        one, other = "400 tonnes of grain were shipped to Selvia", "900 tonnes of grain were sent to Selvia"
        assert together(printed(("a", one, REPORT), ("b", other, REPORT))) == []

    def test_the_same_slogan_on_two_days_is_said_twice(self) -> None:
        slogan = "we will rebuild the northern railway"
        said = [(doc, slogan, {"said_on": Day(2031, 3, day)}) for doc, day in (("a", 1), ("b", 20))]
        assert together(printed(*said)) == []

    def test_pieces_of_a_broken_quote_are_one_printing(self) -> None:
        first, second = "The harvest failed in three provinces", "and the granaries will be empty by March"
        pieces = printed(("b", first, {"utterance": 4}), ("b", second, {"utterance": 4, "start": 60}))
        found = grouped(printed(("a", HARVEST)) | pieces)
        assert [(len(one.quotes), one.changes) for one in found] == [(3, ())]

    def test_a_fragment_within_a_report_goes_with_the_report(self) -> None:
        report = "the harvest had failed in “three provinces” and the granaries would be empty"
        start = report.index("“")
        said: list[Any] = []
        for doc in ("a", "b"):
            said += [(doc, report, REPORT), (doc, "“three provinces”", PARTIAL | {"start": start})]
        found = grouped(printed(*said))
        assert [len(one.quotes) for one in found] == [4]

    def test_a_phrase_in_two_speeches_does_not_make_them_one(self) -> None:
        harvest = "our brave farmers face a bitter winter, for the harvest failed in three provinces this year"
        school = "our brave farmers face a bitter winter, yet every village school stays open until summer"
        quotes = printed(("a", harvest), ("b", school), ("c", "our brave farmers face a bitter winter", PARTIAL))
        days = {"a": Day(2031, 3, 1), "b": Day(2031, 3, 9), "c": Day(2031, 3, 8)}
        assert together(quotes, days) == [["c", "b"]]


class TestUtterance:
    def test_what_it_counts_and_which_printing_is_the_fullest(self) -> None:
        quotes = printed(
            ("a1", "the granaries will be empty by March"), ("a2", HARVEST), ("b", HARVEST, {"speaker": "orvana"})
        )
        (one,) = grouped(quotes)
        assert (one.speaker, one.documents, one.publishers, one.in_words) == ("mira-tolen", 3, 2, 3)
        assert one.fullest and quotes[one.fullest].text == HARVEST

    def test_the_earliest_printed_comes_first(self) -> None:
        days = {"a": Day(2031, 3, 9), "b": Day(2031, 3, 1)}
        assert together(printed(("a", HARVEST), ("b", HARVEST)), days) == [["b", "a"]]

    def test_hundreds_who_print_the_same_are_one_group(self) -> None:
        (one,) = grouped(printed(*((f"{place:03}", HARVEST) for place in range(300))))
        assert one.documents == 300


@pytest.mark.parametrize("same", [True, False])
def test_pairs_to_look_at_grow_with_the_printings(same: bool) -> None:
    """Whether all print one sentence, or each another sentence of the same few words."""
    vowels = ["ba", "do", "ki", "lu", "me", "no"]

    def sentence(place: int) -> str:
        return (
            HARVEST if same else " ".join(f"{vowels[place // 6**digit % 6]}{digit}" for digit in range(5)) + " sailed home"
        )

    def looked_at(many: int) -> int:
        quotes = printed(*((f"{place:04}", sentence(place)) for place in range(many)))
        documents = [Document(one.doc, "", "") for one in quotes.values()]
        return len(pairs(table_of(printings(quotes.values(), documents, ACTORS))))

    assert looked_at(1200) < 3 * looked_at(600)


def changes(base: str, other: str, in_words: bool = True) -> list[tuple[str, str, str]]:
    """Kind, words of the base and words of the other, of every change."""
    found = compare(list(words(base)), list(words(other)), in_words)
    return [
        (one.kind, base[slice(*one.base)] if one.base else "", other[slice(*one.other)] if one.other else "")
        for one in found
        if one.kind is not ChangeKind.KEPT
    ]


def shifts(base: str, other: str, in_words: bool = True) -> set[Shift]:
    return {shift for one in compare(list(words(base)), list(words(other)), in_words) for shift in one.shifts}


SPOKEN = ["the", "ships", "sailed", "not", "400", "900", "on", "Monday", "perhaps"]


class TestDrift:
    def test_case_marks_and_possessives_are_no_change(self) -> None:
        assert changes("Orvana’s ships — all of them — sailed", "orvana's ships, all of them, sailed") == []

    def test_words_cut_in_the_middle(self) -> None:
        assert changes("The ships sailed late on Monday", "The ships sailed on Monday") == [("cut", "late", "")]

    def test_words_added(self) -> None:
        assert changes("The ships sailed on Monday", "The grey ships sailed on Monday") == [("added", "", "grey")]

    def test_words_changed(self) -> None:
        assert changes("The ships sailed on Monday", "The boats sailed on Monday") == [("changed", "ships", "boats")]

    def test_what_comes_before_and_after_is_left_out(self) -> None:
        found = changes("We know that the ships sailed on Monday", "the ships sailed")
        assert found == [("left out", "We know that", ""), ("left out", "on Monday", "")]

    def test_another_figure(self) -> None:
        assert shifts("they sent 400 ships there", "they sent 900 ships there") == {Shift.FIGURE}

    @pytest.mark.parametrize("same", ["10,000", "ten thousand", "10 thousand"])
    def test_a_figure_in_other_letters_is_the_same_figure(self, same: str) -> None:
        assert shifts("they sent 10,000 tonnes there", f"they sent {same} tonnes there") == set()

    def test_a_negation_lost(self) -> None:
        assert shifts("they did not send the ships", "they did send the ships") == {Shift.NEGATION}

    def test_a_negation_shortened_is_still_there(self) -> None:
        assert shifts("they did not send the ships", "they didn't send the ships") == set()

    def test_a_hedge_lost(self) -> None:
        assert shifts("they probably sent the ships", "they sent the ships") == {Shift.HEDGE}

    def test_grammar_alone_does_not_count_where_one_reports(self) -> None:
        assert changes("We will send the ships", "they would be sending ships", in_words=False) == []
        assert shifts("We sent 400 ships", "they had sent 900 ships", in_words=False) == {Shift.FIGURE}

    @given(st.lists(st.sampled_from(SPOKEN), max_size=12), st.randoms())
    def test_both_sides_can_be_put_together_again(self, said: list[str], chance: random.Random) -> None:
        base = " ".join(said)
        other = " ".join(word for word in said if chance.random() < 0.7)
        found = compare(list(words(base)), list(words(other)))
        assert " ".join(base[slice(*one.base)] for one in found if one.base) == base
        assert " ".join(other[slice(*one.other)] for one in found if one.other) == other


SPEECHES = [
    HARVEST,
    "the harvest failed in three provinces",
    "empty by March",
    "We will rebuild the northern railway by May",
    "they would rebuild the northern railway",
    "three provinces",
    "",
]
SAID = st.tuples(
    st.sampled_from("abcd"),
    st.sampled_from(SPEECHES),
    st.sampled_from(list(QuoteKind)),
    st.sampled_from(["mira-tolen", "orvana", "jon-haske", None]),
)


@given(st.lists(SAID, max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_quotes_documents_and_actors_changes_nothing(said: list[Any], chance: random.Random) -> None:
    quotes = [
        Quote(f"q{place}", doc, 100 * place, 100 * place + len(text), text, kind, 0, 9999, speaker)
        for place, (doc, text, kind, speaker) in enumerate(said)
    ]
    documents = [Document(doc, "", "", publisher=doc) for doc in "abcd"]
    found = group(quotes, documents, ACTORS)
    shuffled = [chance.sample(rows, len(rows)) for rows in (quotes, documents, ACTORS)]
    assert group(*shuffled) == found
    assert all(one.documents > 1 for one in found)
    ids = [quote for one in found for quote in one.quotes]
    assert len(ids) == len(set(ids)), "a quote is of one utterance"


def test_candidates_are_the_same_however_many_are_looked_at_together(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(5)
    stock = [f"word{number}" for number in range(12)]
    said = [(f"{doc}.txt", " ".join(chance.choices(stock, k=chance.randint(2, 9)))) for doc in range(60)]
    found = table_of(printings(printed(*said).values(), [], ACTORS))
    at_once = pairs(found).tolist()
    monkeypatch.setattr("core.utterances.candidates.AT_ONCE", 10)
    assert at_once == pairs(found).tolist()
    assert len({*at_once}) == len(at_once) > 60
    assert all(pair // len(found) < pair % len(found) for pair in at_once)


def test_nothing_said_has_no_candidates() -> None:
    assert not len(pairs(table_of([])))


@pytest.mark.parametrize("seed", range(6))
def test_pairs_told_apart_by_what_changed_are_those_looked_for_from_nothing(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In buckets of three, nearly every printing that comes or goes changes what is told of others."""
    monkeypatch.setattr("core.utterances.candidates.MOST", 3)
    monkeypatch.setattr("core.utterances.candidates.RAREST", 3)
    chance = random.Random(seed)
    stock = [f"word{number}" for number in range(12)]
    said = [(f"{doc}.txt", " ".join(chance.choices(stock, k=chance.randint(2, 9)))) for doc in range(60)]
    table = table_of(printings(printed(*said).values(), [], ACTORS))
    was, now = (np.array([chance.random() < 0.9 for _ in range(table.num_rows)]) for _ in range(2))
    before, after = (of_part(table, there) for there in (was, now))
    changed, found = (set(codes.tolist()) for codes in differing(table, was, now))
    there = {code for code in before if all(now[list(divmod(code, table.num_rows))])}
    assert (there - changed) | found == after
    assert before ^ after, "something is told otherwise"


def of_part(table: pa.Table, there: NDArray[np.bool_]) -> set[int]:
    """The pairs of some printings of a table, by their places in the whole."""
    places = np.flatnonzero(there)
    one, other = np.divmod(pairs(table.take(pa.array(places))), len(places))
    return set((places[one] * table.num_rows + places[other]).tolist())


def test_how_alike_printings_are_is_known_again_however_many_there_are() -> None:
    """Two places make one number, which 31 bits do not hold where there are tens of thousands of printings."""
    many = 50_000
    (one,) = printings(printed(("a.txt", "nothing at all like it")).values(), [], ACTORS)
    table = table_of([replace(one, forms=(f"{number:06}",), content=(f"{number:06}",)) for number in range(many)])
    before = Heard(table, np.array([(many - 2) * many + many - 1]), np.array([0.75]))
    heard, fresh = compared(before, np.arange(many) > 0, table.slice(0, 0), map)
    assert heard.pairs.tolist() == [(many - 3) * (many - 1) + many - 2]
    assert (heard.likes.tolist(), fresh.any()) == ([0.75], False)
