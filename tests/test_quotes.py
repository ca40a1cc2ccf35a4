"""Who said what: an example for every rule, with the answer beside it."""

from functools import cache

import pytest

from core.extract.actors import actors
from core.extract.parsed import parse
from core.extract.quotes import quotes
from core.records import Document, Quote, QuoteKind


@cache
def read(text: str) -> tuple[list[Quote], list[Quote]]:
    (doc,) = parse([text])
    document = Document(doc="example", sha256="0" * 64, text=text)
    return quotes(doc, actors(doc, document, ()), document, ())


def said(text: str) -> list[tuple[str, str | None, str]]:
    """Kind, speaker as named and content of each quote."""
    return [(str(row.kind), row.speaker_text, row.text) for row in read(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the cue behind the marks
        ("“The road is closed,” the mayor said.", ("direct", "the mayor", "“The road is closed,”")),
        ("“The road is closed,” said Ann Kerr, the mayor.", ("direct", "Ann Kerr, the mayor", "“The road is closed,”")),
        ("“The road is closed!” beamed the mayor.", ("direct", "the mayor", "“The road is closed!”")),
        ("“The road is closed,” according to the mayor.", ("direct", "the mayor", "“The road is closed,”")),
        ("“The road is closed.” the mayor said.", ("direct", "the mayor", "“The road is closed.”")),
        ("''The road is closed,'' the mayor said.", ("direct", "the mayor", "''The road is closed,''")),
        # the cue ahead of the marks, in the same line or the one above
        ("The mayor said, “The road is closed.”", ("direct", "The mayor", "“The road is closed.”")),
        ("The mayor warned drivers:\n\n“The road is closed.”", ("direct", "The mayor", "“The road is closed.”")),
        ("She left early, saying: “The road is closed.”", ("direct", "She", "“The road is closed.”")),
        ("As the mayor put it, “The road is closed.”", ("direct", "the mayor", "“The road is closed.”")),
        # names with a colon or a dash
        ("Ann Kerr: “The road is closed.”", ("direct", "Ann Kerr", "“The road is closed.”")),
        ("“The road is closed.” — Ann Kerr", ("direct", "Ann Kerr", "“The road is closed.”")),
        ("“The road is closed.”― Ann Kerr", ("direct", "Ann Kerr", "“The road is closed.”")),
        # a second cue in the sentence goes on with the speaker of the first, another half of the quote too
        ("Kerr said that the mayor had left, adding, “The road is closed.”", ("direct", "Kerr", "“The road is closed.”")),
        ("“We stay,” the mayor said, but “the road is closed.”", ("direct", "the mayor", "“the road is closed.”")),
        (
            "The problem is best put by this report: “The road is closed.”",
            ("direct", "this report", "“The road is closed.”"),
        ),
        ("It rained — the roads were all wet then — Kerr boasted, “We go.”", ("direct", "Kerr", "“We go.”")),
        # a quote that fills its sentence but for a few words of the reporter's
        (
            "Kerr said he was late. “We stay. The road is closed” to all.",
            ("direct", "Kerr", "“We stay. The road is closed”"),
        ),
        # figures that a speaker refers to are not the speaker
        ("“The road is closed,” Ann Kerr said, citing floods.", ("direct", "Ann Kerr", "“The road is closed,”")),
        # turns of a transcript, labels, nicknames inside the speaker's name
        ("“KERR: The road is closed.”", ("direct", "KERR", "The road is closed.”")),
        ("“The road is closed,” Ann “Cap” Kerr said.", ("direct", "Ann “Cap” Kerr", "“The road is closed,”")),
        # a clause in marks is a quote of its own
        ("The mayor noted that “the road is closed for good”.", ("direct", "The mayor", "“the road is closed for good”")),
    ],
)
def test_own_words_take_cue_and_speaker_from_their_frame(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The minister said that the ships had sailed.", "The minister", "the ships had sailed"),
        ("The ships had sailed, the minister said.", "the minister", "The ships had sailed"),
        ("The ships, the minister added, had sailed.", "the minister", "The ships"),
        ("According to the minister, the ships had sailed.", "the minister", "the ships had sailed"),
        ("The ships had sailed, according to the minister.", "the minister", "The ships had sailed"),
        ("By their account, the ships had sailed.", "their", "the ships had sailed"),
        ("As the agency noted, the ships had sailed.", "the agency", "the ships had sailed"),
        ("The minister made it clear that the ships had sailed.", "The minister", "the ships had sailed"),
        ("The minister said in a statement that the ships had sailed.", "The minister", "the ships had sailed"),
        ("The reporter asked if the ships had sailed.", "The reporter", "if the ships had sailed"),
        ("The captain told the crew to leave the ship.", "The captain", "to leave the ship"),
        ("The company promised to deliver more ships.", "The company", "to deliver more ships"),
        ("The company denied having sold any ships.", "The company", "having sold any ships"),
        ("The minister described the deal as a mistake.", "The minister", "the deal as a mistake"),
        ("The minister called for the release of the crew.", "The minister", "the release of the crew"),
        ("The ministry reported heavy losses among the crew.", "The ministry", "heavy losses among the crew"),
        ("The minister's claim that the ships had sailed is new.", "The minister's", "the ships had sailed"),
        ("As the minister put it, the ships had sailed.", "the minister", "the ships had sailed"),
        ("The ministry put the number of ships at 40.", "The ministry", "the number of ships at 40"),
        ("Two ships have sailed; the ministry puts it at 40.", "the ministry", "40"),
        ("The ships are said by the minister to have sailed.", "the minister", "to have sailed"),
        ("The minister called it likely that the ships had sailed.", "The minister", "it likely that the ships had sailed"),
        ("The minister told Radio Harbour on 3 May that the ships had sailed.", "The minister", "the ships had sailed"),
        ("The letter acknowledges the loss of 40 ships.", "The letter", "the loss of 40 ships"),
        ("It was dark; the ships had sailed, the captain says; nobody saw it.", "the captain", "the ships had sailed"),
        ("He says the ship sank, and he had been told so.", "He", "the ship sank, and he had been told so"),
        ("They say the ship is old; the captain insists that it is new.", "They", "the ship is old"),
        ("The ship sank, according to the captain, and the crew drowned.", "the captain", "The ship sank"),
        ("The captain confirms that he has the ship but calls it a toy.", "The captain", "he has the ship"),
        ("The captain finds it likely that the ships had sailed.", "The captain", "the ships had sailed"),
        ("The captain urges the islands to accept.", "The captain", "the islands to accept"),
        (
            "A report by the captain that the crew had sold arms to Kenya is new.",
            "the captain",
            "the crew had sold arms to Kenya",
        ),
        ("Flight data show that ten ships had sailed.", "Flight data", "ten ships had sailed"),
        ("In the captain's version, the ships had sailed.", "the captain's", "the ships had sailed"),
        ("The captain made the point that ships were late.", "The captain", "ships were late"),
        ("The captain took the view that the ships had sailed.", "The captain", "the ships had sailed"),
        ("The captain's claim to have sent ships is false.", "The captain's", "to have sent ships"),
        ("Kenya has been accused by Norway of sending ships to rebels.", "Norway", "sending ships to rebels"),
        ("The deal was described by the captain as a wreck.", "the captain", "as a wreck"),
        (
            "The union accused Kenya of “playing with fire” and Mali of lighting it.",
            "The union",
            "“playing with fire” and Mali of lighting it",
        ),
        (
            "The letter acknowledges receipt of 40 crates, 50 gas lamps and 9 tents.",
            "The letter",
            "receipt of 40 crates, 50 gas lamps and 9 tents",
        ),
        ("Reports that cited Estonia said that the ships had sailed.", "Reports that cited Estonia", "the ships had sailed"),
        ("The union calls on Norway to halt all ships.", "The union", "Norway to halt all ships"),
        ("The union has appealed to Norway to halt all ships.", "The union", "Norway to halt all ships"),
        ("The union accused the company of having sold the ships.", "The union", "having sold the ships"),
        ("The ministry's answer is that no ships will be sent.", "The ministry's", "no ships will be sent"),
        ("The council is of the view that ships were sent by Norway.", "The council", "ships were sent by Norway"),
        ("The captain let slip that his company was selling ships.", "The captain", "his company was selling ships"),
        ("The captain shot back that the company had sold the ships.", "The captain", "the company had sold the ships"),
        ("The captain allowed that some ships might have sailed.", "The captain", "some ships might have sailed"),
        ("As the captain told the press in Oslo, the ships had sailed.", "the captain", "the ships had sailed"),
        ("Asked what they had sent, the captain listed tents and two kitchens.", "the captain", "tents and two kitchens"),
        (
            "Norway has shipped 40 trucks to Kenya, Estonia's Harbour News Agency reported on Friday.",
            "Estonia's Harbour News Agency",
            "Norway has shipped 40 trucks to Kenya",
        ),
    ],
)
def test_reported_speech_has_its_clause_for_content(text: str, speaker: str, content: str) -> None:
    assert ("indirect", speaker, content) in said(text)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Estonia: Ships already left the harbour", "Estonia", "Ships already left the harbour"),
        ("Ships already left the harbour — Estonian Navy", "Estonian Navy", "Ships already left the harbour"),
        ("Ships left the harbour early, says Estonia", "Estonia", "Ships left the harbour early"),
        ("Ships Left The Harbour Early, Estonia Says", "Estonia", "Ships Left The Harbour Early"),
    ],
)
def test_headlines_name_their_source_at_the_edge(text: str, speaker: str, content: str) -> None:
    assert ("indirect", speaker, content) in said(text + "\n\nNobody was hurt.")


