"""Whom a noun phrase means: a name, a description that stands for one, a role named before, a pronoun.

One pass over the tokens in order with a short memory of what was named, so that the cost is linear. Where the text does not
make it clear, nobody is meant: a wrong party is worse than none.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from core.extract.memory import SPEAKER, Memory, Seen, weight
from core.extract.offices import PLAIN, SAME, Office, role_of, roles
from core.lexicon import table
from core.records import Actor, ActorKind, Mention

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
PRONOUNS = HE | SHE | IT | THEY
OWNING = frozenset({"poss", "amod", "compound", "nmod"})
OF = frozenset({"of", "for", "from", "at", "in", "with"})
BESIDE = frozenset({"ally", "neighbor", "neighbour", "partner", "patron", "neighbors"})
COUPLE = frozenset(
    {
        "country",
        "side",
        "state",
        "nation",
        "government",
        "leader",
        "capital",
        "party",
        "neighbor",
        "neighbour",
        "ally",
        "man",
        "power",
        "president",
    }
)
PARTIES = frozenset({ActorKind.STATE, ActorKind.ARMED_GROUP})
OPENING, CLOSING = "“„«", "”»"


@dataclass(frozen=True, slots=True)
class Reference:
    """Actor ids that a noun phrase means, and why."""

    actors: tuple[str, ...]
    rule: str


NOBODY = Reference((), "not clear")
WEST = "west"


@cache
def _nouns(name: str) -> frozenset[str]:
    return frozenset(table("descriptions")[name])


@cache
def _persons() -> frozenset[str]:
    return roles("office", "trade", "family", "head")


@cache
def _speech() -> frozenset[str]:
    return frozenset(table("cues")["clause"]["speech"].split())


def resolve(
    doc: Doc, mentions: Sequence[Mention], actors: Mapping[str, Actor], held: Sequence[Office] = ()
) -> dict[int, Reference]:
    """The reference of every noun phrase that is clear, by the index of its head token; names at every token."""
    return _Reader(doc, named_tokens(doc, mentions), actors, held).read()


def named_tokens(doc: Doc, mentions: Sequence[Mention]) -> dict[int, tuple[str, ...]]:
    """Actor ids by the index of every token inside a mention."""
    named: dict[int, tuple[str, ...]] = {}
    at = 0
    for mention in mentions:
        while at < len(doc) and doc[at].idx + len(doc[at]) <= mention.start:
            at += 1
        inside = at
        while inside < len(doc) and doc[inside].idx < mention.end:
            if mention.actor not in named.get(inside, ()):
                named[inside] = (*named.get(inside, ()), mention.actor)
            inside += 1
    return named


class _Reader:
    """Reads a document once, from front to back."""

    def __init__(
        self,
        doc: Doc,
        named: Mapping[int, tuple[str, ...]],
        actors: Mapping[str, Actor],
        held: Sequence[Office],
    ) -> None:
        self.doc, self.named, self.actors = doc, named, actors
        self.offices: dict[str, list[Office]] = defaultdict(list)
        for office in held:
            self.offices[office.role].append(office)
        self.last_named: dict[str, int] = {}
        self.bodies_of: dict[str, list[str]] = defaultdict(list)
        for actor in actors.values():
            if actor.part_of and actor.kind not in (ActorKind.PERSON, ActorKind.STATE):
                self.bodies_of[actor.part_of].append(actor.id)
        self.found: dict[int, Reference] = {}
        self.memory = Memory()
        self.holders: dict[str, tuple[str, ...]] = {}
        self.bodies: dict[str, str] = {}
        self.pairs: tuple[str, ...] = ()
        self.gender = _genders(doc, named, actors)
        self.sentence = 0
        self.quoted = False

    def read(self) -> dict[int, Reference]:
        """Every reference found."""
        for token in self.doc:
            if token.is_sent_start and token.i:
                self.sentence += 1
            self._marks(token)
            if token.i in self.named:
                self._name(token)
            elif token.lower_ in PRONOUNS and token.pos_ in ("PRON", "DET", "ADJ"):
                self._keep(token, self._pronoun(token))
            elif token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
                self._noun(token)
        for index in list(self.found):
            self._follow(self.doc[index])
        return {index: self._joined(self.doc[index]) for index in self.found if self.found[index].actors}

    def _marks(self, token: Token) -> None:
        """Follows whether the text is inside quotation marks; a new line closes them."""
        if token.text in OPENING:
            self.quoted = True
        elif token.text in CLOSING or "\n" in token.text:
            self.quoted = False
        elif token.text == '"':
            self.quoted = not self.quoted

    # ------------------------------------------------------------ names

    def _name(self, token: Token) -> None:
        ids = self.named[token.i]
        self.found[token.i] = Reference(ids, "name")
        if self.named.get(token.i + 1) == ids and token.i + 1 < len(self.doc):
            return
        first = token.i
        while self.named.get(first - 1) == ids:
            first -= 1
        root = next((other for other in self.doc[first : token.i + 1] if not first <= other.head.i <= token.i), token)
        self._learn(root, first, ids)
        self._see(root, ids)

    def _learn(self, token: Token, first: int, ids: tuple[str, ...]) -> None:
        """Keeps what is said beside a name: "defence minister X", "X, the agency's head"."""
        kind = self.actors[ids[0]].kind
        self.last_named[ids[0]] = token.i
        if kind is ActorKind.PERSON:
            for other in self._beside(token, first):
                self.holders.pop(role_of(other), None)
        elif kind is not ActorKind.STATE:
            for noun in _body_nouns(self.actors[ids[0]]):
                self.bodies[noun] = ids[0]
            for other in self._beside(token, first):
                if other.pos_ == "NOUN":
                    self.bodies[other.lemma_.lower()] = ids[0]

    def _beside(self, token: Token, first: int) -> list[Token]:
        """The words of a title before a name, and the heads of descriptions in apposition to it."""
        beside = [child for child in token.children if child.dep_ == "appos" and child.i not in self.named]
        if token.dep_ == "appos" and token.head.i not in self.named:
            beside.append(token.head)
        if token.dep_ in ("nsubj",) and token.head.lemma_ == "be":
            beside += [child for child in token.head.children if child.dep_ == "attr"]
        at = first - 1
        while at >= 0 and first - at <= 4 and self.doc[at].pos_ in ("NOUN", "PROPN", "ADJ") and at not in self.named:
            beside.append(self.doc[at])
            at -= 1
        return beside

    def _see(self, token: Token, ids: tuple[str, ...], person: bool | None = None, plural: bool | None = None) -> None:
        """Keeps a phrase in mind for the pronouns after it."""
        kind = self.actors[ids[0]].kind if ids else None
        person = kind is ActorKind.PERSON if person is None else person
        many = token.tag_ in ("NNS", "NNPS") and token.i not in self.named if plural is None else plural
        value = weight(token) + (SPEAKER if token.dep_ == "nsubj" and token.head.lemma_.lower() in _speech() else 0.0)
        if token.dep_ in OWNING and not person and token.tag_ in ("JJ", "NN", "NNS"):
            value -= 0.4
        gender = self.gender.get(ids[0]) if len(ids) == 1 and kind is ActorKind.PERSON else None
        self.memory.add(Seen(ids, token, self.sentence, value, person, many, self.quoted, gender))
        if token.dep_ == "conj" and ids:
            self._pair(token, ids)

    def _pair(self, token: Token, ids: tuple[str, ...]) -> None:
        """Keeps names joined by "and" together, for "both", "the two", "they"."""
        first = token
        while first.dep_ == "conj" and first.head != first:
            first = first.head
        before = self.found.get(first.i, NOBODY).actors
        between = [self.found[other.i].actors for other in first.conjuncts if other.i < token.i and other.i in self.found]
        joined = tuple(dict.fromkeys([*before, *(id for group in between for id in group), *ids]))
        if len(joined) > 1:
            self.pairs = joined
            person = all(self.actors[id].kind is ActorKind.PERSON for id in joined)
            self.memory.add(Seen(joined, first, self.sentence, weight(first), person, True, self.quoted))

    # ------------------------------------------------------------ descriptions

    def _noun(self, token: Token) -> None:
        reference = self._described(token)
        self._keep(token, reference)
        lemma = token.lemma_.lower()
        if reference.actors:
            if lemma in _persons() or lemma in _nouns("words_of"):
                self.holders[role_of(token)] = reference.actors
            if lemma in _nouns("words_of"):
                self.holders["author"] = reference.actors
            person = self._is_person(token, reference)
            self._see(token, reference.actors, person)
        elif token.pos_ in ("NOUN", "PROPN") and self._may_be_taken_up(token, lemma):
            self._see(token, (), lemma in _persons() or token.ent_type_ == "PERSON")

    @staticmethod
    def _may_be_taken_up(token: Token, lemma: str) -> bool:
        """Whether an unnamed phrase may be what a pronoun means, and so keeps it from meaning somebody named."""
        return token.dep_ in ("nsubj", "nsubjpass") or (lemma in _persons() and token.dep_ in ("pobj", "dobj"))

    def _is_person(self, token: Token, reference: Reference) -> bool:
        if all(self.actors[id].kind is ActorKind.PERSON for id in reference.actors):
            return True
        return token.lemma_.lower() in roles("office", "trade") and token.tag_ in ("NN", "NNP")

    def _described(self, token: Token) -> Reference:
        """Whom a common noun means by itself: by apposition, owner, earlier role, or as one of a pair."""
        lemma = token.lemma_.lower()
        if beside := self._apposition(token, lemma):
            return Reference(beside, "name in apposition")
        if lemma in _nouns("words_of"):
            if maker := self._maker(token):
                return Reference(maker, "words stand for whoever made them")
            if _definite(token) and lemma in self.holders:
                return Reference(self.holders[lemma], "words spoken of before")
        couple = self._couple(token, lemma)
        if couple is not None:
            return couple
        if lemma in _nouns("stands_for") | _nouns("watch") | _nouns("friend") or _state_media(token):
            owner = self._owner(token)
            if owner:
                return self._office(token, lemma, owner)
        return self._taken_up(token, lemma) if _definite(token) else NOBODY

    def _apposition(self, token: Token, lemma: str) -> tuple[str, ...]:
        """The name that a description only explains: "the leader, X" and "X, the news agency of the state"."""
        for child in token.children:
            if child.dep_ == "appos" and child.i in self.named and child.i > token.i:
                between = self.doc[token.i + 1 : child.left_edge.i]
                if not any(other.text in (":", ";", ".", "–", "—") for other in between):
                    return self._with_conjuncts(child)
        first = token.left_edge.i
        if first > 1 and self.doc[first - 1].text == "," and first - 2 in self.named:
            actor = self.actors[self.named[first - 2][0]]
            explains = _persons() if actor.kind is ActorKind.PERSON else frozenset(_body_nouns(actor))
            if lemma in explains and (token.dep_ == "appos" or actor.kind is not ActorKind.STATE):
                return self.named[first - 2]
        return ()

    def _maker(self, token: Token) -> tuple[str, ...]:
        """Who made a text: "a commentary published by X", "X's report", "a statement from X"."""
        for child in token.children:
            owns = child.dep_ in ("poss", "compound") or (
                child.dep_ == "amod" and token.lemma_.lower() in _nouns("official")
            )
            if owns and (ids := self._ids(child)):
                return ids
            if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
                for name in child.children:
                    if name.dep_ == "pobj" and (ids := self._ids(name)):
                        return ids if child.lower_ != "of" or self.actors[ids[0]].kind is not ActorKind.STATE else ()
            if child.dep_ in ("acl", "relcl") and child.lemma_.lower() in _nouns("made"):
                for agent in child.children:
                    if agent.dep_ in ("agent", "prep") and agent.lower_ == "by":
                        for name in agent.children:
                            if ids := self._ids(name):
                                return ids
        return self._right_after(token)

    def _right_after(self, token: Token) -> tuple[str, ...]:
        """The name in "a brief by X" where the parse has hung "by" on another word."""
        at = token.i + 1
        if at + 1 >= len(self.doc) or self.doc[at].lower_ not in ("by", "from"):
            return ()
        at += 2 if self.doc[at + 1].lower_ == "the" else 1
        return self.named.get(at, ())

    def _ids(self, token: Token) -> tuple[str, ...]:
        """Ids of a phrase named or already read."""
        return self.named.get(token.i) or self.found.get(token.i, NOBODY).actors or self._ahead(token)

    def _ahead(self, token: Token) -> tuple[str, ...]:
        """Ids of a phrase further on, by the name inside it: "the official news agency X"."""
        for child in token.children:
            if child.dep_ in ("appos", "compound", "poss", "amod") and child.i in self.named:
                kind = self.actors[self.named[child.i][0]].kind
                if child.dep_ == "appos" or (token.lemma_.lower() in _nouns("stands_for") and kind is not ActorKind.PERSON):
                    return self.named[child.i]
        return ()

    def _owner(self, token: Token) -> tuple[str, ...]:
        """Whose official, army or agency it is: a name before the noun, or after "of", "for", "in"."""
        for child in token.lefts:
            if child.dep_ in OWNING:
                if ids := self.named.get(child.i) or (
                    self.found.get(child.i, NOBODY).actors if child.dep_ == "poss" else ()
                ):
                    return ids
                inner = [kid for kid in child.children if kid.dep_ in OWNING and kid.i in self.named]
                if inner:
                    return self.named[inner[0].i]
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in OF:
                for name in child.children:
                    if name.dep_ == "pobj" and name.i in self.named:
                        return self._with_conjuncts(name)
                    if name.dep_ == "pobj" and (ids := self._ahead(name) or self._owner_of_noun(name)):
                        return ids
        return ()

    def _owner_of_noun(self, token: Token) -> tuple[str, ...]:
        if token.lemma_.lower() in _nouns("stands_for"):
            return self._owner(token)
        return ()

    def _with_conjuncts(self, token: Token) -> tuple[str, ...]:
        ids = list(self.named[token.i])
        for other in token.conjuncts:
            if other.i > token.i:
                ids += [id for id in self.named.get(other.i, ()) if id not in ids]
        return tuple(ids)

    def _office(self, token: Token, lemma: str, owner: tuple[str, ...]) -> Reference:
        """A state's office: the person known to hold it, else the state itself."""
        first = self.actors[owner[0]]
        if first.kind is ActorKind.PERSON:
            if lemma in _nouns("state") or role_of(token) == "spokesman":
                return Reference((first.part_of,), "regime of its leader") if first.part_of else NOBODY
            return NOBODY
        if lemma in _nouns("watch") and first.kind is ActorKind.STATE:
            return NOBODY
        if lemma in _nouns("friend") and owner != (WEST,):
            return NOBODY
        if lemma in _all_body_nouns() and (body := self._body_of_state(lemma, owner[0])):
            return Reference((body,), "body of the state, named before")
        one = len(owner) == 1 and token.tag_ in ("NN", "NNP") and lemma in _persons()
        if one and (holder := self._holder(token, owner[0])):
            return Reference((holder,), "office held by a person named")
        return Reference(owner, "description stands for state or body")

    def _body_of_state(self, lemma: str, owner: str) -> str | None:
        """The one body of a state that the text names and that the noun fits: "Seoul's spy agency"."""
        fitting = [id for id in self.bodies_of.get(owner, ()) if lemma in _body_nouns(self.actors[id])]
        return fitting[0] if len(fitting) == 1 else None

    def _holder(self, token: Token, owner: str | None) -> str | None:
        """The person who holds an office by the text; of several, the one named last; None where nobody fits."""
        role, top = role_of(token), roles("head")
        held = [office for name in (top if role in top else (role,)) for office in self.offices.get(name, ())]
        held += self.offices.get(role, []) if role not in top else []
        words = {word.lower_ for word in token.lefts if word.dep_ in ("amod", "compound") and word.i not in self.named}
        narrowed = {SAME.get(word, word) for word in words} - PLAIN
        held = [one for one in held if owner is None or owner in (one.owner, self._state_of(one.owner))]
        exact = [one for one in held if one.role == role and narrowed <= one.narrowed] if narrowed else held
        people = dict.fromkeys(office.person for office in (exact or (held if role in top else [])))
        if len(people) > 1 and owner is None:
            return max(people, key=lambda person: self.last_named.get(person, -1))
        return next(iter(people)) if len(people) == 1 else None

    def _state_of(self, id: str | None) -> str | None:
        actor = self.actors.get(id) if id else None
        return actor.part_of if actor else None

    def _couple(self, token: Token, lemma: str) -> Reference | None:
        """ "Both countries", "the two", "the two leaders": the pair last named together."""
        twos = [child for child in token.children if child.lower_ in ("both", "two") and child.i < token.i]
        alone = token.lower_ == "two" and _definite(token) and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "poss")
        if alone or (twos and lemma in COUPLE | _persons() and (_definite(token) or twos[0].lower_ == "both")):
            return self._pair_of(lemma in _persons() | {"man", "woman"})
        if lemma == "pair" and _definite(token):
            return self._pair_of(False)
        if token.lower_ in ("former", "latter") and _definite(token) and token.dep_ != "amod" and len(self.pairs) == 2:
            return Reference((self.pairs[0 if token.lower_ == "former" else 1],), "one of the pair last named")
        return None

    def _pair_of(self, persons: bool) -> Reference:
        if len(self.pairs) == 2:
            kinds = {self.actors[id].kind for id in self.pairs}
            if kinds == {ActorKind.PERSON} if persons else kinds & PARTIES:
                return Reference(self.pairs, "the pair last named together")
        wanted = ActorKind.PERSON if persons else ActorKind.STATE
        lately = dict.fromkeys(
            id for seen in self.memory.recent(self.sentence, 2) for id in seen.ids if self.actors[id].kind is wanted
        )
        return Reference(tuple(sorted(lately)), "the only two named lately") if len(lately) == 2 else NOBODY

    def _taken_up(self, token: Token, lemma: str) -> Reference:
        """ "The minister", "the agency", "the country": somebody named before."""
        if token.tag_ in ("NN", "NNP", "NNS"):
            if lemma in _persons() and token.tag_ != "NNS" and (holder := self._holder(token, None)):
                return Reference((holder,), "role named before")
            if role_of(token) in self.holders and lemma in _persons() | {"author"}:
                return Reference(self.holders[role_of(token)], "described before")
            if lemma in self.bodies and lemma in _all_body_nouns():
                return Reference((self.bodies[lemma],), "body named before")
            if lemma in _all_body_nouns() and token.tag_ != "NNS" and (body := self._only_body(lemma)):
                return Reference((body,), "the only body spoken of lately")
        if lemma in _nouns("state") and token.tag_ in ("NN", "NNP"):
            return self._country(token)
        if lemma in BESIDE and token.tag_ in ("NN", "NNP"):
            return self._other_side(token)
        if lemma in _persons() and token.tag_ in ("NN", "NNP"):
            return self._only_person()
        return NOBODY

    def _only_body(self, lemma: str) -> str | None:
        """The one body spoken of lately whose name does not say what it is: "the agency" after "the NIS"."""
        lately = {id for seen in self.memory.recent(self.sentence) for id in seen.ids if self._is_plain_body(id, lemma)}
        return next(iter(lately)) if len(lately) == 1 else None

    def _is_plain_body(self, id: str, lemma: str) -> bool:
        actor = self.actors[id]
        if actor.kind in (ActorKind.PERSON, ActorKind.STATE):
            return False
        return lemma in _body_nouns(actor) or (actor.name.isupper() and actor.kind is ActorKind.ORGANIZATION)

    def _only_person(self) -> Reference:
        """The one person spoken of lately, where there is only one."""
        lately = {seen.ids for seen in self.memory.recent(self.sentence) if seen.person and not seen.plural}
        if len(lately) == 1 and (ids := next(iter(lately))):
            return Reference(ids, "the only person spoken of lately")
        return NOBODY

    def _country(self, token: Token) -> Reference:
        """The state last spoken of, where one stands out."""
        states = [seen for seen in self.memory.recent(self.sentence) if len(seen.ids) == 1 and self._is_state(seen)]
        best = self.memory.best(token, self.sentence, self.quoted, states)
        if best is None:
            return NOBODY
        rivals = {seen.ids for seen in states if seen.sentence == best.sentence and abs(seen.weight - best.weight) < 0.5}
        return Reference(best.ids, "state last spoken of") if len(rivals) == 1 else NOBODY

    def _is_state(self, seen: Seen) -> bool:
        return self.actors[seen.ids[0]].kind is ActorKind.STATE

    def _other_side(self, token: Token) -> Reference:
        """ "Its ally": of the only two states spoken of, the one that "it" is not."""
        owner = next((child for child in token.children if child.dep_ == "poss"), None)
        whose = self._ids(owner) if owner is not None else ()
        states = dict.fromkeys(
            id for seen in self.memory.recent(self.sentence, 2) for id in seen.ids if self.actors[id].kind is ActorKind.STATE
        )
        sides = [id for id in states if id not in whose]
        if len(whose) == 1 and self.actors[whose[0]].kind is ActorKind.STATE and len(sides) == 1:
            return Reference((sides[0],), "the other of the two states spoken of")
        return NOBODY

    # ------------------------------------------------------------ pronouns

    def _pronoun(self, token: Token) -> Reference:
        if token.dep_ in ("expl", "preconj") or _points_nowhere(token):
            return NOBODY
        if token.lower_ in HE | SHE:
            wanted = "he" if token.lower_ in HE else "she"
            seen = [one for one in self.memory.recent(self.sentence) if one.person and not one.plural]
            seen = [one for one in seen if one.gender in (None, wanted)]
            return self._best(token, seen, "pronoun for the person last spoken of")
        if token.lower_ in IT:
            seen = [
                one for one in self.memory.recent(self.sentence, 2) if not one.person and not one.plural and len(one.ids) < 2
            ]
            return self._best(token, seen, "pronoun for the state or body last spoken of")
        if token.lower_ == "both" and token.dep_ in ("det", "predet", "cc", "advmod"):
            return NOBODY
        seen = [one for one in self.memory.recent(self.sentence, 2) if one.plural]
        if token.lower_ == "both":
            seen = [one for one in seen if len(one.ids) == 2]
        return self._best(token, seen, "pronoun for those last spoken of")

    def _best(self, token: Token, seen: list[Seen], rule: str) -> Reference:
        best = self.memory.best(token, self.sentence, self.quoted, seen)
        if best is None or not best.ids:
            return NOBODY
        self._see(token, best.ids, best.person, best.plural)
        return Reference(best.ids, rule)

    def _keep(self, token: Token, reference: Reference) -> None:
        if reference.actors:
            self.found[token.i] = reference

    def _follow(self, token: Token) -> None:
        """A relative pronoun means the noun before it."""
        for verb in token.children:
            if verb.dep_ == "relcl":
                for word in verb.children:
                    if word.tag_ in ("WDT", "WP") and word.i not in self.found:
                        self.found[word.i] = Reference(self.found[token.i].actors, "relative pronoun")

    def _joined(self, token: Token) -> Reference:
        """The reference of a head together with those joined to it by "and"."""
        own = self.found[token.i]
        if token.dep_ in ("conj", "amod", "compound") or not any(child.dep_ == "conj" for child in token.children):
            return own
        ids = list(own.actors)
        for other in token.conjuncts:
            if other.i > token.i and other.i in self.found:
                ids += [id for id in self.found[other.i].actors if id not in ids]
        return Reference(tuple(ids), own.rule)


