"""The telephone game: what a statement loses and gains from one telling to the next."""

from datetime import date
from hashlib import sha256

import pytest

from core.records import Change, ChangeKind, Copy, CopyKind, Direction, Document, Quote, QuoteKind
from core.retelling import changes

LINK = Copy("link", "copy", "original", CopyKind.PARTIAL, 0.5, Direction.CREDITED)


def document(doc: str, text: str, day: int = 1) -> Document:
    return Document(doc, sha256(text.encode()).hexdigest(), text, published=date(2031, 3, day))


def retold(before: str, after: str) -> list[Change]:
    """The changes from a document to its copy."""
    return changes([document("original", before), document("copy", after, 2)], (), (), [LINK])


def kinds(before: str, after: str) -> set[ChangeKind]:
    return {change.kind for change in retold(before, after)}


def accounts(before: str, after: str, speaker: str = "minister", days: int = 1) -> list[Change]:
    """The changes between two documents that are no copies, both with words of somebody."""
    texts = [document("one", before), document("two", after, 1 + days)]
    said = [Quote(text.doc, text.doc, 0, 5, text.text[:5], QuoteKind.INDIRECT, 0, 5, speaker) for text in texts]
    said[0] = Quote("one", "one", 0, 5, before[:5], QuoteKind.INDIRECT, 0, 5, "minister")
    return changes(texts, (), said, ())


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (
            "The tankers probably carried diesel from the refinery at Lorn to the islands.",
            "The tankers carried diesel from the refinery at Lorn to the islands.",
            ChangeKind.HEDGE_DROPPED,
        ),
        (
            "The tankers carried diesel from the refinery at Lorn to the islands.",
            "The tankers may have carried diesel from the refinery at Lorn to the islands.",
            ChangeKind.HEDGE_ADDED,
        ),
        (
            "The tankers possibly carried diesel from the refinery at Lorn to the islands.",
            "The tankers likely carried diesel from the refinery at Lorn to the islands.",
            ChangeKind.HEDGE_CHANGED,
        ),
        (
            "The tankers did not carry any diesel from the refinery at Lorn to the islands.",
            "The tankers did carry diesel from the refinery at Lorn to the islands.",
            ChangeKind.NEGATION_DROPPED,
        ),
        (
            "Officials in Lorn claimed that the tankers carried diesel to the islands.",
            "Officials in Lorn confirmed that the tankers carried diesel to the islands.",
            ChangeKind.MADE_FIRMER,
        ),
        (
            "The tankers carried diesel from the refinery at Lorn to the islands, the harbour master added.",
            "The tankers carried diesel from the refinery at Lorn to the islands.",
            ChangeKind.ATTRIBUTION_DROPPED,
        ),
        (
            "In all 43 tankers carried diesel from the refinery at Lorn to the islands.",
            "In all 34 tankers carried diesel from the refinery at Lorn to the islands.",
            ChangeKind.NUMBER_CHANGED,
        ),
        (
            "The terminal at Lorn counted 43 voyages of ships that carried diesel to the islands.",
            "The terminal at Lorn counted 43 tankers that carried diesel to the islands.",
            ChangeKind.UNIT_CHANGED,
        ),
        (
            "The harbour master counted at least 43 tankers off the islands in a week.",
            "The harbour master counted 43 tankers off the islands in a week.",
            ChangeKind.HEDGE_DROPPED,
        ),
        (
            "The harbour master counted about 43 tankers off the islands in a week.",
            "The harbour master counted more than 43 tankers off the islands in a week.",
            ChangeKind.HEDGE_CHANGED,
        ),
        (
            "The tankers carried diesel or petrol from the refinery at Lorn to the islands.",
            "The tankers carried diesel and petrol from the refinery at Lorn to the islands.",
            ChangeKind.OR_BECAME_AND,
        ),
    ],
)
def test_a_change_in_a_copy_is_found_and_no_other(before: str, after: str, kind: ChangeKind) -> None:
    assert kinds(before, after) == {kind}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # the same words
        ("The tankers probably carried diesel to the islands.", "The tankers probably carried diesel to the islands."),
        # a clause is left out whole, and the hedge with it
        (
            "The tankers carried diesel from the refinery at Lorn to the islands, and their crews, who had been hired in "
            "the spring and seldom went ashore while the ships lay in the port, may not have known.",
            "The tankers carried diesel from the refinery at Lorn to the islands.",
        ),
        # one sentence became two
        (
            "The tankers carried diesel from the refinery at Lorn to the islands, and the crews may have known of it.",
            "The tankers carried diesel from the refinery at Lorn to the islands. The crews may have known of it.",
        ),
        # the month is no hedge
        (
            "The tankers carried diesel to the islands in May last year.",
            "The tankers carried diesel to the islands last year.",
        ),
        # words and digits, and a magnitude in words
        (
            "The ships carried three million litres of diesel to the islands.",
            "The ships carried 3,000,000 litres of diesel there.",
        ),
        # a head of state states nothing
        (
            "The head of state saw the tankers that carried diesel to the islands.",
            "The president saw the tankers that carried diesel to the islands.",
        ),
        # the same bound in other words
        ("Over 90 tankers carried diesel to the islands.", "More than 90 tankers carried diesel to the islands."),
        # dates are no figures
        ("On 25 April tankers carried diesel to the islands.", "On April 25 tankers carried diesel to the islands."),
        # nobody says anything in "that said"
        ("With that said, the tankers carried diesel to the islands.", "The tankers carried diesel to the islands."),
    ],
)
def test_what_is_no_change(before: str, after: str) -> None:
    assert kinds(before, after) == set()


