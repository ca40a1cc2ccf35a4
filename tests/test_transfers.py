"""Who gave what to whom: tellings read from short texts, each a document of its own."""

from typing import Any

import pytest

from core.extract import quotes, read
from core.records import Document, Noise, NoiseKind, Reading, Status, Terms, Transfer


def reading(text: str, *noise: Noise) -> Reading:
    ((found, problem),) = read([(Document("x.txt", "0", text), noise)])
    assert problem is None
    return found


def rows(text: str) -> list[tuple[str | None, str | None, str]]:
    return [(row.supplier, row.recipient, row.item) for row in reading(text).transfers]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Kenya supplied Ghana with patrol boats.", ("kenya", "ghana", "patrol boats")),
        ("Patrol boats were handed over to Ghana by Kenya.", ("kenya", "ghana", "Patrol boats")),
        ("Ghana has been given patrol boats by Kenya.", ("kenya", "ghana", "patrol boats")),
        ("The patrol boats that Ghana bought from Kenya were old.", ("kenya", "ghana", "patrol boats")),
        ("Ghana's purchase of patrol boats from Kenya caused a stir.", ("kenya", "ghana", "patrol boats")),
        ("Kenyan shipments of rice to Ghana have doubled.", ("kenya", "ghana", "rice")),
        ("Kenyan soldiers arrived in Ghana on Monday.", ("kenya", "ghana", "soldiers")),
        ("Kenya was accused of selling rifles to Ghana.", ("kenya", "ghana", "rifles")),
        ("Ghana relies on Kenya for ammunition.", ("kenya", "ghana", "ammunition")),
        ("Kenya is the largest supplier of maize to Ghana.", ("kenya", "ghana", "maize")),
        ("Ghana signed a contract with Kenya for 30 trucks.", ("kenya", "ghana", "trucks")),
        ("Kenya paid Ghana $3 million.", ("kenya", "ghana", "money")),
    ],
)
def test_verbs_nouns_and_clauses(text: str, row: tuple[str, str, str]) -> None:
    assert rows(text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya builds patrol boats.",
        "Ghana needs patrol boats.",
        "Kenya supports Ghana.",
        "Kenya sent Ghana a message.",
        "The president sent his greetings to Ghana.",
    ],
)
def test_no_telling(text: str) -> None:
    assert rows(text) == []


def test_every_row_points_at_its_words() -> None:
    text = "In May, officials said, Kenya sold rifles and mines to Ghana.\n\nGhana, in return, sent Kenya cocoa."
    found = reading(text).transfers
    assert len(found) == 3
    for row in found:
        assert text[row.start : row.end] == row.text
        assert row.sentence_start <= row.start < row.end <= row.sentence_end


def test_barter_links_what_is_paid_for() -> None:
    given, paid = reading("Kenya sent rifles to Ghana in return for cocoa.").transfers
    assert (given.supplier, given.recipient, given.item) == ("kenya", "ghana", "rifles")
    assert (paid.supplier, paid.recipient, paid.item) == ("ghana", "kenya", "cocoa")
    assert (given.in_return_for, given.terms) == (paid.id, Terms.BARTER)


def test_a_resale_is_two_gifts() -> None:
    assert set(rows("Kenya sold Ghana rifles that it had bought from Turkey.")) == {
        ("kenya", "ghana", "rifles"),
        ("turkey", "kenya", "rifles"),
    }


def test_bullets_belong_to_the_line_above_them() -> None:
    assert rows("Kenya has supplied Ghana with:\n- rifles\n- 20 trucks\n") == [
        ("kenya", "ghana", "rifles"),
        ("kenya", "ghana", "trucks"),
    ]


def test_what_a_delivery_held() -> None:
    text = "Kenya sent a shipment of rifles to Ghana. The shipment also included mines."
    assert rows(text) == [("kenya", "ghana", "rifles"), ("kenya", "ghana", "mines")]


def test_an_open_party_is_understood_from_the_telling_before() -> None:
    assert rows("Kenya sold rifles to Ghana. The rifles were delivered in May.")[1] == ("kenya", "ghana", "rifles")


@pytest.mark.parametrize("receiver", ["any country", "rebels in Ghana", "a private buyer"])
def test_somebody_unknown_stays_open(receiver: str) -> None:
    assert rows(f"Kenya sold rifles to {receiver}.") == [("kenya", None, "rifles")]


def test_the_speaker_claims() -> None:
    (row,) = reading("Turkey says that Kenya sold rifles to Ghana.").transfers
    assert row.claimants == ("turkey",)


def test_a_denial_some_sentences_later_is_added_to_what_it_answers() -> None:
    (row,) = reading("Turkey says that Kenya sold rifles to Ghana. Talks go on. Kenya denies these sales.").transfers
    assert (row.status, row.claimants, row.denied_by) == (Status.ASSERTED, ("turkey",), ("kenya",))


def test_a_denial_that_names_the_thing_is_a_row() -> None:
    (row,) = reading("Kenya denied selling rifles to Ghana.").transfers
    assert (row.status, row.claimants, row.denied_by) == (Status.DENIED, (), ("kenya",))


def test_invaders_are_no_gift() -> None:
    assert rows("Kenya invaded Ghana. Kenyan soldiers arrived in Ghana on Monday.") == []


def test_a_repeated_passage_is_linked() -> None:
    text = "Kenya sold rifles to Ghana.\n\nKenya sold rifles to Ghana.\n"
    repeat = Noise("x.txt", 29, 56, NoiseKind.REPEAT, of_start=0, of_end=27)
    first, second = reading(text, repeat).transfers
    assert (first.repeat_of, second.repeat_of) == (None, first.id)


def test_credits_tell_nothing() -> None:
    text = "Kenya sold rifles to Ghana.\n"
    assert reading(text, Noise("x.txt", 0, 27, NoiseKind.CREDIT)).transfers == ()


def test_rows_say_by_which_rule() -> None:
    (row,) = reading("Kenya sold rifles to Ghana.").transfers
    assert row.rule.startswith("verb “sell”")
    assert 0 < row.score <= 1


def test_same_text_same_ids() -> None:
    text = "Kenya sold rifles and mines to Ghana, and Ghana sold cocoa to Kenya."
    assert [row.id for row in reading(text).transfers] == [row.id for row in reading(text).transfers]


def test_one_odd_document_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = quotes.quotes

    def fails(doc: Any, *rest: Any) -> Any:
        if "odd" in doc.text:
            raise IndexError("odd text")
        return whole(doc, *rest)

    monkeypatch.setattr(quotes, "quotes", fails)
    texts = ["Kenya sold rifles to Ghana.", "An odd text.", "Ghana sold maize to Kenya."]
    found = list(read((Document(f"{n}.txt", "0", text), ()) for n, text in enumerate(texts)))
    assert [one.doc for one, _ in found] == ["0.txt", "1.txt", "2.txt"]
    assert [len(one.transfers) for one, _ in found] == [1, 0, 1]
    problem = found[1][1]
    assert problem is not None
    assert (problem.path, problem.left_out) == ("1.txt", False)
    assert "odd text" in problem.reason


@pytest.mark.parametrize("text", ["", " \n \n", "?!", "—", "12 of them.", "Sent to: \n- \n"])
def test_texts_without_words_have_no_rows(text: str) -> None:
    found: tuple[Transfer, ...] = reading(text).transfers
    assert found == ()
