"""Whom a noun phrase means: a name, a description that stands for one, a role named before, a pronoun.

One pass over the tokens in order with a short memory of what was named, so that the cost is linear. Where the text does not
make it clear, nobody is meant: a wrong party is worse than none.
"""

from collections.abc import Iterator, Mapping, Sequence

from core.extract.descriptions import described
from core.extract.discourse import HE, NOBODY, SHE, Discourse, Reference, named_tokens, nouns, nouns_for, person_nouns
from core.extract.memory import Seen
from core.extract.offices import Office, role_of, roles
from core.extract.parsed import Doc, Token
from core.extract.stages import Stage, used
from core.records import Actor, ActorKind, Mention

IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
PRONOUNS = HE | SHE | IT | THEY
# How many sentences back "it" and "they" reach, and "he" and "she", who have fewer rivals.
NEAR, FAR = 2, 3
# How many words before a name may be its title.
TITLE = 4
# Prepositions after which "it" is somebody more often than something.
TOWARDS = frozenset({"to", "from", "against", "by", "with"})
OPENING, CLOSING = "“„«", "”»"


def resolve(
    doc: Doc, mentions: Sequence[Mention], actors: Mapping[str, Actor], held: Sequence[Office] = ()
) -> dict[int, Reference]:
    """The reference of every noun phrase that is clear, by the index of its head token; names at every token."""
    return _Reader(Discourse(doc, named_tokens(doc, mentions), actors, held)).read()