def test_a_fragment_in_marks_is_marked_inside_the_report() -> None:
    rows = said("The minister said the deal was “a bad joke” and would not last.")
    assert ("partial", "The minister", "“a bad joke”") in rows
    assert ("indirect", "The minister", "the deal was “a bad joke” and would not last") in rows


@pytest.mark.parametrize("text", ["The mayor calls this “a tale”.", "The mayor called such tales “wholly invented”."])
def test_what_is_called_something_in_marks_is_reported_with_it(text: str) -> None:
    whole = text.rstrip(".").partition("call")[2].partition(" ")[2]
    assert ("indirect", "The mayor", whole) in said(text)
    assert ("partial", "The mayor", whole[whole.index("“") :]) in said(text)


def test_a_fragment_that_is_all_there_is_stands_alone() -> None:
    rows = said("The minister voiced “deep regret.”")
    assert rows == [("partial", "The minister", "“deep regret.”")]


def test_a_broken_quote_is_two_rows_of_one_utterance() -> None:
    first, second = read("“The road is closed,” the mayor said. “It will stay closed.”")[0]
    assert (first.text, second.text) == ("“The road is closed,”", "“It will stay closed.”")
    assert first.utterance == second.utterance
    assert second.speaker_text == "the mayor"


def test_a_quote_in_its_own_paragraph_goes_on_with_the_speaker_before() -> None:
    rows = read("“The road is closed,” the mayor said.\n\n“It will stay closed.”")[0]
    assert [row.speaker_text for row in rows] == ["the mayor", "the mayor"]
    assert len({row.utterance for row in rows}) == 1


