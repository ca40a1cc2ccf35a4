"""How the text names a speaker, and which actors that is.

`Cast` knows whom a noun phrase refers to. What it leaves open is settled by who has spoken so far: "they added" goes on
with the officials of the sentence before, "the monitors" are the monitors quoted above, "her letter" speaks for her.
"""

from itertools import islice

from core.extract import cues
from core.extract.cast import Cast
from core.extract.offices import roles
from core.extract.parsed import Doc, Token
from core.extract.said import NOMINAL, child
from core.lexicon import table
from core.records import ActorKind

# Longer clauses after a name describe the case, not the speaker.
LONGEST_CLAUSE = 12
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})
# What hangs on a name only where the parser took it for a verb.
NOT_OF_A_NAME = frozenset(
    {
        "parataxis",
        "punct",
        "nsubj",
        "nsubjpass",
        "dobj",
        "ccomp",
        "xcomp",
        "aux",
        "attr",
        "acomp",
        "intj",
        "dep",
        "mark",
        "oprd",
    }
)
# What gives a name to those described: "who gave his name as X", "rebels known as X".
NAMING = frozenset({"name", "identify", "know", "call"})
# Descriptions of a person that only take up the one spoken of.
IN_A_LIST = frozenset({",", "and", "both", "the", "also"})
SOMEBODY = frozenset({"man", "woman"})
YEARS_OLD = "-year-old"
RELATIVE = frozenset({"WDT", "WP", "WP$"})
PERSONAL = frozenset({"he", "she", "him", "her", "his"})
IMPERSONAL = frozenset({"it", "they", "them", "their", "its"})
# Tokens back to the last speaker that a pronoun or "the officials" can still mean: about three long sentences.
MEMORY = 120
# Characters back in which "the paper" finds its name: about a page.
FAR_BACK = 3000


def phrase_of(head: Token) -> tuple[int, int]:
    """Characters of the noun phrase around its head: role, name and description, no long clause behind it."""
    dropped: set[int] = set()
    for kid in head.children:
        long = kid.dep_ in CLAUSES and len(list(kid.subtree)) > LONGEST_CLAUSE
        if long or kid.dep_ in NOT_OF_A_NAME:
            dropped |= {token.i for token in kid.subtree}
    run = _around(head, [token for token in head.subtree if token.i not in dropped and not token.is_space])
    while len(run) > 1 and (run[-1].is_punct and run[-1].text not in {")", "]", "”", '"', "’"}):
        run.pop()
    while len(run) > 1 and run[0].is_punct and run[0].text not in {"(", "“", '"', "‘"}:
        run.pop(0)
    return run[0].idx, run[-1].idx + len(run[-1])


def _around(head: Token, kept: list[Token]) -> list[Token]:
    """The unbroken run of kept tokens that holds the head; a comma or space between two of them does not break it."""
    place = next(number for number, token in enumerate(kept) if token.i == head.i)
    first = last = place
    while first > 0 and _close(kept[first - 1], kept[first]):
        first -= 1
    while last + 1 < len(kept) and _close(kept[last], kept[last + 1]):
        last += 1
    return kept[first : last + 1]


def _close(one: Token, other: Token) -> bool:
    gap = other.i - one.i
    return gap == 1 or (gap == 2 and one.doc[one.i + 1].text not in {":", ";"})


def antecedent(token: Token) -> Token:
    """The noun that "who", "which" or "that" stands for, else the token itself."""
    if token.tag_ not in RELATIVE and token.lower_ != "that":
        return token
    return next((verb.head for verb in token.ancestors if verb.dep_ == "relcl"), token)


