"""Who has a part in a text: names become mentions, mentions become actors."""

import time
from pathlib import Path

import pytest
from casting import cast_of, surfaces
from hypothesis import given, settings
from hypothesis import strategies as st

from core.extract import parsed
from core.extract.actors import actors
from core.records import ActorKind, Document


@pytest.mark.parametrize(
    ("text", "actor", "words"),
    [
        # names of states
        ("Tehran denied that Iranian drones had reached Sudan.", "iran", {"Tehran", "Iranian"}),
        ("The Kremlin declined to comment, and Russian officials kept silent.", "russia", {"Kremlin", "Russian"}),
        ("North Korea celebrated. The North also fired a rocket.", "north-korea", {"North Korea", "North"}),
        ("The West has imposed sanctions, a Western official said.", "west", {"West", "Western"}),
        # surname after full name, titles and possessive endings left out
        (
            "Kenyan President William Ruto arrived on Monday. Ruto's aides followed him.",
            "william-ruto",
            {"William Ruto", "Ruto"},
        ),
        # surname first
        ("Defence Minister Han Ji-woo met reporters. Han praised the troops.", "han-ji-woo", {"Han Ji-woo", "Han"}),
        # spellings of one name
        (
            "Andrei Morozov signed the contract. Later Andrey Morozov denied it.",
            "andrei-morozov",
            {"Andrei Morozov", "Andrey Morozov"},
        ),
        # abbreviation in brackets, last word of the full name
        (
            "The Harbour Monitoring Centre (HMC) counted ships. The HMC warned of more, and the Centre wrote to ministers.",
            "harbour-monitoring-centre",
            {"Harbour Monitoring Centre", "HMC", "Centre"},
        ),
        # bodies of states
        (
            "The Polish Defence Ministry confirmed the sale.",
            "polish-defense-ministry",
            {"Polish Defence Ministry"},
        ),
        ("Ethiopia said that the Eritrean army had crossed the border.", "eritrean-armed-forces", {"Eritrean army"}),
        (
            "Intelligence agencies in Kenya, Uganda and Rwanda warned of attacks.",
            "ugandan-intelligence",
            {"Intelligence agencies"},
        ),
        # the state of a body: the capital where it sits, or who was spoken of
        ("The Ministry of Foreign Affairs of Kenya denied it.", "kenyan-foreign-ministry", {"Ministry of Foreign Affairs"}),
        (
            "North Korea fired a rocket, the Joint Chiefs of Staff in Seoul said.",
            "south-korean-joint-chiefs-of-staff",
            {"Joint Chiefs of Staff"},
        ),
        ("Peru bought boats. Later its defence ministry denied it.", "peruvian-defense-ministry", {"defence ministry"}),
        (
            "The pact was news to an interior ministry official in Quito.",
            "ecuadorean-interior-ministry",
            {"interior ministry"},
        ),
        ("Latvia asked Brussels for tents.", "european-union", {"Brussels"}),
        ("Belgium sent pumps. Brussels paid for them.", "belgium", {"Belgium", "Brussels"}),
        ("Kurdish forces, and not Tigrayan forces, seized it.", "tigrayan-forces", {"Tigrayan forces"}),
        # what a noun beside it says
        ("Fuel was bought by the airline Zephyr Air.", "zephyr-air", {"Zephyr Air"}),
        ("The newspaper Dagens Krone reported the deal.", "dagens-krone", {"Dagens Krone"}),
        ("Two firms, Alda Works and Berin, supply it.", "berin", {"Berin"}),
        ("Radio Velmark reported the deal.", "radio-velmark", {"Radio Velmark"}),
        # names of several words, small ones and hyphens among them
        ("Diesel came from the state company Gas del Norte.", "gas-del-norte", {"Gas del Norte"}),
        ("The Kyrgyz firm Tal-Kum Works bought it.", "tal-kum-works", {"Tal-Kum Works"}),
        ("A developer, Nordbau-7, sold flats.", "nordbau-7", {"Nordbau-7"}),
        ("The motors came from Dorn & Vale.", "dorn-vale", {"Dorn & Vale"}),
        ("Petróleos del Este sent a tanker to Cuba.", "petroleos-del-este", {"Petróleos del Este"}),
        ("The River Brotherhood sold gold.", "river-brotherhood", {"River Brotherhood"}),
        ("Two firms in the port, Alda Trade and Berin, sold oil.", "alda-trade", {"Alda Trade"}),
        ("The Iranian car maker Sorud hoped to sell 40,000 saloons.", "sorud", {"Sorud"}),
        # one name and who bears it
        ("Farid, who ran night trips, brought them radios.", "farid", {"Farid"}),
        # names and what is printed around them
        ("Deputy Embassy Press Secretary Ada Lorn declined to comment.", "ada-lorn", {"Ada Lorn"}),
        ("John Major went to see President Aliyev.", "ilham-aliyev", {"Aliyev"}),
        ("John Major went to see President Aliyev.", "john-major", {"John Major"}),
        (
            "The report came from the Harbour Institute. Shipping lists were not in it.",
            "harbour-institute",
            {"Harbour Institute"},
        ),
        # states that are no more
        ("The Soviet Union built the dam. Moscow sent 40 engineers in 1960.", "soviet-union", {"Soviet Union", "Moscow"}),
        ("The Soviet Union fell in 1991. In 2022 Moscow sent 40 engineers to Egypt.", "russia", {"Moscow"}),
        ("Forty Czechs came from the Czech Republic.", "czech-republic", {"Czechs", "Czech Republic"}),
        # words of small letters that are names
        ("Washington armed the contras.", "contras", {"contras"}),
        # offices of a state before a name
        ("High Commissioner of India Anil Sethi handed over rice.", "anil-sethi", {"Anil Sethi"}),
    ],
)
def test_names_of_one_actor_are_found_together(text: str, actor: str, words: set[str]) -> None:
    assert surfaces(text).get(actor) == words


