"""Somebody named before, taken up by a noun: "the minister", "the agency", "the country", "both sides", "its ally"."""

from core.extract.discourse import (
    NOBODY,
    Discourse,
    Reference,
    definite,
    nouns,
    nouns_for,
    organ,
    person_nouns,
)
from core.extract.offices import PLAIN, SAME, body_words, role_of, roles
from core.extract.parsed import Token
from core.records import ActorKind

BESIDE = frozenset({"ally", "neighbor", "neighbour", "partner", "patron"})
PARTIES = frozenset({ActorKind.STATE, ActorKind.ARMED_GROUP})
# Forms of state by which a name ends, and by which it is taken up.
FORMS = frozenset({"islands", "isles", "republic", "kingdom", "federation", "emirates", "union", "confederation", "empire"})
# Two states as prominent as each other: neither of them is "the country".
AS_PROMINENT = 0.5


def taken_up(text: Discourse, token: Token, lemma: str) -> Reference:
    """ "The minister", "the agency", "the country": somebody named before."""
    if token.tag_ in ("NN", "NNP", "NNS"):
        if lemma in person_nouns() and token.tag_ != "NNS" and (person := holder(text, token, None)):
            return Reference((person,), "role named before")
        if role_of(token) in text.holders and lemma in person_nouns() | {"author"}:
            return Reference(text.holders[role_of(token)], "described before")
        if lemma in text.bodies and lemma in body_words():
            return Reference((text.bodies[lemma],), "body named before")
        if lemma in body_words() and token.tag_ != "NNS" and (body := _only_body(text, lemma)):
            return Reference((body,), "the only body spoken of lately")
    if token.tag_ in ("NN", "NNS") and (state := _by_its_form(text, token)) is not None:
        return Reference((state,), "state by the last word of its name")
    if organ(token) in nouns("organ") and not _bears_a_name(token):
        if not text.organs:
            return _country(text, token)
        return Reference(
            (text.organs.get(organ(token), text.organs[""]),), "organ of the state whose organs were spoken of last"
        )
    if lemma in nouns("state") and token.tag_ in ("NN", "NNP"):
        return _country(text, token)
    if lemma in BESIDE and token.tag_ in ("NN", "NNP"):
        return _other_side(text, token)
    if lemma in person_nouns() and token.tag_ in ("NN", "NNP"):
        return _only_person(
            text,
        )
    return NOBODY


def _bears_a_name(token: Token) -> bool:
    """Whether another name stands before a noun, though nobody known: "the Kestrel police"."""
    return any(child.dep_ in ("compound", "amod", "nmod", "poss") and child.text[0].isupper() for child in token.lefts)


def holder(text: Discourse, token: Token, owner: str | None) -> str | None:
    """The person who holds an office by the text; of several, the one named last; None where nobody fits.

    Whoever is at the top goes by many words ("the Kenyan leader", "the Wagner chief"); a noun before the word makes it
    another office ("the navy chief").
    """
    role = role_of(token)
    top = roles("head", "boss") if role in roles("head", "boss") else frozenset({role})
    held = [office for name in sorted(top) for office in text.offices.get(name, ())]
    held = [one for one in held if owner is None or owner in (one.owner, _state_of(text, one.owner))]
    kinds = {child.dep_: child.lower_ for child in token.lefts if child.i not in text.named}
    narrowed = {SAME.get(word, word) for dep, word in kinds.items() if dep in ("amod", "compound")} - PLAIN
    exact = [one for one in held if one.role == role and narrowed <= one.narrowed]
    fitting = exact if narrowed or len(top) == 1 else held
    if not fitting and "compound" not in kinds:
        fitting = held if len(top) > 1 else []
    people = dict.fromkeys(office.person for office in fitting)
    if len(people) > 1 and owner is None:
        return max(people, key=lambda person: text.last_named.get(person, -1))
    return next(iter(people)) if len(people) == 1 else None


def _state_of(text: Discourse, id: str | None) -> str | None:
    actor = text.actors.get(id) if id else None
    return actor.part_of if actor else None


