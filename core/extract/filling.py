"""The frames that most verbs of giving share: the thing as object, as subject, or behind "with"."""

from core.extract import elliptic, frames, items, kinds
from core.extract.clauses import child, is_passive, own_subject, phrases, subject, talks
from core.extract.frames import Event, Frame
from core.extract.items import Thing
from core.extract.parsed import Token
from core.extract.parties import Parties
from core.extract.slots import (
    agents,
    askers,
    behind,
    helped,
    is_agreed,
    listed_from,
    objects,
    plain_objects,
    receivers,
    sources,
    talked_to,
    there_is,
)
from core.extract.taking import loads, strays, take, with_too
from core.records import Category, Status

POSTED = ("in", "inside", "within")  # behind verbs of posting, these say where people and arms are sent
UNDER_WAY = frozenset({"transfer", "deploy", "move", "bind", "destine"})  # passives that tell where a thing goes
PLACING = frozenset({"prep", "dative", "agent", "advmod", "dobj"})  # what may say where something is
TAUGHT = ("in", "at", "under", "with")  # behind training, these say who gives it: "underwent training in Kesh"


def fill_object(event: Event, frame: Frame, parties: Parties) -> None:
    """X gives an item to Y, and Y gets an item from X: the item is the object, or the subject of a passive."""
    verb = event.anchor
    if verb.dep_ == "amod":
        _fill_compound(event, frame, parties)
        return
    gets = frame["recipient"] == "subject"
    doer, others = (event.recipients, event.suppliers) if gets else (event.suppliers, event.recipients)
    words = frame["supplier" if gets else "recipient"]
    words = [*words, *POSTED] if verb.lemma_.lower() in frames.words("moving", "posting") else words
    if is_passive(verb):
        others += _passive_takers(event, frame, parties)
        doer += agents(verb) or _agents_behind(event, parties) or ([] if gets else _brought_from(event, parties))
    else:
        own = _behind(verb, frame, parties)
        slots = own or [*_things_first(objects(verb), parties), *([] if gets else _shifted(verb, words, parties))]
        taken = any(take(event, phrase, frame, parties) for phrase in slots)
        event.things += strays(event, parties)
        event.things = loads(verb, event.things) if event.frame in {"send", "bring"} else event.things
        others += [] if taken or gets else _related(event, slots, frame, parties)
        said_of = subject(verb)
        if event.things or event.elliptic is not None:
            if said_of is not None:
                doer.append(said_of)
            if not gets:
                others += [o for o in receivers(verb, event.things, parties) if parties.sides(o)]
                event.suppliers += _origins(event, said_of, parties)
        elif not gets and not slots and said_of is not None and verb.tag_ in {"VBN", "VBD"}:
            take(event, said_of, frame, parties)  # "Shells sent to Kesh"
    if event.frame == "bring" and any(items.is_vehicle(who) for who in doer):
        event.both = False  # nobody gives a lorry: "the planes brought guns" tells of a gift as "guns came" does
    if event.frame == "pledge" and (sellers := sources(event.things, parties)):
        event.recipients, event.suppliers = doer, sellers  # "approved a loan from Kesh"
        return
    others += list(phrases(verb, [*words, *(TAUGHT if gets and _is_training(event) else ())]))
    others += phrases(noun, ["with"], deep=False) if (noun := talks(verb)) is not None else ()
    others += [] if gets else [side for side in helped(verb, event.things) if parties.sides(side)]
    takers = doer if gets else others
    takers += [] if any(parties.sides(taker) for taker in takers) else _holders(event, parties)
    takers += [] if gets or any(parties.sides(taker) for taker in takers) else askers(verb, parties)
    event.status = Status.PLANNED if event.status is None and is_agreed(verb) else event.status
    givers = others if gets else doer
    givers += (
        [] if not gets or any(parties.sides(giver) for giver in givers) else talked_to(verb) or _markets(event, parties)
    )
    for given in event.things:
        carried = [given.head.head] if given.head.head.dep_ == "acl" else []  # "flights carrying drones to Kesh"
        carried += behind(given.head)
        others += [phrase for over in (given.head, *carried) for phrase in phrases(over, words) if phrase not in others]


