"""Headlines in which the parser sees no verb: "Kesh Ships Rice To Orvania", read by the order of their words.

Others have none: "Twelve howitzers for Kesh", a thing and whom it is for.
"""

from core.extract import frames, items
from core.extract.clauses import child, is_name, phrases
from core.extract.frames import Event
from core.extract.parsed import Span, Token
from core.extract.parties import Parties

LONGEST = 25  # tokens; a longer line is no headline
READ = ("give", "send", "get", "go")
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "last", "more", "new", "another"})
TOWARDS = frozenset({"to", "for", "into"})


def headline_event(line: Span, parties: Parties) -> Event | None:
    """The giving that a verbless line tells in the order giver, verb, thing, "to" taker; None for any other line."""
    words = [token for token in line if not token.is_space]
    if not 4 <= len(words) <= LONGEST or words[-1].text in {".", ":"}:
        return None
    if any(token.pos_ in {"VERB", "AUX"} for token in words):
        return None
    for token in words[1:-1]:
        for name in READ:
            lemma = _as_verb(token)
            if lemma in frames.frame(name)["verbs"]:
                event = _read(token, name, words, parties)
                if event is not None:
                    return event
    return _meant_for(line, words, parties)


def _meant_for(line: Span, words: list[Token], parties: Parties) -> Event | None:
    """ "Twelve howitzers for Kesh", "Orvanese masks for Kesh": a line that counts its thing or says whose it is."""
    head = line.root
    thing = items.thing_of(head)
    if thing is None or not thing.known or not _is_whole_line(line, words):
        return None
    event = frames.event(head, "noun give", {})
    event.things = [thing]
    event.recipients = [to for to in phrases(head, ["for", "to"]) if parties.names(to) and parties.sides(to)]
    event.suppliers = [phrase for phrase in phrases(head, ["from", "by"]) if parties.sides(phrase)]
    counted = child(head, "nummod") is not None or any(kid.lower_ in ORDINALS for kid in head.children)
    bare = child(head, "det", "amod") is None and all(map(is_name, event.recipients))  # "Gas for Kesh"
    sure = counted or bare or bool(event.suppliers) or bool(parties.origin(head))
    return event if event.recipients and sure else None


def _is_whole_line(line: Span, words: list[Token]) -> bool:
    """Whether a sentence is all that stands between two line ends."""
    doc, first, last = line.doc, words[0].i, words[-1].i
    starts = first == 0 or "\n" in doc[first - 1].text
    return starts and (last + 1 == len(doc) or "\n" in doc[last + 1].text)


def _as_verb(token: Token) -> str:
    """The verb that a word in the third person, or a bare one, would be; "air-drops" is one word."""
    word = token.lower_
    if token.i > 1 and token.nbor(-1).tag_ == "HYPH":
        word = f"{token.nbor(-2).lower_}-{word}"
    for ending, by in (("ies", "y"), ("es", "e"), ("es", ""), ("s", "")):
        if word.endswith(ending) and word[: -len(ending)] + by in frames.verbs():
            return word[: -len(ending)] + by
    return word


def _read(verb: Token, name: str, words: list[Token], parties: Parties) -> Event | None:
    frame = frames.frame(name)
    before, after = [t for t in words if t.i < verb.i], [t for t in words if t.i > verb.i]
    turn = next((n for n, t in enumerate(after) if t.lower_ in TOWARDS | {"from"}), len(after))
    front = [t for t in before if parties.cast.within(t.left_edge.idx, t.idx + len(t.text)) or parties.cast.of(t)]
    things = [thing for t in (before if name == "go" else after[:turn]) if (thing := items.thing_of(t)) is not None]
    if not things or not front:
        return None
    event = frames.event(verb, name, frame)
    event.things = things[-1:] if name == "go" else things
    back = [t for t in after[turn:] if t.pos_ in {"PROPN", "NOUN"}] or (after if name == "go" else [])
    first, last = ([] if name == "go" else front[-1:]), back[:3]
    event.suppliers, event.recipients = (last, first) if name == "get" else (first, last)
    return event