def couple(text: Discourse, token: Token, lemma: str) -> Reference | None:
    """ "Both countries", "the two", "the two leaders": the pair last named together."""
    paired = lemma in nouns("couple") or lemma in person_nouns()
    twos = [child for child in token.children if child.lower_ in ("both", "two") and child.i < token.i] if paired else []
    alone = token.lower_ == "two" and definite(token) and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "poss")
    if alone or (twos and (definite(token) or twos[0].lower_ == "both")):
        return _pair_of(text, lemma in person_nouns() | {"man", "woman"})
    if lemma == "pair" and definite(token):
        return _pair_of(text, False)
    if token.lower_ in ("former", "latter") and definite(token) and token.dep_ != "amod" and len(text.pairs) == 2:
        return Reference((text.pairs[0 if token.lower_ == "former" else 1],), "one of the pair last named")
    return None


def _pair_of(text: Discourse, persons: bool) -> Reference:
    if len(text.pairs) == 2:
        kinds = {text.actors[id].kind for id in text.pairs}
        if kinds == {ActorKind.PERSON} if persons else kinds & PARTIES:
            return Reference(text.pairs, "the pair last named together")
    wanted = ActorKind.PERSON if persons else ActorKind.STATE
    lately = dict.fromkeys(
        id for seen in text.memory.recent(text.sentence, 2) for id in seen.ids if text.actors[id].kind is wanted
    )
    return Reference(tuple(sorted(lately)), "the only two named lately") if len(lately) == 2 else NOBODY


def _only_body(text: Discourse, lemma: str) -> str | None:
    """The one body spoken of lately whose name does not say what it is: "the agency" after "the NIS"."""
    lately = {id for seen in text.memory.recent(text.sentence) for id in seen.ids if _is_plain_body(text, id, lemma)}
    return next(iter(lately)) if len(lately) == 1 else None


def _is_plain_body(text: Discourse, id: str, lemma: str) -> bool:
    actor = text.actors[id]
    if actor.kind in (ActorKind.PERSON, ActorKind.STATE):
        return False
    return lemma in nouns_for(actor) or (actor.name.isupper() and actor.kind is ActorKind.ORGANIZATION)


def _only_person(text: Discourse) -> Reference:
    """The one person spoken of lately, where there is only one."""
    lately = {seen.ids for seen in text.memory.recent(text.sentence) if seen.person and not seen.plural}
    if len(lately) == 1 and (ids := next(iter(lately))):
        return Reference(ids, "the only person spoken of lately")
    return NOBODY


def _by_its_form(text: Discourse, token: Token) -> str | None:
    """The one state named so far whose name ends in the noun: "the islands" after "the Kestrel Islands"."""
    if token.lower_ not in FORMS:
        return None
    ending = f" {token.lower_}"
    fitting = [id for id in text.last_named if text.actors[id].name.lower().endswith(ending)]
    return fitting[0] if len(fitting) == 1 and text.actors[fitting[0]].kind is ActorKind.STATE else None


def _country(text: Discourse, token: Token) -> Reference:
    """The state last spoken of, where one stands out."""
    states = [seen for seen in text.memory.recent(text.sentence) if len(seen.ids) == 1 and text.is_state(seen)]
    best = text.memory.best(token, text.sentence, text.quoted, states)
    if best is None:
        return NOBODY
    rivals = {
        seen.ids for seen in states if seen.sentence == best.sentence and abs(seen.weight - best.weight) < AS_PROMINENT
    }
    return Reference(best.ids, "state last spoken of") if len(rivals) == 1 else NOBODY


def _other_side(text: Discourse, token: Token) -> Reference:
    """ "Its ally": of the only two states spoken of so far, the one that "it" is not."""
    owner = next((child for child in token.children if child.dep_ == "poss"), None)
    whose = text.ids(owner) if owner is not None else ()
    states = {text.state_of(id) for id in text.last_named} - {None}
    sides = [id for id in states if id is not None and id not in whose]
    if len(whose) == 1 and text.actors[whose[0]].kind is ActorKind.STATE and len(sides) == 1:
        return Reference((sides[0],), "the other of the two states spoken of")
    return NOBODY