def _state_media(token: Token) -> bool:
    return token.lower_ == "media" and any(child.lower_ == "state" for child in token.lefts)


def _points_nowhere(token: Token) -> bool:
    """Whether "it" stands for a thing or a clause: "It is a loan", "it was clear that"."""
    if token.lower_ != "it" or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    verb = token.head
    if verb.lemma_ in ("be", "seem", "appear", "become", "take") and verb.pos_ in ("AUX", "VERB"):
        return any(child.dep_ in ("attr", "acomp", "ccomp", "xcomp", "prep", "advcl", "npadvmod") for child in verb.children)
    return any(child.dep_ == "ccomp" for child in verb.children) and token.dep_ == "nsubjpass"


def _definite(token: Token) -> bool:
    """Whether a noun has "the", "this", "that" or a possessive before it."""
    return any(
        child.lower_ in ("the", "this", "that", "these", "those", "its", "his", "her", "their") for child in token.lefts
    )


@cache
def _all_body_nouns() -> frozenset[str]:
    return frozenset(table("descriptions")["body"])


def _body_nouns(actor: Actor) -> list[str]:
    """By which nouns a body may be taken up: "the agency" for a service of intelligence, "the paper" for a medium."""
    parts = set(actor.name.replace("-", " ").split()) | {actor.kind.name.split("_")[0]}
    return [noun for noun, marks in table("descriptions")["body"].items() if parts.intersection(marks)]


def _genders(doc: Doc, named: Mapping[int, tuple[str, ...]], actors: Mapping[str, Actor]) -> dict[str, str]:
    """He or she, by actor: titles first, else the pronouns of sentences that name one person only."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    sentence: dict[str, None] = {}
    he, she = roles("he"), roles("she")
    for token in doc:
        if token.is_sent_start:
            sentence = {}
        ids = named.get(token.i, ())
        if len(ids) == 1 and actors[ids[0]].kind is ActorKind.PERSON:
            sentence[ids[0]] = None
            before = doc[token.i - 1].lower_ if token.i else ""
            votes[ids[0]]["he"] += 5 * (before in he)
            votes[ids[0]]["she"] += 5 * (before in she)
        elif len(sentence) == 1 and token.lower_ in HE | SHE:
            votes[next(iter(sentence))]["he" if token.lower_ in HE else "she"] += 1
    return {id: max(count, key=lambda one: (count[one], one)) for id, count in votes.items() if count["he"] != count["she"]}
