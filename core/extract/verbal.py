"""Verbs of giving: the frame each is read in, and its phrases put into the roles of that frame."""

from collections.abc import Sequence

from core.extract import frames, kinds
from core.extract.clauses import child, is_passive, phrases, subject
from core.extract.filling import fill_due, fill_object, fill_subject, fill_with
from core.extract.frames import Event, Frame
from core.extract.gifts_in_verbs import fill_gives
from core.extract.items import Thing
from core.extract.parsed import Token
from core.extract.parties import Parties
from core.extract.rarer_frames import (
    fill_across,
    fill_denied,
    fill_disposal,
    fill_foist,
    fill_let,
    fill_meet,
    fill_own,
    fill_pay,
    fill_swap,
)
from core.extract.slots import behind, objects
from core.extract.taking import take

BY_ITSELF = frozenset({"go", "leave", "enter"})  # frames in which the thing moves
TAKING = frozenset({"get", "gain", "draw"})

Entry = tuple[str, Frame]


def _entries(verb: Token) -> list[Entry]:
    """The frames of a verb, those of its longest form first: "hand over", "ask for" before "hand", "ask"."""
    lemma = frames.lemma(verb)
    if lemma not in frames.heads():  # most verbs give nothing
        return []
    found = [entry for kid in verb.children for entry in _longer(verb, lemma, kid)] or _before_a_number(verb, lemma)
    return found + [entry for entry in _plain(verb, lemma) if entry not in found]


def _longer(verb: Token, lemma: str, kid: Token) -> list[Entry]:
    """The frames that a verb enters together with one of the words that hang on it."""
    known = frames.verbs()
    if kid.lower_ == "at" and (disposal := child(kid, "pobj")) is not None:
        return known.get(f"{lemma} at {disposal.lemma_.lower()}", [])
    if kid.dep_ in {"prt", "prep", "advmod"} and kid.i > verb.i:
        entries = known.get(f"{lemma} {kid.lower_}", [])
        if kid.dep_ != "prep" or child(kid, "pobj", "pcomp") is None:  # "passed a tenth on to Kesh"
            return entries
        alone = not is_passive(verb) and child(verb, "dobj", "dative") is None
        return [(name, _behind(frame, kid.lower_)) for name, frame in entries] if alone else []
    if kid.dep_ in {"acomp", "xcomp", "oprd"}:
        return known.get(f"{lemma} {kid.lemma_.lower()}", [])
    if kid.dep_ == "aux" and kid.lower_ in {"would", "'d"}:
        return known.get(f"would {lemma}", [])
    if kid.dep_ == "dobj":  # "find its way", "make trucks available"
        return [entry for word in (kid, *behind(kid)) for entry in known.get(f"{lemma} {word.lemma_.lower()}", [])]
    return []


def _before_a_number(verb: Token, lemma: str) -> list[Entry]:
    """The frames of a verb whose particle the parser took for a remark on a figure: "signed over eight boats"."""
    over = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    remark = over.dep_ in {"quantmod", "advmod"} and over.head.i > over.i and over.head.dep_ == "nummod"
    return frames.verbs().get(f"{lemma} {over.lower_}", []) if remark else []


def _plain(verb: Token, lemma: str) -> list[Entry]:
    """The frames of a verb alone, the likeliest first."""
    particles = {kid.lower_ for kid in verb.children if kid.dep_ == "prt"}
    plain = [entry for entry in frames.verbs().get(lemma, []) if particles.isdisjoint(entry[1].get("without", ()))]
    if len(plain) < 2:
        return plain
    if any(kid.dep_ == "prep" and kid.lower_ == "from" for kid in verb.children):
        plain.sort(key=lambda entry: entry[0] not in TAKING)  # whoever leases or rents "from" takes
    if next(phrases(verb, ["to", "into", "for"]), None) is None and child(verb, "dative") is None:
        plain.sort(
            key=lambda entry: entry[0] == "bring"
        )  # "will take oil" says who gets it, "took oil to Kesh" who brings it
    by_itself = any(kid.dep_ == "nsubj" and kid.tag_ in {"WDT", "WP"} for kid in verb.children)  # "a plane that landed"
    about = (verb.dep_ in {"relcl", "acl"} and not by_itself) or is_passive(verb)
    if not about and child(verb, "dobj", "dative") is None:
        plain.sort(key=lambda entry: entry[0] not in BY_ITSELF)  # "nurses landed in Kesh" were not landed by anybody
    return plain


def _behind(frame: Frame, preposition: str) -> Frame:
    """A frame whose object stands behind a preposition: "waits for jets from Kesh", "appealed to Kesh for jets"."""
    asked = {"supplier": [*frame["supplier"], "to", "with"]} if frame.get("status") == "sought" else {}
    return frame | {"behind": preposition} | asked


def verb_event(verb: Token, parties: Parties, pending: Sequence[Thing] = ()) -> Event | None:
    """The event that a verb tells, or None; `pending` are the things of a list below a lead-in line."""
    for name, frame in _entries(verb):
        event = frames.event(verb, frame.get("as", name), frame, pending)
        fill = FILLERS.get(name) or FILLERS.get(str(frame.get("item")), fill_object)
        fill(event, frame, parties)
        if event.things or event.elliptic is not None or (event.gives and event.recipients):
            return event
    return None


def _given(noun: Token) -> bool:
    """Whether a participle says that the noun was given: "the weapons sold to Kesh"."""
    participle = child(noun, "acl", "relcl")
    return participle is not None and any(name in {"give", "send", "get"} for name, _ in _entries(participle))


def _fill_held(event: Event, frame: Frame, parties: Parties) -> None:
    """A delivery holds things; its parties stand with it or were told before."""
    holder = subject(event.anchor)
    if holder is None or not (_given(holder) or any(form in frame["holders"] for form in kinds.forms(holder))):
        return
    for phrase in [*objects(event.anchor), *phrases(event.anchor, ["of", "to"], deep=False)]:
        if take(event, phrase, frame, parties):
            break
    event.things = [t for t in event.things or event.pending if t.text != "money"]  # "the aid came to $3 million": its value
    told = [holder, *(kid for kid in holder.children if kid.dep_ == "acl")]  # "supplies sent by Kesh to Orvania"
    event.suppliers += [holder, *(phrase for over in told for phrase in phrases(over, ["from", "by"]))]
    event.recipients += [phrase for over in told for phrase in phrases(over, ["to", "for"])]
    event.holder = holder


FILLERS = {
    "hold": _fill_held,
    "let": fill_let,
    "dispose": fill_disposal,
    "foist": fill_foist,
    "across": fill_across,
    "meet": fill_meet,
    "keep": fill_with,
    "ply": fill_with,
    "deny": fill_denied,
    "end": fill_subject,
    "own": fill_own,
    "leave": fill_subject,
    "enter": fill_subject,
    "equip": fill_with,
    "ask": fill_with,
    "turn": fill_with,
    "thank": fill_with,
    "rely": fill_with,
    "pay": fill_pay,
    "swap": fill_swap,
    "go": fill_subject,
    "stay": fill_subject,
    "due": fill_due,
    "train": fill_gives,
    "fund": fill_gives,
    "arm": fill_gives,
    "recognise": fill_gives,
    "veto": fill_gives,
    "shield": fill_gives,
    "assist": fill_gives,
    "oppose": fill_gives,
}