def _passive_takers(event: Event, frame: Frame, parties: Parties) -> list[Token]:
    """Reads the thing of a passive; whom it names as its subject where that is who gets the thing."""
    verb = event.anchor
    said_of, thing = subject(verb), child(verb, "dobj", "oprd")
    gets = frame["recipient"] == "subject"
    if not gets and said_of is not None and thing is not None and _retained(event, said_of, thing, frame, parties):
        return [said_of]
    related = said_of is not None and verb.dep_ in {"acl", "relcl"} and said_of.i < verb.i
    take(event, listed_from(said_of) if said_of is not None and related else said_of, frame, parties)
    return []


def _retained(event: Event, said_of: Token, thing: Token, frame: Frame, parties: Parties) -> bool:
    """Whether a passive keeps its object: "Kesh was promised two ferries", "the militias were given a first batch"."""
    if not parties.sides(said_of) and (thing.dep_ != "dobj" or (thing.tag_ == "NN" and items.thing_of(said_of) is not None)):
        return False
    return take(event, thing, frame, parties)


def _things_first(slots: list[Token], parties: Parties) -> list[Token]:
    """Two objects with whoever gets the thing behind it: "lent it two ships", "handed the Orvanese treasury a million"."""

    def is_taker(phrase: Token) -> bool:
        return phrase.pos_ == "PRON" or (kinds.category_of(phrase) is None and bool(parties.sides(phrase)))

    return sorted(slots, key=is_taker) if len(slots) > 1 else slots


def _shifted(verb: Token, words: list[str], parties: Parties) -> list[Token]:
    """The thing behind a name that the parser took for part of it: "turned over to the Orvanese 20 tanks"."""
    ends = phrases(verb, words, deep=False) if isinstance(words, list) else ()
    return [end for end in ends if _opened_by_name(end, parties)]


def _opened_by_name(noun: Token, parties: Parties) -> bool:
    count = child(noun, "nummod")
    if count is None:  # "sent to Kesh tanks worth 3 million dollars"
        return kinds.category_of(noun) is not None and parties.opening(noun) is not None
    name = count.nbor(-1) if count is not None and count.i > noun.left_edge.i else None
    return name is not None and name.tag_ in {"NNP", "NNPS"} and bool(parties.cast.of(name))


def _origins(event: Event, doer: Token | None, parties: Parties) -> list[Token]:
    """Where a carrier takes the things from: "Trucks carried shells from Kesh to Orvania" tells of no gift of the trucks."""
    carried = doer is not None and (items.is_vehicle(doer) or not parties.sides(doer))
    places = phrases(event.anchor, ["from"], deep=False)
    return [*(place for place in places if parties.sides(place)), *sources(event.things, parties)] if carried else []


def _agents_behind(event: Event, parties: Parties) -> list[Token]:
    """Who does it in a passive, where the parser hung the phrase on the thing: "plied with shells by Kesh"."""
    by = (phrase for thing in event.things for phrase in phrases(thing.head, ["by"], deep=False))
    return [phrase for phrase in by if parties.sides(phrase)]


def _brought_from(event: Event, parties: Parties) -> list[Token]:
    """Where goods come from that nobody is said to bring: "rice was flown in from Kesh". People may only have been there,
    unless the words say so of themselves: "troops from Kesh were sent in"."""
    if any(thing.category == Category.PERSONNEL for thing in event.things):
        return [phrase for phrase in sources(event.things, parties) if child(phrase, "amod") is None]  # "from northern Kesh"
    if not event.things:
        return []
    return [phrase for phrase in phrases(event.anchor, ["from"]) if parties.sides(phrase)]


def _behind(verb: Token, frame: Frame, parties: Parties) -> list[Token]:
    """The objects of a verb with a preposition: "Kesh waits for six jets", but not "the contract calls for six"."""
    who = subject(verb) if "behind" in frame else None
    return list(phrases(verb, [frame["behind"]], deep=False)) if who is not None and parties.sides(who) else []


def _fill_compound(event: Event, frame: Frame, parties: Parties) -> None:
    """ "Kesh-supplied jets": the participle before the noun names who gave it."""
    giver = child(event.anchor, "npadvmod")
    joined = giver is not None and event.anchor.nbor(-1).tag_ == "HYPH"
    if giver is None or not joined or frame["supplier"] != "subject" or not parties.sides(giver):
        return
    if take(event, event.anchor.head, frame, parties):
        event.suppliers.append(giver)
        event.recipients += _holders(event, parties)


def _related(event: Event, objects: list[Token], frame: Frame, parties: Parties) -> list[Token]:
    """The receivers of "the jets that Kesh promised Orvania", whose thing is the noun that the clause is about."""
    verb = event.anchor
    if verb.dep_ != "relcl" or not any(parties.sides(phrase) for phrase in objects):
        return []
    return objects if take(event, listed_from(verb.head), frame, parties) else []