def test_a_quote_left_open_goes_on_in_the_next_paragraph() -> None:
    rows = read("The mayor said: “The road is closed.\n\n“It will stay closed.”")[0]
    assert [row.speaker_text for row in rows] == ["The mayor", "The mayor"]


def test_a_quote_that_nobody_is_named_for_stays_unattributed() -> None:
    (row,) = read("A hall in the harbour.\n\n“The road is closed and will stay closed.”\n\nNobody came.")[0]
    assert (row.kind, row.speaker, row.speaker_text, row.cue) == (QuoteKind.DIRECT, None, None, None)


def test_what_the_reporter_adds_is_not_part_of_the_report() -> None:
    rows = said("The minister said the ships had sailed, though nobody saw them leave.")
    assert ("indirect", "The minister", "the ships had sailed") in rows


def test_names_in_a_list_all_speak_whatever_the_parser_makes_of_them() -> None:
    rows = read("Amnesty International and Human Rights Watch both say that the ships had sailed.")[0]
    assert {row.speaker for row in rows} == {"amnesty-international", "human-rights-watch"}


def test_a_report_that_closes_the_sentence_and_cites_somebody_is_theirs() -> None:
    text = "Norway has shipped 40 trucks to Kenya, Estonia's Harbour News Agency reported on Friday, quoting Jana Orst."
    assert [row.speaker for row in read(text)[0]] == ["jana-orst"]