def test_one_surname_of_three_persons_goes_to_the_one_who_is_meant() -> None:
    text = (
        "North Korean leader Kim Jong Un sent a letter. His grandfather, Kim Il Sung, had done the same. "
        "Kim wrote that he would come. South Korean Defence Minister Kim Yong-hyun rejected it. Kim called it a trick."
    )
    found = surfaces(text)
    assert found["kim-jong-un"] == {"Kim Jong Un", "Kim"}
    assert found["kim-il-sung"] == {"Kim Il Sung"}
    assert found["kim-yong-hyun"] == {"Kim Yong-hyun", "Kim"}


INVENTED = (
    "Orvania has sent 40 trucks to neighbouring Kesh, the Orvanese defence ministry said. "
    "In the capital, Keld, President Tamsin Aldo of Orvania spoke of a gift. Keld denied that troops had gone along. "
    "Keshi officials confirmed it."
)


def test_states_that_no_list_knows_are_seen_from_what_only_states_have() -> None:
    found = surfaces(INVENTED)
    assert found["orvania"] == {"Orvania", "Keld"}
    assert found["kesh"] == {"Kesh", "Keshi"}
    cast = cast_of(INVENTED)
    assert cast.actor("orvania").kind is ActorKind.STATE
    assert cast.actor("orvania").country is None
    assert cast.actor("tamsin-aldo").part_of == "orvania"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Reporters waited in Vienna, where Iran and France met.", "austria"),  # a capital that only locates
        ("The Belgian capital hosted talks between Iran and France.", "belgium"),
        ("Leaders met at the BRICS summit, Brazil said.", "brics"),
        ("Veterans of the Korean War met in Ohio, Canada's embassy said.", "south-korea"),
        ("Shahed drones and Patriot missiles were shown by Iran.", "patriot"),
        ("The airport is in Kharkiv, Ukraine said.", "kharkiv"),
        ("Georgia and Florida vote in May, Canada's embassy said.", "georgia"),  # a part of another state
        ("Nassau has a new bridge, Canada's embassy said.", "bahamas"),  # a capital with namesakes
    ],
)
def test_places_events_and_weapons_are_no_actors(text: str, absent: str) -> None:
    assert absent not in surfaces(text)


def test_a_headline_in_capitals_makes_no_bodies() -> None:
    text = "Hidden Harvest Office Raises New Alarm Over Grain\n\nUganda said on Friday that it would buy maize."
    assert set(surfaces(text)) == {"uganda"}


def test_a_ministry_brings_along_its_state() -> None:
    cast = cast_of("The Polish Defence Ministry confirmed the sale.")
    assert cast.actor("polish-defense-ministry").part_of == "poland"
    assert cast.actor("poland").country == "PL"
    assert cast.side("polish-defense-ministry") == "poland"