class _Reader:
    """Reads a document once, from front to back."""

    def __init__(self, text: Discourse) -> None:
        self.text = text

    def read(self) -> dict[int, Reference]:
        """Every reference found."""
        words = self.text.doc.columns
        for place, (word, pos) in enumerate(zip(words.text, words.pos, strict=True)):
            if place and words.opens[place]:
                self.text.sentence += 1
            if not word.isalnum():
                self._marks(word)
            if place in self.text.named:
                self._name(self.text.doc[place])
            elif words.lower[place] in PRONOUNS and pos in ("PRON", "DET", "ADJ"):
                token = self.text.doc[place]
                self._keep(token, self._pronoun(token))
            elif pos in ("NOUN", "PROPN", "ADJ", "NUM"):
                self._noun(self.text.doc[place])
        for index in list(self.text.found):
            self._follow(self.text.doc[index])
        return {index: self._joined(self.text.doc[index]) for index in self.text.found if self.text.found[index].actors}

    def _marks(self, word: str) -> None:
        """Follows whether the text is inside quotation marks; a new line closes them."""
        if word in OPENING:
            self.text.quoted = True
        elif word in CLOSING or "\n" in word:
            self.text.quoted = False
        elif word == '"':
            self.text.quoted = not self.text.quoted

    def _name(self, token: Token) -> None:
        ids = self.text.named[token.i]
        self.text.found[token.i] = Reference(ids, "name")
        if self.text.named.get(token.i + 1) == ids and token.i + 1 < len(self.text.doc):
            return
        first = token.i
        while self.text.named.get(first - 1) == ids:
            first -= 1
        root = next((other for other in self.text.doc[first : token.i + 1] if not first <= other.head.i <= token.i), token)
        self._learn(root, first, ids)
        self.text.see(root, ids)

    def _learn(self, token: Token, first: int, ids: tuple[str, ...]) -> None:
        """Keeps what is said beside a name: "defence minister X", "X, the agency's head"."""
        kind = self.text.actors[ids[0]].kind
        self.text.last_named[ids[0]] = token.i
        if kind is ActorKind.PERSON:
            for other in self._beside(token, first):
                self.text.holders.pop(role_of(other), None)
        elif kind is not ActorKind.STATE:
            for noun in nouns_for(self.text.actors[ids[0]]):
                self.text.bodies[noun] = ids[0]
            for other in self._beside(token, first):
                if other.pos_ == "NOUN":
                    self.text.bodies[other.lemma_.lower()] = ids[0]

    def _beside(self, token: Token, first: int) -> list[Token]:
        """The words of a title before a name, and the heads of descriptions in apposition to it."""
        beside = [child for child in token.children if child.dep_ == "appos" and child.i not in self.text.named]
        if token.dep_ == "appos" and token.head.i not in self.text.named:
            beside.append(token.head)
        if token.dep_ in ("nsubj",) and token.head.lemma_ == "be":
            beside += [child for child in token.head.children if child.dep_ == "attr"]
        at = first - 1
        doc, named = self.text.doc, self.text.named
        while at >= 0 and first - at <= TITLE and doc[at].pos_ in ("NOUN", "PROPN", "ADJ") and at not in named:
            beside.append(doc[at])
            at -= 1
        return beside

    def _noun(self, token: Token) -> None:
        reference = described(self.text, token) if used(Stage.REFERENCES) else NOBODY
        self._keep(token, reference)
        lemma = token.lemma_.lower()
        if reference.actors:
            if lemma in person_nouns() or lemma in nouns("words_of"):
                self.text.holders[role_of(token)] = reference.actors
            if lemma in nouns("words_of"):
                self.text.holders["author"] = reference.actors
            person = self._is_person(token, reference)
            self.text.see(token, reference.actors, person)
        elif token.pos_ in ("NOUN", "PROPN") and self._may_be_taken_up(token, lemma):
            self.text.see(token, (), lemma in person_nouns() or token.ent_type_ == "PERSON")

    @staticmethod
    def _may_be_taken_up(token: Token, lemma: str) -> bool:
        """Whether an unnamed phrase may be what a pronoun means, and so keeps it from meaning somebody named."""
        return token.dep_ in ("nsubj", "nsubjpass") or (lemma in person_nouns() and token.dep_ in ("pobj", "dobj"))

    def _is_person(self, token: Token, reference: Reference) -> bool:
        if all(self.text.actors[id].kind is ActorKind.PERSON for id in reference.actors):
            return True
        return token.lemma_.lower() in roles("office", "trade") and token.tag_ in ("NN", "NNP")

    def _pronoun(self, token: Token) -> Reference:
        if token.dep_ in ("expl", "preconj") or _points_nowhere(token) or not used(Stage.REFERENCES):
            return NOBODY
        if token.lower_ in HE | SHE:
            wanted = "he" if token.lower_ in HE else "she"
            seen = [one for one in self._lately(FAR) if one.person and not one.plural and self._fits(one, wanted)]
            found = self._best(token, seen, "pronoun for the person last spoken of")
            if len(found.actors) == 1 and {one.ids for one in seen} == {found.actors}:
                self.text.gender.setdefault(found.actors[0], wanted)
            return found
        if token.lower_ in IT:
            seen = [one for one in self._lately() if not one.person and not one.plural and len(one.ids) < 2]
            return self._best(token, seen, "pronoun for the state or body last spoken of")
        if token.lower_ == "both" and token.dep_ in ("det", "predet", "cc", "advmod"):
            return NOBODY
        seen = [one for one in self._lately() if one.plural and (token.lower_ != "both" or len(one.ids) == 2)]
        return self._best(token, seen, "pronoun for those last spoken of")

    def _fits(self, seen: Seen, wanted: str) -> bool:
        """Whether a person may be "he" or "she" by what is known of them so far."""
        known = self.text.gender.get(seen.ids[0]) if len(seen.ids) == 1 else None
        return known in (None, wanted)

    def _lately(self, sentences: int = NEAR) -> Iterator[Seen]:
        return self.text.memory.recent(self.text.sentence, sentences)

    def _best(self, token: Token, seen: list[Seen], rule: str) -> Reference:
        best = self.text.memory.best(token, self.text.sentence, self.text.quoted, seen)
        if best is None or not best.ids:
            return NOBODY
        self.text.see(token, best.ids, best.person, best.plural)
        return Reference(best.ids, rule)

    def _keep(self, token: Token, reference: Reference) -> None:
        if reference.actors:
            self.text.found[token.i] = reference

    def _follow(self, token: Token) -> None:
        """A relative pronoun means the noun before it."""
        for verb in token.children:
            if verb.dep_ == "relcl":
                for word in verb.children:
                    if word.tag_ in ("WDT", "WP") and word.i not in self.text.found:
                        self.text.found[word.i] = Reference(self.text.found[token.i].actors, "relative pronoun")

    def _joined(self, token: Token) -> Reference:
        """The reference of a head together with those joined to it by "and"."""
        own = self.text.found[token.i]
        if token.dep_ in ("conj", "amod", "compound") or not any(child.dep_ == "conj" for child in token.children):
            return own
        ids = list(own.actors)
        for other in token.conjuncts:
            if other.i > token.i and other.i in self.text.found:
                ids += [id for id in self.text.found[other.i].actors if id not in ids]
        return Reference(tuple(ids), own.rule)


def _points_nowhere(token: Token) -> bool:
    """Whether "it" stands for a thing or a clause: "It is a loan", "it was clear that"."""
    if token.lower_ == "it" and token.dep_ in ("dobj", "pobj"):
        if token.dep_ == "dobj" and any(other.dep_ == "dobj" and other.i > token.i for other in token.head.children):
            return False  # "handed it two drones"
        return not (token.head.lemma_.lower() in nouns("acted_on") or token.head.lower_ in TOWARDS)
    if token.lower_ != "it" or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    verb = token.head
    if verb.lemma_ in ("be", "seem", "appear", "become", "take") and verb.pos_ in ("AUX", "VERB"):
        return any(child.dep_ in ("attr", "acomp", "ccomp", "xcomp", "prep", "advcl", "npadvmod") for child in verb.children)
    return any(child.dep_ == "ccomp" for child in verb.children) and token.dep_ == "nsubjpass"
