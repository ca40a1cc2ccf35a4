"""Whom a noun phrase means: descriptions, roles, pairs, pronouns; nobody where it is not clear."""

import time

import pytest
from casting import cast_of, meant, word

from core.extract import parsed
from core.extract.actors import actors
from core.records import Document

# text, words, which occurrence of them, whom they mean
CLEAR = [
    # a name, and names joined
    ("Uganda and Kenya signed a pact.", "Uganda", 1, ("uganda", "kenya")),
    # a description that stands for a state or body
    ("Kenyan officials denied the report.", "officials", 1, ("kenya",)),
    ("The government of Uganda denied it.", "government", 1, ("uganda",)),
    ("A spokesman for the Polish Defence Ministry declined to comment.", "spokesman", 1, ("polish-defense-ministry",)),
    # a name in apposition
    ("The trade minister, Paula Okafor, resigned.", "minister", 1, ("paula-okafor",)),
    # words that stand for whoever made them
    ("A commentary published by Xinhua praised the move.", "commentary", 1, ("xinhua",)),
    ("A statement from Uganda called it a mistake.", "statement", 1, ("uganda",)),
    ("Okafor's letter was short. Paula Okafor had written it by hand.", "letter", 1, ("paula-okafor",)),
    # a role named before, also by another word for it
    ("Finance Minister Paula Okafor arrived. The minister said nothing.", "minister", 1, ("paula-okafor",)),
    ("Kenyan President William Ruto spoke. The Kenyan leader left early.", "leader", 1, ("william-ruto",)),
    ("Lawmaker Jonas Berg asked for figures. The lawmaker got none.", "The lawmaker", 1, ("jonas-berg",)),
    # a body named before
    ("The Harbour Monitoring Agency counted ships. The agency saw ten.", "The agency", 1, ("harbour-monitoring-agency",)),
    ("The newspaper Dagens Krone wrote of a deal. The paper named nobody.", "The paper", 1, ("dagens-krone",)),
    # the country
    ("Uganda has bought helicopters. The country paid in gold.", "The country", 1, ("uganda",)),
    ("Kenya sold tea to Uganda. Its neighbour paid late.", "neighbour", 1, ("uganda",)),
    # pairs
    ("Uganda and Kenya have quarrelled. Both countries want peace.", "countries", 1, ("uganda", "kenya")),
    ("Uganda and Kenya have quarrelled. The former wants peace.", "former", 1, ("uganda",)),
    # pronouns
    ("Paula Okafor spoke to Jonas Berg. She said that he was wrong. Mr Berg left.", "She", 1, ("paula-okafor",)),
    ("Uganda has bought helicopters, and it wants tanks.", "it", 1, ("uganda",)),
    ("Uganda and Kenya met. They agreed on tea.", "They", 1, ("uganda", "kenya")),
    ("“We will pay,” said Paula Okafor. “And soon,” she added.", "she", 1, ("paula-okafor",)),
    ("Jonas Berg, who leads the union, wants more.", "who", 1, ("jonas-berg",)),
]


@pytest.mark.parametrize(
    ("text", "words", "number", "ids"), CLEAR, ids=[f"{words}: {text[:40]}" for text, words, *_ in CLEAR]
)
def test_whom_a_phrase_means(text: str, words: str, number: int, ids: tuple[str, ...]) -> None:
    assert meant(text, words, number) == ids


UNCLEAR = [
    ("Some analysts doubt the report.", "analysts", 1),
    ("It is raining in Kenya.", "It", 1),
    ("Kenya fought Uganda and Rwanda fought Burundi. The country lost.", "The country", 1),
    ("The shipment left Uganda. It was heavy.", "It", 1),
    ("A source spoke to Paula Okafor. The soldiers left. They were tired.", "They", 1),
]


@pytest.mark.parametrize(("text", "words", "number"), UNCLEAR)
def test_where_it_is_not_clear_nobody_is_meant(text: str, words: str, number: int) -> None:
    assert meant(text, words, number) == ()


def test_a_reference_says_by_which_rule_it_was_read() -> None:
    text = "Uganda has bought helicopters. The country paid in gold."
    assert cast_of(text).reference(word(text, "The country")).rule == "state last spoken of"


def test_a_regime_by_its_leader_is_the_state() -> None:
    text = "Uzbek President Jahongir Tosh came late. Tosh's regime has no friends, Uzbek papers wrote."
    assert meant(text, "regime") == ("uzbekistan",)


def test_cost_grows_with_the_text_and_not_with_its_square() -> None:
    text = "Paula Okafor met Jonas Berg in Kenya. She told him that both countries would gain. They agreed.\n"

    def seconds(times: int) -> float:
        (doc,) = parsed.parse([text * times])
        start = time.process_time()
        cast = actors(doc, Document("long.txt", "0", doc.text), [])
        cast.of(doc[0])
        return time.process_time() - start

    seconds(10)
    assert seconds(800) < 12 * max(seconds(200), 0.05)


def test_a_state_is_taken_up_by_the_last_word_of_its_name() -> None:
    text = "The Pellan Islands asked for rice. Japan agreed. The islands got 40 tonnes."
    assert meant(text, "islands") == ("pellan-islands",)
