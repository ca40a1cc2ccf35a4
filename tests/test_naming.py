"""What the finders of names share."""

from core.extract.naming import Naming, Rank, choose, headlines, occurrences
from core.extract.parsed import parse
from core.records import Actor, ActorKind

BODY = Actor("tide-centre", "Tide Centre", ActorKind.ORGANIZATION)
STATE = Actor("kenya", "Kenya", ActorKind.STATE)
OTHER = Actor("uganda", "Uganda", ActorKind.STATE)


def test_the_longer_name_of_the_better_rank_is_chosen() -> None:
    whole, part = Naming(0, 17, BODY, "body", Rank.BODY), Naming(0, 5, STATE, "name", Rank.KNOWN)
    assert choose([part, whole]) == [whole]


def test_a_name_that_names_nobody_keeps_its_place() -> None:
    nobody, part = Naming(0, 10, None, "war", Rank.NOBODY), Naming(0, 5, STATE, "name", Rank.KNOWN)
    assert choose([part, nobody]) == [nobody]


def test_one_surface_may_name_several_actors_by_one_rule() -> None:
    both = [Naming(0, 8, STATE, "one a state", Rank.BODY), Naming(0, 8, OTHER, "one a state", Rank.BODY)]
    assert choose(both) == both


def test_lines_in_title_case_are_headlines() -> None:
    text = "Tide Centre Counts Twenty Ships Again\nThe centre counted twenty ships in Kenya again."
    assert headlines(text) == [(0, 37)]


def test_names_are_found_again_as_whole_words() -> None:
    (doc,) = parse(["Berg left. Bergen is a city; al-Burhan and O’Neill stayed, Berg's men too."])
    found = [form for _, _, form in occurrences(doc, ["Berg", "al-Burhan", "O’Neill"])]
    assert found == ["Berg", "al-Burhan", "O’Neill", "Berg"]