def test_a_change_has_its_sentence_on_both_sides_and_says_what_it_is_in_words() -> None:
    before = "Rain fell. The tankers probably carried diesel from Lorn to the islands. It was late."
    after = "The tankers carried diesel from Lorn to the islands. Nobody saw them."
    (change,) = retold(before, after)
    assert (change.doc, change.of, change.copy) == ("copy", "original", "link")
    assert after[change.start : change.end] == "The tankers carried diesel from Lorn to the islands."
    assert before[change.of_start : change.of_end].startswith("The tankers probably")
    assert (change.before, change.after, change.about) == ("probably", "", "“probably” is gone")


def test_where_the_copy_is_not_known_only_figures_are_compared() -> None:
    link = Copy("link", "copy", "original", CopyKind.PARTIAL, 0.5, Direction.UNKNOWN)
    before = "The tankers probably carried at least 300 tons of diesel from Lorn to the islands, officers said."
    after = "The tankers carried 300 barrels of diesel from Lorn to the islands."
    texts = [document("original", before), document("copy", after)]
    assert {change.kind for change in changes(texts, (), (), [link])} == {
        ChangeKind.HEDGE_DROPPED,  # "at least" is on the figure; which text is the careful one is seen
        ChangeKind.UNIT_CHANGED,
    }


FIRST = "The load could be 400,000 bags of rice or 90,000 barrels of oil, by the minister's count."
SECOND = "Aboard were 400,000 bags of rice and 90,000 barrels of oil. That is what the minister told the press."


def test_two_accounts_of_one_person_are_compared_where_they_give_the_same_two_figures() -> None:
    (change,) = accounts(FIRST, SECOND)
    assert (change.kind, change.copy) == (ChangeKind.OR_BECAME_AND, None)
    assert (change.of, change.doc) == ("one", "two")


def test_of_two_accounts_of_one_day_the_more_careful_counts_as_the_first() -> None:
    (change,) = accounts(SECOND, FIRST, days=0)
    assert (change.of, change.doc) == ("two", "one")


def test_accounts_of_different_people_or_of_different_weeks_are_not_compared() -> None:
    assert accounts(FIRST, SECOND, speaker="admiral") == []
    assert accounts(FIRST, SECOND, days=20) == []


def test_the_order_of_documents_changes_nothing() -> None:
    texts = [document("original", FIRST), document("copy", SECOND, 2)]
    assert changes(texts, (), (), [LINK]) == changes(texts[::-1], (), (), [LINK])
