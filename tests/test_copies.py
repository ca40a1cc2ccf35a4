"""Copies: who prints what another prints, where, in which direction; and which texts are independent."""

import random
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import copies
from core.copies import candidates
from core.copies.differing import Sample, pairs_again
from core.copies.passages import tiles
from core.copies.sketches import joined
from core.copies.words import SHINGLE, Hashes, Places, words_of
from core.records import (
    Copy,
    CopyKind,
    Direction,
    Document,
    Noise,
    NoiseKind,
    Quote,
    QuoteKind,
    Source,
    SourceKind,
)

WIRE = Source("northern-press", "Northern Press", SourceKind.WIRE)
INSTITUTE = Source("institute-for-harbour-studies", "Institute for Harbour Studies (IHS)", SourceKind.THINK_TANK)
PAPERS = [Source(f"paper-{number}", f"Paper {number}", SourceKind.NEWSPAPER) for number in range(12)]
SOURCES = [WIRE, INSTITUTE, *PAPERS]

PARAGRAPHS = [
    "Three freighters left the port of Marrow between the second and the ninth of May, harbour records show.",
    "Each of them carried crates that had been marked as farm machinery. Customs officers in Dunmore opened "
    "four of the crates and found parts of pumps, wrapped in oiled paper and packed in straw.",
    "The owner of the freighters, a company in the free zone, was set up only in March. Its directors did not "
    "answer letters. A lawyer who had acted for one of them said that he no longer knew where they lived.",
    "The trade between the two towns has grown every year since the bridge was opened. Most of it is grain. "
    "Pumps are rare, because both towns make their own and because the duty on them is high.",
]
REPORT = "\n\n".join(PARAGRAPHS)
OTHER = (
    "The council of Dunmore voted on Tuesday to close the old market hall, which has stood empty since the "
    "roof gave way in a storm. A new hall with room for forty stalls is to be built beside the station, and "
    "traders will pay half the rent in its first year. Opponents say that nobody will carry fish up the hill."
)


def document(doc: str, text: str, publisher: Source | None = None, published: date | None = None) -> Document:
    source = publisher.id if publisher else None
    return Document(doc, sha256(text.encode()).hexdigest(), text, publisher=source, published=published)


def paragraphs(*numbers: int) -> str:
    return "\n\n".join(PARAGRAPHS[number] for number in numbers)


def found(*documents: Document, noise: tuple[Noise, ...] = (), quotes: tuple[Quote, ...] = ()) -> list[Copy]:
    return copies.find(documents, SOURCES, noise, quotes)


def test_a_text_printed_whole_is_a_full_copy_of_the_earlier_one() -> None:
    first = document("a", REPORT, PAPERS[0], date(2024, 5, 10))
    second = document("b", REPORT, PAPERS[1], date(2024, 5, 11))
    (copy,) = found(first, second)
    assert (copy.doc, copy.of, copy.kind, copy.direction) == ("b", "a", CopyKind.FULL, Direction.EARLIER)
    assert copy.containment == 1


def test_texts_on_different_things_are_no_copies() -> None:
    assert found(document("a", REPORT), document("b", OTHER)) == []


def test_a_short_text_made_of_a_long_one_is_its_summary() -> None:
    (copy,) = found(
        document("long", REPORT, PAPERS[0], date(2024, 5, 1)), document("short", paragraphs(1), PAPERS[1], date(2024, 5, 2))
    )
    assert (copy.doc, copy.of, copy.kind) == ("short", "long", CopyKind.SUMMARY)


def test_a_text_that_takes_a_part_and_adds_its_own_is_a_partial_copy() -> None:
    mixed = paragraphs(1, 2) + "\n\n" + OTHER
    (copy,) = found(document("a", REPORT, PAPERS[0], date(2024, 5, 1)), document("b", mixed, PAPERS[1], date(2024, 5, 2)))
    assert copy.kind is CopyKind.PARTIAL
    assert 0.3 < copy.containment < 0.8


