"""How the text names a speaker, and which actors that is."""

from spacy.tokens import Token

from core.extract.cast import Cast

# Longer clauses after a name describe the case, not the speaker.
LONGEST_CLAUSE = 12
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})


def phrase_of(head: Token) -> tuple[int, int]:
    """Characters of the noun phrase around its head: role, name and description, no long clause behind it."""
    dropped: set[int] = set()
    for child in head.children:
        long = child.dep_ in CLAUSES and len(list(child.subtree)) > LONGEST_CLAUSE
        if long or child.dep_ in {"parataxis", "punct"}:
            dropped |= {token.i for token in child.subtree}
    kept = [token for token in head.subtree if token.i not in dropped and not token.is_space]
    run = _around(head, kept)
    while len(run) > 1 and (run[-1].is_punct and run[-1].text not in {")", "]", "”", '"', "’"}):
        run.pop()
    while len(run) > 1 and run[0].is_punct and run[0].text not in {"(", "“", '"', "‘"}:
        run.pop(0)
    return run[0].idx, run[-1].idx + len(run[-1])


def _around(head: Token, kept: list[Token]) -> list[Token]:
    """The unbroken run of kept tokens that holds the head; a comma or space between two of them does not break it."""
    place = next(number for number, token in enumerate(kept) if token.i == head.i)
    first = last = place
    while first > 0 and kept[first].i - kept[first - 1].i <= 2:
        first -= 1
    while last + 1 < len(kept) and kept[last + 1].i - kept[last].i <= 2:
        last += 1
    return kept[first : last + 1]


def named(cast: Cast, head: Token) -> tuple[str, ...]:
    """Actor ids of the speakers behind a noun phrase; a relative pronoun stands for the noun before it."""
    return cast.of(antecedent(head))


def antecedent(token: Token) -> Token:
    """The noun that "who", "which" or "that" stands for, else the token itself."""
    if token.tag_ not in RELATIVE and token.lower_ != "that":
        return token
    return next((verb.head for verb in token.ancestors if verb.dep_ == "relcl"), token)