class Voices:
    """Who has spoken so far in a document, asked in reading order."""

    def __init__(self, cast: Cast, doc: Doc) -> None:
        self.cast, self.doc = cast, doc
        self.heard: list[tuple[Token, tuple[str, ...]]] = []

    def named(self, head: Token | None) -> tuple[str, ...]:
        """Actor ids of the speaker behind a noun phrase, () where the text names nobody; remembers the answer."""
        if head is None:
            return ()
        noun = antecedent(head)
        ids = self._by_name(noun) or self._listed(noun) or self._without_states(self._meant(noun))
        if not ids and not self._is_somebody_else(noun):
            ids = self._through(noun) or self._again(noun)
        if ids:
            self.heard.append((noun, ids))
        return ids

    def _listed(self, noun: Token) -> tuple[str, ...]:
        """All names of a phrase that is nothing but a list of them, however the parser has joined their words."""
        start, end = phrase_of(noun)
        named = self.cast.within(start, end)
        if len(named) < 2:
            return ()
        held = {at for mention in named for at in range(mention.start, mention.end)}
        between = self.doc.char_span(start, end, alignment_mode="expand")
        if between is None or not all(token.idx in held or token.lower_ in IN_A_LIST for token in between):
            return ()
        joined = any(token.lower_ == "and" and token.idx not in held for token in between)
        return tuple(dict.fromkeys(mention.actor for mention in named)) if joined else ()

    def _without_states(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Bodies without the state of one of them, the last of a list: "agencies in Kesh, Orvania and Velmark"."""
        bodies = [actor for id in ids if (actor := self.cast.actor(id)).kind is ActorKind.ORGANIZATION]
        owners = {actor.part_of for actor in bodies} - {None}
        return tuple(id for id in ids if id not in owners) if len(owners) > 1 else ids

    def _meant(self, noun: Token) -> tuple[str, ...]:
        """Whom the noun means by the document as a whole, or by who has spoken; "he" is a person where one has spoken."""
        ids = self.cast.of(noun)
        if noun.lower_ in PERSONAL and not all(self._is_person(id) for id in ids):
            return self._pronoun(noun) or ids
        return ids or self._pronoun(noun)

    def _pronoun(self, noun: Token) -> tuple[str, ...]:
        """The last speaker, where a pronoun fits: a person for "he", a body, state or group for "it" and "they"."""
        last = self._last(noun)
        if last is None or noun.lower_ not in PERSONAL | IMPERSONAL:
            return ()
        head, ids = last
        person = all(self._is_person(id) for id in ids)
        if noun.lower_ in PERSONAL:
            return ids if person and len(ids) == 1 else ()
        plural = head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"they", "them"} or len(ids) > 1
        if noun.lower_ in {"it", "its"}:
            return ids if not person and not plural else ()
        return ids if plural else ()

    def _by_name(self, noun: Token) -> tuple[str, ...]:
        """Whom a description names in its clause: "a man who gave his name as X", "its spokesman, identified as X"."""
        of = next((kid for kid in noun.children if kid.lower_ == "of"), None)
        group = child(of, "pobj") if of is not None and noun.lower_ in {"one", "some", "another"} else None
        for clause in (*noun.children, *(group.children if group is not None else ())):
            if noun.pos_ not in {"NOUN", "NUM"} or clause.dep_ not in {"relcl", "acl"}:
                continue
            inside = list(islice(clause.subtree, LONGEST_CLAUSE))
            cue = next((token.i for token in inside if cues.lemma(token) in NAMING), None)
            named = (self.cast.of(token) for token in inside if cue is not None and token.i > cue and token.pos_ == "PROPN")
            if ids := next((ids for ids in named if len(ids) == 1), ()):
                return ids
        return ()

    def _last(self, noun: Token) -> tuple[Token, tuple[str, ...]] | None:
        near = [one for one in self.heard[-3:] if 0 < noun.i - one[0].i <= MEMORY]
        return near[-1] if near else None

    def _through(self, noun: Token, depth: int = 2) -> tuple[str, ...]:
        """Whoever owns, wrote or published what speaks: "her letter", "a commentary published by …", "an official of …"."""
        owner = child(noun, "poss")
        if owner is not None and (ids := self.cast.of(owner) or self._pronoun(owner)):
            return ids
        body = child(noun, "compound")
        if body is not None and body.pos_ == "NOUN" and (ids := self.cast.of(body) or self._same(body)):
            return ids  # "a ministry spokesman"
        for kid in noun.children:
            if kid.dep_ == "acl" and (by := child(kid, "agent")) is not None:
                source = child(by, "pobj")
            elif kid.dep_ in {"acl", "relcl"} and cues.lemma(kid) in {"cite", "quote"}:
                source = child(kid, "dobj")
            elif kid.dep_ == "prep" and kid.lower_ in {"of", "from", "by", "at", "for", "with"}:
                source = child(kid, "pobj")
            else:
                continue
            if source is None or source.pos_ not in NOMINAL:
                continue
            if ids := self.cast.of(source) or (self._through(source, depth - 1) if depth else ()):
                return ids
        return ()

    def _is_somebody_else(self, noun: Token) -> bool:
        """Whether the noun is a person beside the one who owns it: "the sister of the president", "Kesh's lawyer"."""
        lemma = noun.lemma_.lower()
        owned = lemma in roles("trade") and (ids := self._through(noun)) and all(self._is_person(id) for id in ids)
        return lemma in roles("family") or bool(owned)

    def _is_person(self, id: str) -> bool:
        return self.cast.actor(id).kind is ActorKind.PERSON

    def _again(self, noun: Token) -> tuple[str, ...]:
        """The speaker named by the same noun before ("the monitors"), or the last one for "the report", "the statement"."""
        if noun.pos_ != "NOUN" or not any(kid.lower_ in {"the", "this", "that", "these", "those"} for kid in noun.children):
            return ()
        if ids := self._same(noun) or self._outlet(noun):
            return ids
        last = self._last(noun)
        if last is None:
            return ()
        person = len(last[1]) == 1 and self._is_person(last[1][0])
        if any(kid.lower_ == "same" for kid in noun.children):
            return last[1]  # "the same speaker"
        somebody = noun.lower_ in SOMEBODY or noun.doc.span(noun.left_edge.i, noun.i + 1).text.endswith(YEARS_OLD)
        return last[1] if cues.is_document(noun) or (somebody and person) else ()

    def _outlet(self, noun: Token) -> tuple[str, ...]:
        """The medium named last before "the paper", "the website"."""
        if cues.lemma(noun) not in table("body_nouns")["media"]:
            return ()
        named = self.cast.within(max(0, noun.idx - FAR_BACK), noun.idx)
        media = (one.actor for one in reversed(named) if self.cast.actor(one.actor).kind is ActorKind.MEDIA)
        return next(((id,) for id in media), ())

    def _same(self, noun: Token) -> tuple[str, ...]:
        """The last speaker that was named by this noun."""
        return next((ids for head, ids in reversed(self.heard) if cues.lemma(head) == cues.lemma(noun)), ())