def test_joint_speakers_have_a_row_each() -> None:
    rows = read("France and Estonia said that the ships had sailed.")[0]
    assert [row.speaker for row in rows] == ["estonia", "france"]
    assert len({row.utterance for row in rows}) == 1


def test_the_medium_that_passes_words_on_is_not_the_speaker() -> None:
    rows = read("The ships had sailed, President Alar Karis of Estonia said, according to Reuters.")[0]
    assert {row.speaker_text for row in rows} == {"President Alar Karis of Estonia"}
    assert {row.carried_by for row in rows} == {"reuters"}


def test_the_medium_that_quotes_somebody_is_not_the_speaker() -> None:
    rows = read("Reuters quoted President Alar Karis of Estonia as saying, “The ships have sailed.”")[0]
    assert [(row.speaker_text, row.carried_by) for row in rows] == [("President Alar Karis of Estonia", "reuters")]


def test_a_quote_in_small_letters_completes_the_reporters_words() -> None:
    rows = said("When the ships left, the mayor said, “we were relieved.”")
    assert ("direct", "the mayor", "“we were relieved.”") in rows
    assert ("indirect", "the mayor", "When the ships left") in rows


def test_the_source_that_is_cited_is_the_speaker() -> None:
    rows = read("Reuters reported that the ships had sailed, citing the government of Estonia.")[0]
    assert [(row.speaker, row.carried_by, row.text) for row in rows] == [("estonia", "reuters", "the ships had sailed")]


@pytest.mark.parametrize(
    "text",
    [
        "“The ships have sailed,” Reuters quoted President Alar Karis of Estonia as saying.",
        "“The ships have sailed,” President Alar Karis was quoted by Reuters as saying.",
        "The ships have sailed, Reuters quoted President Alar Karis as saying.",
        "Reuters reported, citing President Alar Karis, that the ships had sailed.",
        "Reuters, quoting President Alar Karis, reported that the ships had sailed.",
    ],
)
def test_whoever_is_quoted_speaks_and_the_medium_carries_it(text: str) -> None:
    (row,) = read(text)[0]
    assert (row.speaker, row.carried_by) == ("alar-karis", "reuters")


def test_a_promise_is_told_by_whoever_tells_of_it() -> None:
    rows = read("According to Estonia, Finland has pledged to send ten ships.")[0]
    assert ("estonia", "Finland has pledged to send ten ships") in [(row.speaker, row.text) for row in rows]


def test_words_inside_a_report_are_those_of_whoever_is_reported() -> None:
    rows = read("The paper said that President Alar Karis had thanked “friends abroad”.")[0]
    assert [row.speaker for row in rows if row.kind is QuoteKind.PARTIAL] == ["alar-karis"]


def test_a_quote_under_a_label_is_the_sources() -> None:
    text = "Source: Ann Kerr, the mayor, speaking on Monday\n\nQuote: “The road is closed.”\n\nDetails: It is wet."
    assert ("direct", "“The road is closed.”") in [(kind, words) for kind, _, words in said(text)]
    assert [row.speaker for row in read(text)[0]] == ["ann-kerr"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Reports that cited Estonia said that the ships had sailed.", "estonia"),
        ("The ships had sailed, Reuters reported, citing what Estonia told the press.", "estonia"),
        (
            "Reuters sent a boat. The news agency's photographer was ill. The website said that the ships had sailed.",
            "reuters",
        ),
    ],
)
def test_a_source_is_found_behind_the_description_of_a_medium(text: str, speaker: str) -> None:
    assert {row.speaker for row in read(text)[0]} == {speaker}


def test_he_is_the_person_who_spoke_and_not_the_body_spoken_for() -> None:
    rows = read("Its spokesman, who gave his name as Peter Kerr, said that all was well. He said that ships had sailed.")[0]
    assert rows[-1].speaker == "peter-kerr"


