"""Words that set sources and sides apart, and the sentences they stand in."""

from pathlib import Path

import pytest
from examples import document, quote, written

from core import queries
from core.keyness import count, set_apart
from core.queries import Filters
from core.records import Actor, ActorKind, Day, Document, Noise, NoiseKind, Source
from core.tables import Tables

PLAIN = ["Convoys of grain crossed the river.", "The drivers sent grain at dawn."]


def test_a_word_that_one_side_keeps_using_comes_first() -> None:
    one = [f"The so-called deliveries {text}" for text in PLAIN]
    found = set_apart(count(one), count(PLAIN))
    assert list(found["word"].head(2)) == ["deliveries", "so-called"]
    assert (found["z"].iloc[0] > 0, found["count"].iloc[0], found["other_count"].iloc[0]) == (True, 2, 0)


def test_both_sides_mirror_each_other() -> None:
    one, other = count(["fake shells", "fake shells"]), count(["real shells", "real shells"])
    here, there = set_apart(one, other), set_apart(other, one)
    assert dict(zip(here["word"], here["z"].round(9), strict=True)) == {
        word: -z for word, z in zip(there["word"], there["z"].round(9), strict=True)
    }
    assert here.set_index("word").loc["shells", "z"] == pytest.approx(0)


def test_many_uses_weigh_more_than_a_few_that_are_as_lopsided() -> None:
    often = ["tanks rifle " * 50 + "grain " * 200, "tanks rifle grain"]
    seldom = ["boots grain " + "grain " * 200, "boots grain"]
    found = set_apart(count([*often, *seldom]), count(["grain " * 400, "grain"])).set_index("word")
    assert found.loc["tanks", "z"] > found.loc["boots", "z"] > 0


def test_a_word_of_a_single_text_tells_of_that_text_only() -> None:
    found = set_apart(count(["unicorn unicorn grain", "grain"]), count(PLAIN))
    assert "unicorn" not in set(found["word"])


def test_without_words_on_one_side_there_is_nothing_to_compare() -> None:
    assert set_apart(count([]), count(PLAIN)).empty
    assert set_apart(count(["the of 12"]), count(PLAIN)).empty


def papers(folder: Path) -> Tables:
    """Two texts of the Courier, one of them a copy, two of the Herald, and a caption."""
    texts = {
        "c1": "Rebels took the bridge. The rebels’ guns came later.",
        "c2": "More rebels came. Guns were seen.",
        "c3": "More rebels came. Guns were seen!",
        "h1": "Fighters took the bridge. Photo: rebels by the bridge.",
        "h2": "More fighters came, and guns.",
    }
    origins = {"c3": "c2"}
    documents = [
        document(
            name,
            text,
            publisher={"c": "courier", "h": "herald"}[name[0]],
            published=Day(2031, 1, int(name[1])),
            origin=origins.get(name, name),
        )
        for name, text in texts.items()
    ]
    caption = texts["h1"].index("Photo")
    return written(
        folder,
        documents=documents,
        sources=[Source("courier", "The Courier"), Source("herald", "The Herald")],
        noise=[Noise("h1", caption, len(texts["h1"]), NoiseKind.CAPTION)],
    )


def test_sources_are_told_apart_by_their_own_words(tmp_path: Path) -> None:
    data = papers(tmp_path)
    one, other = queries.texts_of_sources(queries.documents_of(data, Filters()), ["The Courier"])
    found = queries.set_apart(data, one, other)
    assert (found["word"].iloc[0], found["word"].iloc[-1]) == ("rebels", "fighters")
    rebels = found.set_index("word").loc["rebels"]
    assert (rebels["count"], rebels["texts"], rebels["other_count"]) == (3, 2, 0), "copies and captions do not count"


def test_every_use_opens_in_its_sentence(tmp_path: Path) -> None:
    data = papers(tmp_path)
    one, _ = queries.texts_of_sources(queries.documents_of(data, Filters()), ["The Courier"])
    texts = dict(zip(data.documents["doc"], data.documents["text"], strict=True))
    found = queries.uses(data, one, "rebels")
    assert [texts[use.doc][use.start : use.end] for use in found.itertuples()] == ["Rebels", "rebels’", "rebels"]
    assert [texts[use.doc][use.sentence_start : use.sentence_end] for use in found.itertuples()] == [
        "Rebels took the bridge.",
        "The rebels’ guns came later.",
        "More rebels came.",
    ]


def test_a_side_is_an_actor_and_all_that_belong_to_it(tmp_path: Path) -> None:
    text = "Orvana says lies spread. Its army says lies grow. Selvia says facts win."
    source: Document = document("one.txt", text)
    actors = [
        Actor("orvana", "Orvana", ActorKind.STATE),
        Actor("army", "army", ActorKind.ORGANIZATION, part_of="orvana"),
        Actor("selvia", "Selvia", ActorKind.STATE),
    ]
    said = [("lies spread", "orvana"), ("lies grow", "army"), ("facts win", "selvia"), ("win", "orvana")]
    data = written(
        tmp_path, documents=[source], actors=actors, quotes=[quote(source, words, speaker=who) for words, who in said]
    )
    one, other = queries.words_of_side(queries.said_of(data, Filters()), ["orvana"])
    assert [text[start:end] for start, end in zip(one["start"], one["end"], strict=True)] == ["lies spread", "lies grow"]
    assert [text[start:end] for start, end in zip(other["start"], other["end"], strict=True)] == ["facts win"]