def _markets(event: Event, parties: Parties) -> list[Token]:
    """Where things are bought, which is from whom as far as that is told: "is buying shells in Kesh"."""
    if event.anchor.lemma_.lower() not in frames.words("support", "shopping"):
        return []
    over = (event.anchor, *(thing.head for thing in event.things))
    buyers = {side for taker in event.recipients for side in parties.sides(taker)}
    places = [place for word in over for place in phrases(word, ["in"], deep=False) if place.pos_ == "PROPN"]
    return [place for place in places if set(parties.sides(place)) - buyers]


def _holders(event: Event, parties: Parties) -> list[Token]:
    """Who has the things that a participle says were given: "Kesh has 300 tanks supplied by Orvania"."""
    found: list[Token] = []
    for thing in event.things if event.anchor.dep_ in {"acl", "amod"} else ():
        noun = thing.head
        while noun.dep_ == "conj" or (noun.dep_ == "pobj" and noun.head.lower_ == "of"):
            noun = noun.head if noun.dep_ == "conj" else noun.head.head
        lives = noun.dep_ == "pobj" and noun.head.lower_ in {"on", "upon"}
        verb = noun.head.head if lives else noun.head
        has = verb.lemma_.lower() in frames.words("support", "living" if lives else "holding")
        if has and (lives or noun.dep_ == "dobj") and not is_passive(verb):
            who = subject(verb)
            found += [who] if who is not None and parties.sides(who) else []
    return found


def _is_training(event: Event) -> bool:
    return any(thing.category == Category.TRAINING for thing in event.things)


def fill_with(event: Event, frame: Frame, parties: Parties) -> None:
    """X equips Y with an item, asks Y for an item, turns to Y for one, pays with one."""
    verb = event.anchor
    for phrase in phrases(verb, frame["item"]):
        if take(event, phrase, frame | {"open": verb.lemma_ in frame.get("strict", ())}, parties):
            event.things += with_too(phrase, frame)
            break
    if not (event.things or event.elliptic):
        event.things = list(event.pending)
    if not (event.things or event.elliptic):
        return
    passive = is_passive(verb)
    doers = agents(verb) or (_agents_behind(event, parties) if passive else [])
    said_of = subject(verb)
    roles = {"subject": doers if passive else [said_of] if said_of is not None else []}
    roles["object"] = ([said_of] if said_of is not None else []) if passive else plain_objects(verb)
    for role, phrases_ in (("supplier", event.suppliers), ("recipient", event.recipients)):
        words = frame[role]
        phrases_ += (
            roles[words]
            if isinstance(words, str) and words in roles
            else list(phrases(verb, words))
            if words != "none"
            else []
        )
    for late in [phrase for phrase in event.recipients if event.things and phrase.i > event.things[0].head.i]:
        event.things += [thing for thing in items.things(late, False) if not parties.sides(late)]  # ", as well as tanks"
    if event.frame in {"equip"} and not any(parties.sides(phrase) for phrase in event.recipients):
        event.things = [thing for thing in event.things if thing.known]
    if frame.get("in_return"):
        pay_for(event, frame)


