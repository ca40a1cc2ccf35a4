"""Open parties: what speaks for a candidate, how much each sign counts, and how that is learned."""

import pytest

from core import lexicon
from core.extract import read
from core.extract.open_parties import Weighed, reason
from core.records import Document, Transfer
from tools.parties import Example, chosen, fitted


def told(text: str) -> list[Transfer]:
    """The tellings of a text, in order."""
    ((reading, problem),) = read([(Document("x.txt", "0", text), ())])
    assert problem is None
    return list(reading.transfers)


def test_every_sign_has_a_weight_set_by_hand_and_a_learned_one() -> None:
    table = lexicon.table("open_parties")
    assert table["prior"].keys() == table["weights"].keys() == table["pair"].keys()
    assert table["reasons"].keys() < table["weights"].keys()


def test_a_row_tells_what_speaks_most_for_a_party_that_its_clause_leaves_open() -> None:
    first, second = told("Norway sent Ghana 300 tents in May. Sweden has since delivered blankets.")
    assert "understood" not in first.rule
    assert (second.supplier, second.recipient) == ("sweden", "ghana")
    before, _, why = second.rule.partition("a party understood from the context: ")
    assert before
    assert why in lexicon.table("open_parties")["reasons"].values()


def test_the_reason_is_the_sign_that_adds_most() -> None:
    weights = lexicon.table("open_parties")["weights"]
    signs = {"same pair": 1.0, "in next sentence": 1.0, "speaks": 1.0}
    assert weights["same pair"] > weights["in next sentence"] > 0 > weights["speaks"]
    assert reason(Weighed("kenya", 1.0, signs)) == "another telling has the two in the same roles"
    assert reason(Weighed("kenya", -1.0, {"speaks": 1.0})) == ""


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        # whom the paragraph is about, though somebody else got something further up
        ("Russia sent Mali two radars in March.\nTogo has lost a base. Brazil is said to have sent mortars.", "togo"),
        # an ally is never whoever it belongs to
        ("Norway and Chad signed a treaty. In return Norway has granted its ally 40 trucks.", "chad"),
    ],
)
def test_whom_a_reader_has_in_mind(text: str, recipient: str) -> None:
    assert told(text)[-1].recipient == recipient


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # both are those of the tellings of such things
        (
            "Norway sent Ghana 300 tents in May. Norway gave Ghana 40 tents in June. Another 200 tents will be sent soon.",
            True,
        ),
        # a thing of another kind, far from any telling, is nobody's; whoever "it" is, it is not they
        ("Norway sent Ghana 300 tents in May." + " The rains came late that year." * 40 + " A loan was signed.", False),
    ],
)
def test_where_both_parties_are_open_a_pair_told_of_is_meant_or_nobody(text: str, parties: bool) -> None:
    last = told(text)[-1]
    assert (last.supplier, last.recipient) == ("norway", "ghana")
    assert ("understood" in last.rule) is parties


def test_a_sign_that_is_right_again_and_again_gains_weight() -> None:
    right, wrong, nobody = {"in paragraph": 1.0}, {"in opening": 1.0}, {"nobody": 1.0}
    learned = fitted([Example([nobody, right, wrong], 1, f"{number}.txt", 1.0) for number in range(80)], SIGNS)
    prior = lexicon.table("open_parties")["prior"]
    assert learned["in paragraph"] > prior["in paragraph"]
    assert learned["in opening"] < prior["in opening"]
    assert learned["same pair"] == prior["same pair"]
    assert chosen(Example([nobody, right, wrong], 1, "new.txt", 1.0), learned) == 1


SIGNS = list(lexicon.table("open_parties")["prior"])
