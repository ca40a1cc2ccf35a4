"""Whose words a text is in: the turns of a transcript, the issuer of a statement."""

from core.corpus.noise import mark
from core.extract import read
from core.records import Document, Genre, Transfer

BRIEFING = """MODERATOR: The deputy minister of Keldia, Jana Orst, will speak.

ORST: Norway gave us 40 trucks on Friday.

QUESTION (Keld Star): Has Norway promised tents as well?

ORST: Nobody has sent us rifles."""


def told(text: str, publisher: str | None = None, genre: Genre | None = None) -> list[Transfer]:
    document = Document("example.txt", "0", text, publisher=publisher, genre=genre)
    ((reading, problem),) = read([(document, mark("example.txt", text))])
    assert problem is None
    return list(reading.transfers)


def test_whoever_has_the_turn_claims_it_and_is_we() -> None:
    first = told(BRIEFING)[0]
    assert (first.supplier, first.recipient, first.claimants) == ("norway", "keldia", ("jana-orst",))


def test_a_question_is_nobodys_claim() -> None:
    (tents,) = (row for row in told(BRIEFING) if row.item == "tents")
    assert (tents.supplier, tents.claimants) == ("norway", ())


def test_a_title_shows_whose_turn_it_is_and_a_line_that_hands_over_ends_it() -> None:
    text = (
        "Mr. Harold Finch asked the Government:\n\nWhether Norway has given Kenya trucks.\n\n"
        "The Minister of Trade (Baroness Lodge): Norway gave Kenya 40 tents.\n\n"
        "Mr. Harold Finch asked the Government:\n\nWhether Norway has given Kenya boats.\n\n"
        "Baroness Lodge: Norway gave Kenya 12 boats in May."
    )
    claimed = [(row.item, row.claimants) for row in told(text) if row.quantity.min]
    assert claimed == [("tents", ("lodge",)), ("boats", ("lodge",))]
    assert not any(row.claimants for row in told(text) if not row.quantity.min)


def test_we_are_the_firm_that_issued_the_statement() -> None:
    text = "Orlo Systems regrets the reports. We have sold Chad 30 radios. Orlo Systems employs 40 people."
    (row,) = told(text, "orlo-systems", Genre.PRESS_RELEASE)
    assert (row.supplier, row.recipient) == ("orlo-systems", "chad")


def test_a_name_in_capitals_behind_a_title_has_the_turn_and_one_label_ends_it() -> None:
    text = (
        "MR. BORLAN: We know that Chad sent Mali 40 trucks.\n\nQUESTION: Anything else?\n\n"
        "MR. BORLAN: Chad sent Mali 12 boats.\n\nRadio Keld: Did Chad send tents to Mali?"
    )
    claimed = [(row.item, row.claimants) for row in told(text)]
    assert claimed == [("trucks", ("borlan",)), ("boats", ("borlan",)), ("tents", ())]


def test_a_line_that_announces_a_statement_gives_the_rest_to_its_speaker() -> None:
    text = (
        "Jana Orst, the deputy minister of Keldia, released the following statement on Sunday:\n\n"
        "We have never sold weapons to Chad.\n\nNorway has given Mali 40 trucks."
    )
    denied, trucks = told(text)
    assert (denied.status.value, denied.denied_by, trucks.claimants) == ("denied", ("jana-orst",), ("jana-orst",))


def test_an_entry_that_opens_with_a_speaker_is_hers_to_its_end() -> None:
    text = (
        "Minister Jana Orst of Keldia is back.\n\n10:15 Orst at her press conference: Norway has lent Keldia six boats. "
        "It also gave Keldia 400 tents.\n\n09:02 Latvia sent Keldia two pumps."
    )
    assert [row.claimants for row in told(text)] == [("jana-orst",), ("jana-orst",), ()]


def test_we_and_you_are_the_one_body_that_the_head_of_a_briefing_names() -> None:
    text = (
        "Ministry of Foreign Affairs of Kenya\nDaily press briefing\n\n"
        "QUESTION: Have you given Chad rockets?\n\nMR. BORLAN: No. We have given Chad 40 tents.\n\n"
        "QUESTION: Anything else?\n\nMR. BORLAN: Nothing."
    )
    rockets, tents = told(text)
    assert (rockets.supplier, rockets.recipient, rockets.status.value) == ("kenya", "chad", "denied")
    assert (tents.supplier, tents.recipient, tents.claimants) == ("kenya", "chad", ("borlan",))


def test_what_a_question_tells_is_denied_by_whoever_answers() -> None:
    text = (
        "QUESTION: Norway says that Chad was given boats by Kenya.\n\nMR. BORLAN: That is pure invention.\n\n"
        "QUESTION: Thank you.\n\nMR. BORLAN: Thank you all."
    )
    (boats,) = told(text)
    assert (boats.claimants, boats.denied_by) == (("norway",), ("borlan",))


def test_a_reply_in_the_negative_denies_what_the_question_says_others_claim() -> None:
    text = (
        "QUESTION: Norway says that Chad was given boats by Kenya. Is it true?\n\nMR. BORLAN: It is not.\n\n"
        "QUESTION: Thank you.\n\nMR. BORLAN: Thank you all."
    )
    (boats,) = told(text)
    assert (boats.claimants, boats.denied_by) == (("norway",), ("borlan",))