def test_an_agencys_text_in_a_paper_is_wire_and_credited_even_where_the_days_are_the_wrong_way_round() -> None:
    agency = document("agency", REPORT, WIRE, date(2024, 5, 3))
    paper = document("paper", paragraphs(0, 1, 2) + "\n\nNorthern Press reported this.", PAPERS[0], date(2024, 5, 2))
    (copy,) = found(agency, paper)
    assert (copy.doc, copy.of, copy.kind, copy.direction) == ("paper", "agency", CopyKind.WIRE, Direction.CREDITED)
    assert copy.credit_start is not None
    assert paper.text[copy.credit_start : copy.credit_end] == "Northern Press"


def test_two_papers_that_sign_with_one_agency_print_its_wire() -> None:
    texts = [f"HARROW (Reuters) - {REPORT}", f"HARROW, May 2 (Reuters) - {REPORT}"]
    marks = tuple(Noise(doc, 0, text.index(" - "), NoiseKind.DATELINE) for doc, text in zip("ab", texts, strict=True))
    (copy,) = found(document("a", texts[0], PAPERS[0]), document("b", texts[1], PAPERS[1]), noise=marks)
    assert copy.kind is CopyKind.WIRE


@pytest.mark.parametrize("name", ["IHS", "the Institute for Harbour Studies"])
def test_a_credit_goes_by_the_publishers_name_or_its_letters(name: str) -> None:
    institute = document("institute", REPORT, INSTITUTE)
    paper = document("paper", paragraphs(0, 1, 2) + f"\n\nA report of {name} has the details.", PAPERS[0])
    (copy,) = found(institute, paper)
    assert (copy.doc, copy.direction) == ("paper", Direction.CREDITED)


def test_a_text_may_call_itself_a_summary() -> None:
    digest = document("digest", "This is a summary of an article of a longer piece.\n\n" + paragraphs(1, 2))
    (copy,) = found(document("article", REPORT), digest)
    assert (copy.doc, copy.direction, copy.kind) == ("digest", Direction.CREDITED, CopyKind.SUMMARY)


def test_without_credit_or_days_the_direction_is_unknown() -> None:
    (copy,) = found(document("a", REPORT), document("b", REPORT))
    assert copy.direction is Direction.UNKNOWN


def test_reporters_who_quote_the_same_words_are_no_copies() -> None:
    said = (
        "we shall go on building the bridge until the last stone is in its place "
        "and every cart can pass over it without paying a toll to anybody"
    )
    first = f'The mayor of Dunmore spoke for an hour in the rain. "{said}," she told a crowd of farmers.'
    second = f'Farmers had come early and brought umbrellas to hear the mayor. "{said}," was what they took home.'
    assert found(document("a", first), document("b", second)) != []
    rows = tuple(
        Quote(doc, doc, text.index(said), text.index(said) + len(said), said, QuoteKind.DIRECT, 0, len(text))
        for doc, text in (("a", first), ("b", second))
    )
    assert found(document("a", first), document("b", second), quotes=rows) == []


def test_the_same_text_printed_again_is_a_copy_even_where_it_is_all_quotation() -> None:
    rows = tuple(Quote(doc, doc, 0, len(REPORT), REPORT, QuoteKind.DIRECT, 0, len(REPORT)) for doc in ("a", "b"))  # a speech
    (copy,) = found(document("a", REPORT), document("b", REPORT), quotes=rows)
    assert (copy.containment, copy.kind) == (1, CopyKind.FULL)


def test_what_a_publisher_prints_around_its_reports_makes_no_copy() -> None:
    footer = (
        "Write to us if you have seen a mistake on this page, and tell us where it stands and what should stand there "
        "instead, or call the desk between nine and five on any day but Sunday."
    )
    one, other = paragraphs(0) + "\n\n" + footer, OTHER + "\n\n" + footer
    marks = tuple(
        Noise(doc, text.index(footer), len(text), NoiseKind.BOILERPLATE) for doc, text in (("a", one), ("b", other))
    )
    assert found(document("a", one), document("b", other), noise=marks) == []