def test_the_same_speaker_is_the_last_one() -> None:
    rows = read("President Alar Karis said that the ships had sailed. “They are safe,” the same speaker said.")[0]
    assert [row.speaker for row in rows] == ["alar-karis", "alar-karis"]


def test_a_description_that_gives_a_name_speaks_as_that_name() -> None:
    rows = read("“We sail at dawn,” said one of the men, who gave his name as Peter Kerr.")[0]
    assert [row.speaker for row in rows] == ["peter-kerr"]


def test_a_whole_clause_in_marks_is_direct_behind_an_adverbial() -> None:
    rows = said("By contrast, “the ships are sailing,” the captain said.")
    assert rows == [("direct", "the captain", "“the ships are sailing,”")]


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan foreign ministry said that no ships had sailed. A ministry spokesman said that the report was false.",
        "The rebels of Kenya said that no ships had sailed. The rebels said that the report was false.",
    ],
)
def test_a_description_takes_up_the_speaker_named_by_its_noun(text: str) -> None:
    first, second = (row.speaker for row in read(text)[0])
    assert first == second is not None


def test_they_are_the_speakers_of_the_sentence_before() -> None:
    rows = read("Estonian officials said the ships had sailed. They added that the crews were safe.")[0]
    assert [row.speaker for row in rows] == ["estonia", "estonia"]


def test_a_dateline_is_not_the_speaker() -> None:
    rows = read("TALLINN, Estonia (AP) - The government of Finland said that the ships had sailed.")[0]
    assert [row.speaker for row in rows] == ["finland"]


@pytest.mark.parametrize(
    "text",
    [
        "The film “Harbour Nights” opens on Friday.",
        "The so-called “harbour line” is a train.",
        "Jim “Sailor” Kerr won the race.",
        "The minister thinks the ships had sailed.",
        "The minister discussed ties with the company.",
        "The minister would not say whether the ships had sailed.",
        "The minister declined to say where the ships were.",
        "Nobody in the harbour will admit that the ships had sailed.",
        "I say that the ships have sailed.",
        "The program allows ships to leave.",
        "She left a box labeled “spare parts” and a book called “Tides at Dawn”.",
        "The captain finds it hard to leave.",
        "The captain asked not to be named.",
        "The captain acknowledged the loan.",
        "The captain made no mention of ships.",
        "The idea appeals to captains.",
        "The captain spoke of ships.",
        "The company, asked to sell the ships, did so.",
        "TRANSCRIPT: Weekly press briefing, Ministry of Ships",
        "The country pledged $5 million.",
        "The company agreed to sell the ships.",
    ],
)
def test_titles_terms_nicknames_and_thoughts_are_no_quotes(text: str) -> None:
    assert said(text) == []


def test_every_row_has_its_characters() -> None:
    text = "“We sail,” Ann Kerr said. She denied that the ship was “a wreck” and wants a new one."
    found, attitudes = read(text)
    for row in found + attitudes:
        assert text[row.start : row.end] == row.text
        assert row.sentence_start <= row.start < row.end <= row.sentence_end
        assert row.speaker_start is None or text[row.speaker_start : row.speaker_end] == row.speaker_text
        assert row.cue_start is None or text[row.cue_start : row.cue_end] == row.cue
    assert len({row.id for row in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The sister of President Abel Koro said that the road was closed.", None),
        ("Abel Koro's lawyer said that the road was closed.", None),
        ("Analysts at the Rand Corporation said that the road was closed.", "rand-corporation"),
    ],
)
def test_a_relative_or_lawyer_does_not_speak_as_whom_they_belong_to(text: str, speaker: str | None) -> None:
    (quote,) = read(text)[0]
    assert quote.speaker == speaker


def test_a_word_of_a_name_is_no_cue() -> None:
    assert said("The United States shipped 12 howitzers to Kenya in May.") == []


def test_a_bare_surname_behind_a_label_speaks() -> None:
    text = (
        "US Secretary of State Antony Blinken has said that Peru has rice.\n\n"
        "Source: Blinken during a conversation with reporters in Rome, as reported by The Post\n\n"
        "Quote: “Peru has now received shipments of this rice.”"
    )
    assert ("direct", "antony-blinken") in [(str(quote.kind), quote.speaker) for quote in read(text)[0]]