@pytest.mark.parametrize(
    ("text", "actor", "side"),
    [
        ("Ghana's President Ama Boateng promised rice.", "ama-boateng", "ghana"),
        ("The Houthis received missiles.", "houthis", "houthis"),
        ("The company Northwind sold the engines.", "northwind", "northwind"),
        ("Reuters reported the sale.", "reuters", "reuters"),
        ("Paula Okafor walked home, Reuters reported.", "paula-okafor", None),
    ],
)
def test_side_is_whom_an_actor_gives_and_takes_for(text: str, actor: str, side: str | None) -> None:
    assert cast_of(text).side(actor) == side


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("Accra agreed, Ghana said.", "Accra", "capital stands for state"),
        ("The Ghanaian navy sailed, Ghanaian papers wrote.", "Ghanaian navy", "body of its state"),
        ("Ama Boateng spoke. Boateng left.", "Boateng", "surname after full name"),
        ("The Lake Research Institute (LRI) warned. LRI was right.", "LRI", "abbreviation in brackets"),
    ],
)
def test_a_mention_says_why_it_was_linked(text: str, words: str, rule: str) -> None:
    assert rule in {mention.rule for mention in cast_of(text).mentions if mention.text == words}


def test_of_a_byline_only_the_author_counts() -> None:
    text = "Grain for Sudan\nBy Paula Okafor, Reuters\n\nEgypt sent grain to Sudan on Monday.\n"
    assert set(surfaces(text)) == {"paula-okafor", "egypt", "sudan"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Kim",
                "Jong",
                "-",
                "un",
                "’s",
                "U.S.",
                "\n",
                "(",
                "NATO",
                ")",
                "the",
                "Ministry",
                "of",
                "said",
                "“",
                ",",
                "Ava",
                "III",
            ]
        ),
        max_size=25,
    )
)
def test_mentions_always_stand_where_they_say(pieces: list[str]) -> None:
    text = " ".join(pieces)
    cast = cast_of(text)
    known = {actor.id for actor in cast.actors}
    for mention in cast.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.actor in known
    assert {id for token in cast.doc for id in cast.of(token)} <= known
    assert {side for id in known if (side := cast.side(id))} <= known


def test_long_runs_of_capitals_cost_no_more_than_their_length() -> None:
    def seconds(times: int) -> float:
        (doc,) = parsed.parse(["Ana Berg-led Tide Centre " * times])
        start = time.process_time()
        actors(doc, Document("long.txt", "0", doc.text), [])
        return time.process_time() - start

    seconds(10)
    assert seconds(800) < 12 * max(seconds(200), 0.05)


def test_within_gives_the_mentions_inside_a_range() -> None:
    text = "Ghana and Togo agreed."
    assert [mention.text for mention in cast_of(text).within(0, 9)] == ["Ghana"]
    assert [mention.text for mention in cast_of(text).within(0, len(text))] == ["Ghana", "Togo"]


def test_unknown_ids_raise() -> None:
    with pytest.raises(KeyError):
        cast_of("Ghana agreed.").actor("togo")


def test_the_gold_of_the_seeds_names_actors_that_are_found(shared: Path) -> None:
    text = (shared / "seeds" / "002_c7a4e157583c57ae.txt").read_text(encoding="utf-8")
    found = set(surfaces(text))
    assert {"north-korea", "russia", "ukraine", "kcna", "victor-cha", "us-intelligence", "ukrainian-intelligence"} <= found


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Rifles went to the Tol Berun brigade.", "tol-berun-brigade"),
        ("They sold rye to the Korrish rebels.", "korrish-rebels"),
        ("It was denied later on by Orvania's Ministry of Fish and Salt.", "ministry-of-fish-and-salt"),
        ("A spokesman for the manufacturer, Dornfeld, said nothing.", "dornfeld"),
    ],
)
def test_bodies_by_what_stands_beside_them(text: str, actor: str) -> None:
    assert actor in surfaces(text)


def test_a_jet_is_no_fighter() -> None:
    assert surfaces("Two Su-30 fighters landed.") == {}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Kenya refused. Defence Minister Ada Wanjiru said that no plane would leave.", "kenya"),
        ("Officials in Ghana waited. Kenya refused, and President Ada Wanjiru said why.", "kenya"),
        ("Ghana waited for the ambassador of Kenya, Ada Wanjiru, and thanked General Kofi Adjei.", None),
    ],
)
def test_an_office_that_only_states_have_is_held_for_the_state_spoken_of(text: str, state: str | None) -> None:
    person = "kofi-adjei" if "Adjei" in text else "ada-wanjiru"
    assert next(actor.part_of for actor in cast_of(text).actors if actor.id == person) == state


def test_towns_and_offices_are_no_actors() -> None:
    found = surfaces(
        "Shells from Agra went to Pskov, and a choir from Novi Sad sang. The Norwegian Minister told Member States so."
    )
    assert set(found) <= {"norway"}
