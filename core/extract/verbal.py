"""Verbs of giving: their phrases put into the roles of their frame."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from core.extract import elliptic, frames, items, kinds
from core.extract.clauses import antecedent, child, is_passive, own_subject, phrases, subject, talks
from core.extract.frames import Event, Frame
from core.extract.items import Thing
from core.extract.parties import Parties
from core.records import Category, Status

TAUGHT = ("in", "at", "under", "with")  # behind training, these say who gives it: "underwent training in Kesh"


def _entries(verb: Token) -> list[tuple[str, Frame]]:
    """The frames of a verb, those of its longest form first: "hand over", "ask for" before "hand", "ask"."""
    lemma = frames.lemma(verb)
    found: list[tuple[str, Frame]] = []
    for kid in verb.children:
        joins = kid.dep_ == "prt" or (kid.dep_ in {"prep", "advmod"} and kid.lower_ in {"for", "of", "to", "over"})
        if joins and kid.i > verb.i:
            found += frames.verbs().get(f"{lemma} {kid.lower_}", [])
        elif kid.dep_ in {"acomp", "xcomp", "oprd"}:
            found += frames.verbs().get(f"{lemma} {kid.lemma_.lower()}", [])
        elif kid.dep_ == "aux" and kid.lower_ in {"would", "'d"}:
            found += frames.verbs().get(f"would {lemma}", [])
        elif kid.dep_ == "dobj":
            own = [kid, *_behind(kid)]  # "find its way", "make trucks available"
            found += [entry for word in own for entry in frames.verbs().get(f"{lemma} {word.lemma_.lower()}", [])]
        elif kid.lower_ == "at" and (disposal := child(kid, "pobj")) is not None:
            found += frames.verbs().get(f"{lemma} at {disposal.lemma_.lower()}", [])
    return found + [entry for entry in frames.verbs().get(lemma, []) if entry not in found]


def _behind(noun: Token) -> list[Token]:
    """Adjectives behind a noun, which say what becomes of it: "trucks available to Kesh"."""
    return [kid for kid in noun.children if kid.dep_ == "amod" and kid.i > noun.i]


def verb_event(verb: Token, parties: Parties, pending: Sequence[Thing] = ()) -> Event | None:
    """The event that a verb tells, or None; `pending` are the things of a list below a lead-in line."""
    for name, frame in _entries(verb):
        event = frames.event(verb, name, frame, pending)
        fill = FILLERS.get(name) or FILLERS.get(str(frame.get("item")), _fill_object)
        fill(event, frame, parties)
        if event.things or event.elliptic is not None or (event.gives and event.recipients):
            return event
    return None


def _take(event: Event, phrase: Token | None, frame: Frame, parties: Parties) -> bool:
    """Reads things out of a phrase into the event; whether there were any."""
    if phrase is None:
        return False
    phrase = antecedent(phrase)
    event.things = [t for t in items.things(phrase, bool(frame.get("open"))) if not parties.cast.of(t.head) or t.known]
    if event.anchor.lemma_ == "release":  # imagery is released to the press
        event.things = [thing for thing in event.things if thing.category != Category.INTELLIGENCE]
    if frame.get("only"):
        event.things = [thing for thing in event.things if thing.category == frame["only"]]
    if not event.things:
        event.things = [people for noun in items.nouns(phrase) if (people := _people(noun, parties)) is not None]
    if not event.things and not (event.both and phrase.pos_ != "NUM"):
        event.elliptic = elliptic.stands_in(phrase)
    if not event.things and event.elliptic is None:
        event.things = list(event.pending)
    return bool(event.things) or event.elliptic is not None


def _people(phrase: Token, parties: Parties) -> Thing | None:
    """ "6,000 Orvanese" and "some North Koreans" are people of that state, "members of the Kesh Guard" are of that body."""
    if phrase.lemma_.lower() == "member" and (body := next(phrases(phrase, ["of"], deep=False), None)) is not None:
        ids = parties.cast.of(body)
        end = body.idx + len(body.text)
        armed = bool(ids) and child(phrase, "nummod") is not None and not any(parties.is_state(id) for id in ids)
        return (
            Thing(phrase, phrase.idx, end, items.between(phrase, phrase.idx, end), Category.PERSONNEL, True)
            if armed
            else None
        )
    if phrase.tag_ != "NNPS" and not (phrase.pos_ == "PROPN" and child(phrase, "nummod")):
        return None
    mentions = parties.cast.within(phrase.left_edge.idx, phrase.idx + len(phrase.text))
    if (
        not phrase.text.endswith("s")
        or not mentions
        or mentions[-1].end < phrase.idx + len(phrase.text)  # "four Polish MiGs"
        or not (child(phrase, "nummod", "det", "amod") or phrase.dep_ == "pobj")
    ):
        return None
    start = mentions[-1].start
    end = phrase.idx + len(phrase.text)
    return Thing(phrase, start, end, items.between(phrase, start, end), Category.PERSONNEL, True)


def _fill_object(event: Event, frame: Frame, parties: Parties) -> None:
    """X gives an item to Y, and Y gets an item from X: the item is the object, or the subject of a passive."""
    verb = event.anchor
    if verb.dep_ == "amod":
        _fill_compound(event, frame, parties)
        return
    gets = frame["recipient"] == "subject"
    doer, others = (event.recipients, event.suppliers) if gets else (event.suppliers, event.recipients)
    words = frame["supplier" if gets else "recipient"]
    if is_passive(verb):
        said_of = subject(verb)
        thing = child(verb, "dobj", "oprd")
        if (
            not gets
            and said_of is not None
            and thing is not None
            and parties.sides(said_of)
            and _take(event, thing, frame, parties)
        ):
            others.append(said_of)
        else:
            related = said_of is not None and verb.dep_ in {"acl", "relcl"} and said_of.i < verb.i
            _take(event, _listed_from(said_of) if said_of is not None and related else said_of, frame, parties)
        doer += agents(verb)
    else:
        objects = sorted(_objects(verb), key=lambda phrase: phrase.pos_ == "PRON")  # "lent it two ships"
        taken = any(_take(event, phrase, frame, parties) for phrase in objects)
        event.things += _strays(event, parties)
        others += [] if taken or gets else _related(event, objects, frame, parties)
        said_of = subject(verb)
        if event.things or event.elliptic is not None:
            if said_of is not None:
                doer.append(said_of)
            if not gets:
                others += [o for o in _receivers(verb, event.things, parties) if parties.sides(o)]
        elif not gets and not objects and said_of is not None:
            _take(event, said_of, frame, parties)  # "Shells sent to Kesh", "Troops deploy to Kesh"
    if event.frame == "pledge" and (sellers := _sources(event.things, parties)):
        event.recipients, event.suppliers = doer, sellers  # "approved a loan from Kesh"
        return
    others += list(phrases(verb, [*words, *(TAUGHT if gets and _is_training(event) else ())]))
    others += phrases(noun, ["with"], deep=False) if (noun := talks(verb)) is not None else ()
    others += [] if gets else [side for side in _helped(verb, event.things) if parties.sides(side)]
    takers = doer if gets else others
    takers += [] if any(parties.sides(taker) for taker in takers) else _holders(event, parties)
    takers += [] if gets or any(parties.sides(taker) for taker in takers) else _askers(verb, parties)
    givers = others if gets else doer
    givers += [] if not gets or any(parties.sides(giver) for giver in givers) else _talked_to(verb)
    for given in event.things:
        carried = [given.head.head] if given.head.head.dep_ == "acl" else []  # "flights carrying drones to Kesh"
        carried += _behind(given.head)
        others += [phrase for over in (given.head, *carried) for phrase in phrases(over, words) if phrase not in others]


def _fill_compound(event: Event, frame: Frame, parties: Parties) -> None:
    """ "Kesh-supplied jets": the participle before the noun names who gave it."""
    giver = child(event.anchor, "npadvmod")
    joined = giver is not None and event.anchor.nbor(-1).tag_ == "HYPH"
    if giver is None or not joined or frame["supplier"] != "subject" or not parties.sides(giver):
        return
    if _take(event, event.anchor.head, frame, parties):
        event.suppliers.append(giver)
        event.recipients += _holders(event, parties)


def _related(event: Event, objects: list[Token], frame: Frame, parties: Parties) -> list[Token]:
    """The receivers of "the jets that Kesh promised Orvania", whose thing is the noun that the clause is about."""
    verb = event.anchor
    if verb.dep_ != "relcl" or not any(parties.sides(phrase) for phrase in objects):
        return []
    return objects if _take(event, _listed_from(verb.head), frame, parties) else []


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


def _askers(verb: Token, parties: Parties) -> list[Token]:
    """Who asks another to give, and so is to get it: "Kesh urged Orvania to supply drones"."""
    above = verb.head
    if (
        verb.dep_ not in {"xcomp", "ccomp"}
        or above.lemma_.lower() not in frames.words("control", "asking")
        or is_passive(above)
    ):
        return []
    asker, asked = subject(above), subject(verb)
    if asker is None or asked is None or asker.i == asked.i or set(parties.sides(asker)) & set(parties.sides(asked)):
        return []
    return [asker] if parties.sides(asker) else []


def _talked_to(verb: Token) -> list[Token]:
    """With whom a purchase is talked over: "in talks with Kesh to buy", "negotiating with Kesh to buy"."""
    above = verb.head
    over = [above, *(kid for prep in above.children if prep.lower_ == "in" for kid in prep.children)]
    talks = [word for word in over if word.lemma_.lower() in frames.words("control", "talking")]
    if verb.dep_ not in {"acl", "advcl", "xcomp"}:
        return []
    return [phrase for word in talks for phrase in phrases(word, ["with"], deep=False)]


def _is_training(event: Event) -> bool:
    return any(thing.category == Category.TRAINING for thing in event.things)


def _helped(verb: Token, things: Sequence[Thing]) -> Iterator[Token]:
    """For whom people are sent: whom the clause of purpose names ("to help Kesh", "to fight alongside Kesh")."""
    people = [thing.head for thing in things if thing.category == Category.PERSONNEL]
    over = [verb, *people] if people else []
    for purpose in (kid for token in over for kid in token.children if kid.dep_ in {"advcl", "xcomp", "acl", "relcl"}):
        if purpose.lemma_.lower() in frames.words("purpose", "verbs") and child(purpose, "aux") is not None:
            yield from (kid for kid in purpose.children if kid.dep_ == "dobj")
            yield from phrases(purpose, frames.words("purpose", "beside"), deep=False)


def _sources(things: list[Thing], parties: Parties) -> list[Token]:
    """Parties from whom the things come by their own phrase."""
    return [phrase for thing in things for phrase in phrases(thing.head, ["from"]) if parties.sides(phrase)]


def agents(verb: Token) -> list[Token]:
    """Who does it in the passive, but not "by the team's account" or "by one estimate"."""
    found = [agent for by in verb.children if by.dep_ == "agent" or by.lower_ == "by" for agent in by.children]
    return [agent for agent in found if agent.lemma_.lower() not in frames.words("measures", "nouns")]


def _objects(verb: Token) -> list[Token]:
    """The object phrases of an active verb; in a relative clause without one, the noun that the clause is about."""
    found = [kid for kid in verb.children if kid.dep_ in {"dobj", "attr", "oprd"} and kid.pos_ != "VERB"]
    found += _second_objects(verb)
    found = found or [kid for kid in verb.children if kid.dep_ == "dative" and items.thing_of(kid) is not None]
    if found:
        return [kid if antecedent(kid) is kid else _listed_from(antecedent(kid)) for kid in found]
    current = verb
    while current.dep_ in {"xcomp", "ccomp"} and current.head.pos_ in {"VERB", "AUX"}:
        current = current.head
    about = current.dep_ == "relcl" or (current.dep_ == "ccomp" and items.thing_of(current.head) is not None)
    if about and (own := own_subject(current)) is not None and own.tag_ not in {"WDT", "WP"}:
        return [_listed_from(current.head)]
    nested = child(verb, "ccomp")
    return [kid for kid in nested.children if kid.dep_ in {"nsubj"}] if nested is not None and verb.lemma_ == "let" else []


def _strays(event: Event, parties: Parties) -> list[Thing]:
    """Members of a list that the parser hung on the verb: "sent shells, rockets and cash", the rockets beside the shells."""
    if not event.things:
        return []
    last, known = event.things[-1].head, {thing.head.i for thing in event.things}
    after = [
        kid for kid in event.anchor.children if kid.i > last.i and kid.dep_ in {"dep", "appos", "dobj", "conj", "npadvmod"}
    ]
    found: list[Thing] = []
    for kid in after:
        start = kid.left_edge.i
        joined = start > 0 and kid.doc[start - 1].lower_ in {",", "and", "or"} and kid.pos_ in {"NOUN", "PROPN", "NUM"}
        if joined and kid.i not in known and not parties.cast.of(kid):
            found += [thing for thing in items.things(kid, False) if thing.concrete and thing.head.i not in known]
    return found


def _second_objects(verb: Token) -> list[Token]:
    """Counted things that the parser took for a measure or another name: "allotted Peru 20 pumps"."""
    seconds = [kid for kid in verb.children if kid.dep_ == "npadvmod" and kid.i > verb.i]
    seconds += [kid for dative in verb.children if dative.dep_ == "dative" for kid in dative.children if kid.dep_ == "appos"]
    return [noun for noun in seconds if child(noun, "nummod") is not None and items.thing_of(noun) is not None]


def _listed_from(noun: Token) -> Token:
    """The first noun of the list that a relative clause closes: "the guns and shells that Kesh sold".

    A list whose nouns have a number each must open with an article: "the 300 soldiers and two trucks that Kesh sent".
    """
    first, bare = noun, True
    while first.dep_ in {"conj", "appos"} and first.head.pos_ in {"NOUN", "PROPN"} and child(first, "det", "poss") is None:
        bare = bare and first.dep_ == "conj" and child(first, "nummod") is None
        first = first.head
        if bare:
            noun = first
    opened = any(kid.dep_ == "det" and kid.lower_ in {"the", "these", "those"} for kid in first.children)
    return first if opened else noun


def _receivers(verb: Token, things: list[Thing], parties: Parties) -> list[Token]:
    """Indirect objects: marked as such, a second object, or read by the parser as part of the thing ("sell Kesh jets")."""
    found = [kid for kid in verb.children if kid.dep_ == "dative" and kid.pos_ not in {"ADP"}]
    heads = {thing.head.i for thing in things}
    before = min(heads, default=0)
    found += [
        kid
        for kid in verb.children
        if kid.dep_ in {"dobj", "npadvmod"} and kid.pos_ != "NUM" and kid.i not in heads and kid.i < before
    ]
    for thing in things[:1]:
        found += [kid for kid in thing.head.children if _stands_apart(kid)]
        if (named := parties.opening(thing.head)) is not None:
            found.append(named)
    return found


def _stands_apart(word: Token) -> bool:
    """Whether a word read as part of the thing is a phrase of its own: "grant its ally economic support"."""
    return word.dep_ in {"compound", "nmod"} and word.pos_ == "NOUN" and child(word, "det", "poss") is not None


def _fill_with(event: Event, frame: Frame, parties: Parties) -> None:
    """X equips Y with an item, asks Y for an item, turns to Y for one, pays with one."""
    verb = event.anchor
    for phrase in phrases(verb, frame["item"]):
        if _take(event, phrase, frame | {"open": verb.lemma_ in frame.get("strict", ())}, parties):
            event.things += _with_too(phrase, frame)
            break
    if not (event.things or event.elliptic):
        event.things = list(event.pending)
    if not (event.things or event.elliptic):
        return
    passive = is_passive(verb)
    doers = agents(verb)
    said_of = subject(verb)
    roles = {"subject": doers if passive else [said_of] if said_of is not None else []}
    roles["object"] = ([said_of] if said_of is not None else []) if passive else _plain_objects(verb)
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
        _pay_for(event, frame)


def _with_too(phrase: Token, frame: Frame) -> list[Thing]:
    """Things of a second phrase beside the first: "with troops and, since May, with drones"."""
    beside = (kid for kid in phrase.head.head.children if kid.i > phrase.i and kid.lower_ in frame["item"])
    return [thing for prep in beside for kid in prep.children if kid.dep_ == "pobj" for thing in items.things(kid, False)]


def _fill_foist(event: Event, frame: Frame, parties: Parties) -> None:
    """X unloads an item on Y; without such a phrase the verb is read in another frame."""
    if any(parties.sides(phrase) for phrase in phrases(event.anchor, frame["recipient"])):
        _fill_object(event, frame, parties)


def _fill_pay(event: Event, frame: Frame, parties: Parties) -> None:
    """X pays with an item, or pays Y a sum, for another item."""
    _fill_with(event, frame, parties)
    if not event.things:
        _fill_object(event, frame | {"item": "object", "recipient": ["to"]}, parties)
        event.things = [thing for thing in event.things if thing.category == Category.FINANCE]
        _pay_for(event, frame)
    if not event.things and event.returns and not _objects(event.anchor):
        _buy_for(event, parties)


def _buy_for(event: Event, parties: Parties) -> None:
    """ "Kesh paid for Orvania's radios": whoever pays gives them to their owner."""
    who = subject(event.anchor)
    payers = agents(event.anchor) if is_passive(event.anchor) else [who] if who is not None else []
    paid = {side for payer in payers for side in parties.sides(payer)}
    owners = [kid for thing in event.returns for kid in thing.head.children if kid.dep_ == "poss" and parties.sides(kid)]
    people = any(thing.category == Category.PERSONNEL for thing in event.returns)  # whose work is paid
    if paid and not people and any(set(parties.sides(owner)) - paid for owner in owners):
        event.things, event.returns = event.returns, []
        event.suppliers, event.recipients = payers, owners


def _plain_objects(verb: Token) -> list[Token]:
    return [antecedent(kid) for kid in verb.children if kid.dep_ in {"dobj", "dative"} and kid.pos_ != "ADP"]


def _pay_for(event: Event, frame: Frame) -> None:
    for phrase in phrases(event.anchor, frame["in_return"]):
        event.returns += items.things(phrase, False)


def _fill_swap(event: Event, frame: Frame, parties: Parties) -> None:
    _fill_object(event, frame | {"open": False}, parties)
    _pay_for(event, frame)
    if not event.returns:
        event.things = []


def _fill_subject(event: Event, frame: Frame, parties: Parties) -> None:
    """An item goes from X to Y, or is with Y already."""
    verb = event.anchor
    said_of = subject(verb) or _there_is(verb)
    if is_passive(verb) and verb.lemma_ == "follow":  # "a batch of four, followed by eight more"
        event.elliptic = next((word for agent in agents(verb) if (word := elliptic.stands_in(agent)) is not None), None)
        return
    if said_of is None or (is_passive(verb) and event.frame == "go" and verb.lemma_ not in {"transfer", "deploy", "move"}):
        return
    if event.frame == "stay" and not (own_subject(verb) or _there_is(verb)):
        return
    goals = _plain_objects(verb)
    idiom = any(noun.lower_ == "way" for noun in goals)  # "found their way to Kesh": the goal hangs on the noun
    places, goals = list(phrases(verb, frame["recipient"], deep=idiom)), [] if idiom else goals
    places += phrases(said_of, frame["recipient"], deep=False) if said_of.dep_ == "attr" else []
    if event.frame == "leave":
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
    if not any(_take(event, phrase, frame, parties) for phrase in (*loads, said_of)):
        return
    if event.frame in {"enter", "leave"}:  # soldiers who enter a country are not given to it
        event.things = [thing for thing in event.things if thing.category != Category.PERSONNEL]
    event.recipients += places
    own = phrases(verb, frame["supplier"], deep=False) if isinstance(frame["supplier"], list) else ()
    event.suppliers += [*own, *phrases(said_of, ["from"], deep=False)]


def _there_is(verb: Token) -> Token | None:
    """What there is: "nine" in "there are nine of them in Kesh"."""
    asked = any(token.tag_ == "WRB" for token in verb.doc[verb.left_edge.i : verb.i])  # "how many there are"
    return child(verb, "attr") if verb.lemma_ == "be" and child(verb, "expl") is not None and not asked else None


def _fill_due(event: Event, frame: Frame, parties: Parties) -> None:
    """An item is on order, due, on its way: its parties stand with it or were told before."""
    verb, said_of = event.anchor, subject(event.anchor)
    states = {phrase.lemma_.lower() for phrase in phrases(verb, ["on", "under"], deep=False)}
    states |= {kid.lemma_.lower() for kid in verb.children if kid.dep_ in {"acomp", "advmod"}}
    if said_of is None or not states & {*frame["coming"], *frame["agreed"]} or not _take(event, said_of, frame, parties):
        return
    event.status = Status.PLANNED if states & set(frame["agreed"]) else None
    near = [verb, *verb.children]
    event.recipients += [phrase for over in near for phrase in phrases(over, frame["recipient"], deep=False)]
    event.suppliers += [phrase for over in near for phrase in phrases(over, frame["supplier"], deep=False)]


def _fill_gives(event: Event, frame: Frame, parties: Parties) -> None:
    """The verb itself names what is given: X trains, funds, arms, recognises Y."""
    verb = event.anchor
    said_of = subject(verb)
    if is_passive(verb):
        takers = [said_of] if said_of is not None else []
        event.suppliers += agents(verb)
        if not event.suppliers and event.frame == "train":
            event.suppliers += [phrase for phrase in phrases(verb, ["under", "in", "with"]) if parties.sides(phrase)]
    elif event.frame == "train" and not _plain_objects(verb):
        takers = _trainees(event, said_of, parties)
    else:
        takers = _plain_objects(verb)
        takers += phrases(verb, ["from"], deep=False) if event.frame == "train" else ()  # "trains officers from Kesh"
        if said_of is not None:
            event.suppliers.append(said_of)
    if "from" in frame and not any(phrase.lemma_.lower() in frame["from"] for phrase in phrases(verb, ["from"])):
        return
    if event.frame == "assist":
        work = child(verb, "xcomp", "ccomp")
        if not _is_technical_work(verb, work):
            return
        takers = takers or ([kid for kid in work.children if kid.dep_ == "nsubj"] if work is not None else [])
    if frame["recipient"] == "against":
        takers = [target for taker in takers if taker.lemma_ in frame["measures"] for target in _targets(taker)]
    event.recipients += [taker for taker in takers if taker is not None and parties.sides(taker)]


def _given(noun: Token) -> bool:
    """Whether a participle says that the noun was given: "the weapons sold to Kesh"."""
    participle = child(noun, "acl", "relcl")
    return participle is not None and any(name in {"give", "send", "get"} for name, _ in _entries(participle))


def _fill_held(event: Event, frame: Frame, parties: Parties) -> None:
    """A delivery holds things; its parties stand with it or were told before."""
    holder = subject(event.anchor)
    if holder is None or not (_given(holder) or any(form in frame["holders"] for form in kinds.forms(holder))):
        return
    for phrase in [*_objects(event.anchor), *phrases(event.anchor, ["of", "to"], deep=False)]:
        if _take(event, phrase, frame, parties):
            break
    event.things = [t for t in event.things or event.pending if t.text != "money"]  # "the aid came to $3 million": its value
    told = [holder, *(kid for kid in holder.children if kid.dep_ == "acl")]  # "supplies sent by Kesh to Orvania"
    event.suppliers += [holder, *(phrase for over in told for phrase in phrases(over, ["from", "by"]))]
    event.recipients += [phrase for over in told for phrase in phrases(over, ["to", "for"])]
    event.holder = holder


def _fill_let(event: Event, frame: Frame, parties: Parties) -> None:
    """X lets Y have an item: the giver stands with the verb of letting above."""
    over, taker = event.anchor.head, own_subject(event.anchor)
    if taker is None or over.lemma_.lower() not in frame["letting"] or event.anchor.dep_ not in {"ccomp", "xcomp"}:
        return
    if (giver := subject(over)) is None or not _take(event, child(event.anchor, "dobj"), frame, parties):
        return
    event.suppliers, event.recipients = [giver], [taker]


def _fill_disposal(event: Event, frame: Frame, parties: Parties) -> None:
    """X puts an item at the disposal of Y, or at Y's."""
    _fill_object(event, frame | {"recipient": []}, parties)
    at = [kid for prep in event.anchor.children if prep.lower_ == "at" for kid in prep.children if kid.dep_ == "pobj"]
    event.recipients += [kid for disposal in at for kid in disposal.children if kid.dep_ == "poss"]
    event.recipients += [phrase for disposal in at for phrase in phrases(disposal, ["of"], deep=False)]


