"""Who attacks whom: soldiers of an invader are no gift to the invaded."""

from collections.abc import Iterator

from core.extract.clauses import is_passive, phrases, subject
from core.extract.frames import words
from core.extract.parsed import Doc, Token
from core.extract.parties import Parties


def hostile(doc: Doc, parties: Parties) -> Iterator[tuple[str, str]]:
    """Pairs of parties of which the text says that one attacks the other."""
    for token in doc:
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN" and lemma in words("hostile", "nouns"):
            owners = [id for kid in token.children if kid.dep_ == "poss" for id in _owners(kid, parties)] or [
                side for id in parties.nationality(token) if (side := parties.cast.side(id))
            ]
            targets = [
                id
                for phrase in phrases(token, ["of", "against", "on", "in", "with"], deep=False)
                for id in parties.sides(phrase)
            ]
        elif token.pos_ == "VERB" and lemma in words("hostile", "verbs") and not is_passive(token):
            who = subject(token)
            owners = list(parties.sides(who)) if who is not None else []
            targets = [
                side
                for kid in token.children
                if kid.dep_ == "dobj"
                for id in parties.cast.of(kid)
                if (side := parties.cast.side(id))
            ]
        else:
            continue
        yield from ((owner, target) for owner in owners for target in targets if owner != target)


def _owners(owner: Token, parties: Parties) -> tuple[str, ...]:
    """Whose attack it is; a pronoun means whoever was named last: "sent shells to Kesh for its war"."""
    if owner.tag_ != "PRP$":
        return tuple(parties.sides(owner))
    named = parties.cast.within(owner.sent.start_char, owner.idx)
    sides = [side for mention in named if (side := parties.cast.side(mention.actor)) is not None]
    return tuple(sides[-1:]) or tuple(parties.sides(owner))
