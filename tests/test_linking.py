"""Actors of single documents become actors of the corpus."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.linking import link
from core.records import Actor, ActorKind, Category, Mention, Quote, QuoteKind, Reading, Status, Transfer, slug

PERSON, STATE, BODY = ActorKind.PERSON, ActorKind.STATE, ActorKind.ORGANIZATION


def reading(doc: str, *names: str, kind: ActorKind = PERSON) -> Reading:
    """A document that names these actors, each once."""
    actors = tuple(Actor(slug(name), name, kind) for name in names)
    mentions = tuple(Mention(doc, 0, len(name), name, slug(name), "full name") for name in names)
    return Reading(doc, actors, mentions)


def ids(*readings: Reading) -> set[str]:
    return {actor.id for actor in link(readings)[1]}


def test_spellings_of_one_name_are_one_person() -> None:
    assert ids(
        reading("a", "Oleksandr Zelensky"), reading("b", "Oleksandr Zelenskyy"), reading("c", "Oleksandr Zelenskyy")
    ) == {"oleksandr-zelenskyy"}


def test_hyphens_do_not_part_a_korean_name() -> None:
    assert len(ids(reading("a", "Han Ji-woo"), reading("b", "Han Ji Woo"), reading("c", "Han Jiwoo"))) == 1


def test_a_surname_alone_goes_to_the_only_bearer() -> None:
    (first, second), actors = link([reading("a", "Paula Okafor"), reading("b", "Okafor")])
    assert [actor.id for actor in actors] == ["paula-okafor"]
    assert second.mentions[0].actor == "paula-okafor"
    assert second.mentions[0].rule == "full name; surname that one person of the corpus bears"
    assert first == reading("a", "Paula Okafor")


def test_a_surname_of_two_bearers_stays_open() -> None:
    assert ids(reading("a", "Paula Okafor"), reading("b", "Jonas Okafor"), reading("c", "Okafor")) == {
        "paula-okafor",
        "jonas-okafor",
        "okafor",
    }


def test_three_kims_stay_three() -> None:
    assert len(ids(reading("a", "Kim Jong Un"), reading("b", "Kim Yong-hyun"), reading("c", "Kim Il-sung"))) == 3


def test_an_initial_goes_to_the_only_name_that_fits() -> None:
    assert ids(reading("a", "P. Okafor"), reading("b", "Paula Okafor")) == {"paula-okafor"}
    assert len(ids(reading("a", "P. Okafor"), reading("b", "Paula Okafor"), reading("c", "Peter Okafor"))) == 3


def test_bodies_join_by_spelling_and_abbreviation() -> None:
    assert ids(reading("a", "Harbor Defence Centre", kind=BODY), reading("b", "Harbor Defense Center", kind=BODY)) == {
        "harbor-defence-centre"
    }
    assert ids(reading("a", "Harbour Monitoring Centre", kind=BODY), reading("b", "HMC", kind=BODY)) == {
        "harbour-monitoring-centre"
    }
    assert len(ids(reading("a", "Lake Centre", kind=BODY), reading("b", "LC", kind=BODY))) == 2


def test_a_state_named_only_by_its_nationality_joins_its_name() -> None:
    assert ids(reading("a", "Orvania", kind=STATE), reading("b", "Orvanese", kind=STATE)) == {"orvania"}


def test_every_row_is_rewritten_and_keeps_its_id() -> None:
    short = replace(
        reading("b", "Okafor"),
        quotes=(Quote("q1", "b", 0, 1, "x", QuoteKind.DIRECT, 0, 1, speaker="okafor", carried_by="okafor"),),
        attitudes=(Quote("q2", "b", 0, 1, "x", QuoteKind.INDIRECT, 0, 1, speaker="okafor"),),
        transfers=(
            Transfer(
                "t1",
                "b",
                0,
                1,
                "x",
                0,
                1,
                "okafor",
                "okafor",
                "rice",
                Category.FOOD,
                Status.ASSERTED,
                claimants=("okafor", "paula-okafor"),
                denied_by=("okafor",),
            ),
        ),
    )
    (_, linked), _ = link([reading("a", "Paula Okafor"), short])
    assert (linked.quotes[0].id, linked.quotes[0].speaker, linked.quotes[0].carried_by) == (
        "q1",
        "paula-okafor",
        "paula-okafor",
    )
    assert linked.attitudes[0].speaker == "paula-okafor"
    telling = linked.transfers[0]
    assert (telling.id, telling.supplier, telling.recipient) == ("t1", "paula-okafor", "paula-okafor")
    assert (telling.claimants, telling.denied_by) == (("paula-okafor",), ("paula-okafor",))


def test_what_most_documents_say_of_an_actor_stands() -> None:
    one = Reading("a", (Actor("okra", "Okra", BODY, "GH", "ghana"),))
    two = Reading("b", (Actor("okra", "Okra", BODY, "GH"),))
    odd = Reading("c", (Actor("okra", "Okra", PERSON),))
    assert link([odd, two, one])[1] == [Actor("okra", "Okra", BODY, "GH", "ghana")]


NAMES = st.sampled_from(
    [
        "Paula Okafor",
        "P. Okafor",
        "Okafor",
        "Paul Okafor",
        "Kim Jong Un",
        "Kim Jong-un",
        "Kim",
        "Kim Jong-eun",
        "Zelensky",
        "A. Zelenskyy",
    ]
)
CORPORA = st.lists(st.lists(NAMES, max_size=3, unique_by=slug), max_size=6)


def _readings(corpus: list[list[str]]) -> list[Reading]:
    return [reading(f"{number}.txt", *names) for number, names in enumerate(corpus)]


@given(CORPORA, st.randoms())
def test_the_order_of_documents_does_not_matter(corpus: list[list[str]], random: object) -> None:
    readings = _readings(corpus)
    shuffled = list(readings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    linked, actors = link(readings)
    other, same = link(shuffled)
    assert actors == same
    assert sorted(linked, key=lambda one: one.doc) == sorted(other, key=lambda one: one.doc)


@given(CORPORA)
def test_linking_what_is_linked_changes_no_id(corpus: list[list[str]]) -> None:
    linked, actors = link(_readings(corpus))
    _, again = link(linked)
    assert [actor.id for actor in again] == [actor.id for actor in actors]


@given(CORPORA)
def test_every_id_of_every_row_is_an_actor(corpus: list[list[str]]) -> None:
    linked, actors = link(_readings(corpus))
    known = {actor.id for actor in actors}
    assert {mention.actor for one in linked for mention in one.mentions} <= known