def _trainees(event: Event, said_of: Token | None, parties: Parties) -> list[Token]:
    """Soldiers of one state who train under, with or in another: the other trains them."""
    people = items.thing_of(said_of) if said_of is not None else None
    if said_of is None or people is None or people.category != Category.PERSONNEL:
        return []
    own = set(parties.sides(said_of))
    where = phrases(event.anchor, ["under", "with", "by", "in", "at", "on"])
    event.suppliers += [phrase for phrase in where if (sides := set(parties.sides(phrase))) and not sides & own]
    return [said_of] if event.suppliers else []


def _is_technical_work(verb: Token, work: Token | None) -> bool:
    """Whether help goes into technology: "helped Kesh build a satellite", "helped Kesh with its missile programme"."""
    given = (
        child(verb.head, "dobj") if verb.dep_ in {"advcl", "xcomp"} else verb.head if verb.dep_ in {"relcl", "acl"} else None
    )
    if given is not None and given != verb and items.thing_of(given) is not None:
        return False  # a purpose: "gave it engines to help it launch a satellite"
    if any(kid.dep_ == "dobj" and kinds.names_technology(kid) for kid in verb.children):
        return True
    if work is not None:
        return kinds.is_technical(work)
    return any(kinds.names_technology(phrase) for phrase in phrases(verb, ["with", "in"]) if items.thing_of(phrase) is None)


def _targets(measure: Token) -> Iterator[Token]:
    """Against whom a measure is: "a resolution against Kesh", "a proposal to suspend Kesh"."""
    for token in measure.subtree:
        against = token.dep_ == "pobj" and token.head.lower_ in {"against", "on"}
        if against or (token.dep_ == "dobj" and token.head.dep_ in {"acl", "xcomp", "relcl", "pcomp"}):
            yield token


FILLERS = {
    "hold": _fill_held,
    "let": _fill_let,
    "dispose": _fill_disposal,
    "foist": _fill_foist,
    "leave": _fill_subject,
    "enter": _fill_subject,
    "equip": _fill_with,
    "ask": _fill_with,
    "turn": _fill_with,
    "thank": _fill_with,
    "rely": _fill_with,
    "pay": _fill_pay,
    "swap": _fill_swap,
    "go": _fill_subject,
    "stay": _fill_subject,
    "due": _fill_due,
    "train": _fill_gives,
    "fund": _fill_gives,
    "arm": _fill_gives,
    "recognise": _fill_gives,
    "veto": _fill_gives,
    "shield": _fill_gives,
    "assist": _fill_gives,
    "oppose": _fill_gives,
}