def test_passages_are_the_same_words_on_both_sides() -> None:
    moved = "A line of its own begins this text.\n\n" + paragraphs(2, 0)
    first, second = document("a", REPORT, published=date(2024, 5, 1)), document("b", moved, published=date(2024, 5, 2))
    (copy,) = found(first, second)
    shown = [second.text[passage.start : passage.end] for passage in copy.passages]
    assert shown == [first.text[passage.of_start : passage.of_end] for passage in copy.passages]
    assert [words[:11] for words in shown] == ["The owner o", "Three freig"]


@given(st.permutations(range(40)), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_runs_are_equal_words_none_of_them_twice_and_the_longest_is_among_them(
    order: list[int], moves: list[tuple[int, int]]
) -> None:
    here, there = order, order
    for first, last in moves:
        there = [*there[first:last], *there[:first], *there[max(first, last) :]]
    one, other = (words_of(" ".join(f"word{number}" for number in text), ()) for text in (here, there))
    found = tiles(one, other)
    for run in found:
        assert here[run.first : run.first + run.length] == there[run.second : run.second + run.length]
    places = [run.first + step for run in found for step in range(run.length)]
    assert len(places) == len({*places})
    longest = SequenceMatcher(None, here, there, autojunk=False).find_longest_match().size
    assert max((run.length for run in found), default=0) == (longest if longest >= SHINGLE else 0)


def test_a_few_words_put_in_do_not_break_a_passage() -> None:
    changed = REPORT.replace("Customs officers in Dunmore opened", "Customs officers in Dunmore, it is said, opened")
    (copy,) = found(document("a", REPORT), document("b", changed))
    assert len(copy.passages) == 1


def test_ten_copies_of_one_text_are_one_text() -> None:
    printed = {f"paper-{number}": date(2024, 5, 2 + number) for number in range(10)} | {"agency": date(2024, 5, 1)}
    texts = [
        document(doc, REPORT, WIRE if doc == "agency" else PAPERS[number], day)
        for number, (doc, day) in enumerate(printed.items())
    ]
    assert set(copies.origins(printed, found(*texts)).values()) == {"agency"}


def test_the_origin_is_sought_among_the_documents_of_the_day() -> None:
    texts = [
        document(doc, REPORT, published=day)
        for doc, day in (("a", date(2024, 5, 1)), ("b", date(2024, 5, 2)), ("c", date(2024, 5, 3)))
    ]
    linked = found(*texts)
    assert copies.origins({"b": date(2024, 5, 2), "c": date(2024, 5, 3)}, linked) == {"b": "b", "c": "b"}


def test_a_shared_paragraph_in_two_long_texts_leaves_them_independent() -> None:
    link = Copy("1", "a", "b", CopyKind.PARTIAL, 0.2, Direction.UNKNOWN)
    assert copies.origins({"a": None, "b": None}, [link]) == {"a": "a", "b": "b"}


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(shuffled: random.Random) -> None:
    texts = [
        document("a", REPORT, PAPERS[0], date(2024, 5, 1)),
        document("b", paragraphs(0, 1), PAPERS[1], date(2024, 5, 2)),
        document("c", paragraphs(1, 2) + OTHER, WIRE),
        document("d", OTHER),
        document("e", REPORT.replace("May", "June"), PAPERS[1]),
    ]
    expected = found(*texts)
    shuffled.shuffle(texts)
    assert found(*texts) == expected


def test_without_a_document_only_its_own_copies_are_gone() -> None:
    texts = [document(doc, REPORT, published=date(2024, 5, day)) for day, doc in enumerate("abcd", 1)]
    before = found(*texts)
    assert found(*texts[1:]) == [copy for copy in before if "a" not in (copy.doc, copy.of)]


def test_pairs_are_the_same_however_many_shingles_meet_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three stories, each printed by sixty: more than a document meets of one shingle."""
    chance = np.random.default_rng(4)
    stories = chance.integers(0, 2**64, (3, 80), np.uint64)
    texts = [np.unique(chance.choice(stories[number % 3], 60, replace=False)) for number in range(180)]
    hashes, sizes = np.concatenate(texts), np.array([len(text) for text in texts])
    found = candidates.pairs(hashes, sizes)
    assert np.all(np.diff(found) > 0)
    assert not np.any(np.subtract(*np.divmod(found, len(sizes))) % 3)
    monkeypatch.setattr(candidates, "AT_ONCE", 1)
    assert np.array_equal(candidates.pairs(hashes, sizes), found)


def near_copies(chance: np.random.Generator, count: int) -> tuple[Hashes, Places]:
    """The shingles of so many printings of one story, most of them changed in one of ten paragraphs."""
    story = chance.integers(0, 2**64, (10, 20), np.uint64)
    texts = []
    for _ in range(count):
        paragraphs = story.copy()
        paragraphs[chance.integers(10)] = chance.integers(0, 2**64, 20, np.uint64)
        texts.append(np.unique(paragraphs))
    return joined(texts)


def test_pairs_grow_with_the_printings_of_a_story_and_not_with_their_square() -> None:
    hundreds = [near_copies(np.random.default_rng(7), count) for count in (200, 400, 800)]
    pairs = [len(candidates.pairs(*texts)) / len(texts[1]) for texts in hundreds]
    assert pairs[2] < 1.1 * pairs[1] < 1.3 * pairs[0]


def test_each_text_is_made_about_once_however_many_print_its_story() -> None:
    """Four stories, each printed by sixty, one after the other; few more texts are held than a document meets."""
    words = [[f"w{random.Random(story).randrange(10**6)}-{place}" for place in range(80)] for story in range(4)]
    bodies = {f"{number:03}": " ".join([*words[number % 4], f"by{number}"]) for number in range(240)}
    made: list[str] = []

    @lru_cache(maxsize=80)
    def text(doc: str) -> copies.Text:
        made.append(doc)
        return copies.Text(document(doc, bodies[doc]), None, [], [])

    printed = {doc: copies.Printed(None, doc) for doc in bodies}
    shingles = {doc: copies.Text(document(doc, body), None, [], []).shingles for doc, body in bodies.items()}
    found = copies.update(printed, bodies, shingles.__getitem__, text, copies.Sketches())
    linked = {doc for copy in found.found for doc in (copy.doc, copy.of)}
    assert linked == {*bodies}
    assert len(made) < 1.5 * len(bodies)


@pytest.mark.parametrize("seed", range(8))
def test_pairs_found_from_what_changed_are_those_found_from_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a document meets three others of a shingle, one that comes or goes changes what is told of those behind it."""
    monkeypatch.setattr(candidates, "MOST", 3)
    chance = np.random.default_rng(seed)
    stock = np.unique(chance.integers(0, 2**62, 60, np.uint64))

    def texts(count: int) -> list[Hashes]:
        return [np.unique(chance.choice(stock, chance.integers(1, 12))) for _ in range(count)]

    before = texts(40)
    after = [*before[:-5], *texts(5)]
    there, here = (chance.random(40) < 0.9 for _ in range(2))
    then, now = (
        sample([text if one else text[:0] for text, one in zip(held, which, strict=True)])
        for held, which in ((before, there), (after, here))
    )
    stirred = (there != here) | (np.arange(40) >= 35)
    near, expected = (candidates.pairs(hashes, sizes) for _, hashes, sizes in (then, now))
    assert np.array_equal(pairs_again(then[0], now[0], near, stirred), expected)
    assert not np.array_equal(near, expected)


def sample(texts: list[Hashes]) -> tuple[Sample, Hashes, Places]:
    hashes, sizes = joined(texts)
    return Sample.of(hashes, sizes, np.arange(len(texts)), len(texts)), hashes, sizes