def fill_subject(event: Event, frame: Frame, parties: Parties) -> None:
    """An item goes from X to Y, or is with Y already."""
    verb = event.anchor
    said_of = subject(verb) or there_is(verb)
    if is_passive(verb) and verb.lemma_ == "follow":  # "a batch of four, followed by eight more"
        event.elliptic = next((word for agent in agents(verb) if (word := elliptic.stands_in(agent)) is not None), None)
        return
    if said_of is None or (is_passive(verb) and event.frame == "go" and verb.lemma_ not in UNDER_WAY):
        return
    if event.frame == "stay" and not (_says_where(verb, said_of) and (own_subject(verb) or there_is(verb))):
        return
    goals = plain_objects(verb)
    idiom = any(noun.lower_ == "way" for noun in goals)  # "found their way to Kesh": the goal hangs on the noun
    places, goals = list(phrases(verb, frame["recipient"], deep=idiom)), [] if idiom else goals
    places.sort(key=lambda phrase: phrase.head.lower_ != "for")  # "arrived in Kesh for Orvania": Kesh is on the way
    places += phrases(said_of, frame["recipient"], deep=False) if said_of.dep_ == "attr" else []
    if event.frame == "leave":
        places += _left_for(said_of, goals)
        places = places or [*phrases(said_of, ["for"], deep=False), *_bound(verb)]  # "guns for Kesh left port"
        if not places:
            return
        event.suppliers += goals
    elif event.frame in {"go", "enter"}:
        places += goals
    places += [kid for kid in verb.children if kid.dep_ == "advmod" and kid.lower_ in {"here", "there"}]
    if event.frame == "stay" and not any(place.pos_ in {"PROPN", "ADV"} or parties.sides(place) for place in places):
        return
    loads = [
        phrase for phrase in phrases(verb, ["with"], deep=False) if items.is_vehicle(said_of)
    ]  # "flights landed with arms"
    if event.frame == "stay" and _lies(verb):
        frame = {key: value for key, value in frame.items() if key != "only"}
    if not any(take(event, phrase, frame, parties) for phrase in (*loads, said_of)):
        return
    event.recipients += places
    own = phrases(verb, frame["supplier"], deep=False) if isinstance(frame["supplier"], list) else ()
    event.suppliers += [*own, *phrases(said_of, ["from"], deep=False)]
    event.things = [thing for thing in event.things if _tells(event, thing, parties)]
    if event.frame == "go" and not event.suppliers:  # "came to its enemy from Kesh"
        event.suppliers += [source for place in places for source in phrases(place, ["from"], deep=False)]


def _says_where(verb: Token, said_of: Token) -> bool:
    """Whether anything stands with a verb that can be the place where something is: most of what "is" is nowhere."""
    return said_of.dep_ == "attr" or any(kid.dep_ in PLACING for kid in verb.children)


def _tells(event: Event, thing: Thing, parties: Parties) -> bool:
    """Whether a thing that moves is given: not soldiers who enter a country, nor what was only meant for one."""
    if event.frame in {"enter", "leave"}:
        return thing.category != Category.PERSONNEL
    return event.anchor.lemma_ not in {"bind", "destine"} or bool(event.suppliers or parties.origin(thing.head))


def _left_for(thing: Token, goals: list[Token]) -> list[Token]:
    """Where things leave for, by the port they leave ("left port for Kesh") or by their own phrase ("guns for Kesh")."""
    heading = [kid for kid in thing.children if kid.dep_ == "acl" and kid.lower_ in frames.words("moving", "bound")]
    return [place for over in (*goals, *heading) for place in phrases(over, ["for", "to"], deep=False)]


def _lies(verb: Token) -> bool:
    """Whether the words say of things, too, that they are there by now: "the guns are already in Kesh"."""
    said = {kid.lower_ for kid in verb.children if kid.dep_ in {"advmod", "aux"}}
    return verb.lemma_ in {"be", "remain"} and bool(said & {"already", "here", "there", "now", "soon", "shortly", "will"})


def _bound(verb: Token) -> list[Token]:
    """Where a thing that leaves is bound: "the tanks left Kesh bound for Orvania"."""
    heads = (kid for kid in verb.subtree if kid.lower_ in frames.words("moving", "bound") and kid.i > verb.i)
    return [phrase for head in heads for phrase in phrases(head, ["for"], deep=False)]


def fill_due(event: Event, frame: Frame, parties: Parties) -> None:
    """An item is on order, due, on its way: its parties stand with it or were told before."""
    verb = event.anchor
    if not any(kid.dep_ in {"acomp", "advmod"} or kid.pos_ in {"ADP", "SCONJ", "PART"} for kid in verb.children):
        return
    said_of = subject(verb)
    states = {phrase.lemma_.lower() for phrase in phrases(verb, ["on", "under"], deep=False)}
    states |= {kid.lemma_.lower() for kid in verb.children if kid.dep_ in {"acomp", "advmod"}}
    if said_of is None or not states & {*frame["coming"], *frame["agreed"]} or not take(event, said_of, frame, parties):
        return
    event.status = Status.PLANNED if states & set(frame["agreed"]) else None
    near = [verb, *verb.children]
    event.recipients += [phrase for over in near for phrase in phrases(over, frame["recipient"], deep=False)]
    event.suppliers += [phrase for over in near for phrase in phrases(over, frame["supplier"], deep=False)]
    event.suppliers += phrases(verb, frame["supplier"])  # "on loan from Kesh"


def pay_for(event: Event, frame: Frame) -> None:
    for phrase in phrases(event.anchor, frame["in_return"]):
        event.returns += items.things(phrase, False)
