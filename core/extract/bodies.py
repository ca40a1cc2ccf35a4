"""Organisations, media and armed groups that no list knows: by the words in their names, by what is said beside them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from core.extract.countries import state_names
from core.extract.naming import Naming, Rank, bounds, capital, capital_tokens, is_title, occurrences
from core.extract.parsed import Doc, Span, Token
from core.extract.person_spans import RUN_ON
from core.extract.towns import is_town
from core.lexicon import table, words
from core.records import Actor, ActorKind, slug

WORD = r"[A-ZÀ-Þ][\w&’'.\-‑]*"
# What joins the words of a name: English, Spanish, Italian, Portuguese, French.
SMALL = ("of", "for", "on", "de", "del", "della", "di", "da", "do", "dos", "du", "des")
RUN = re.compile(rf"{WORD}(?:[  ](?:(?:{'|'.join(SMALL)})(?:[  ]the)?[  ]|&[  ])?{WORD})*")
# What a ministry is for may be two things: "Ministry of Industry and Trade".
AND_MORE = re.compile(
    r"(?:Ministry|Department|Office|Secretariat|Committee|Bureau|Agency|Institute|Association|Council|Cent(?:er|re)|Commission|Board)"
    r" (?:of|for) [A-Z]\w+$"
)
SECOND = re.compile(
    rf"(?:,[  ]{WORD})*,?[  ]and[  ](?:the[  ])?[A-Z][\w-]+(?:[  ](?:Affairs|Studies|Development|Research|Cooperation))?"
)
BRACKET = re.compile(r"[  ][(\[](?:the )?([A-Z][A-Za-z&.\-]{1,11})[)\]]")
# Whose body it is by its own name: "People's Army", "Farmers' Party". Their possessive parts no names.
MEMBERS = frozenset(
    {
        "People",
        "Peoples",
        "Workers",
        "Farmers",
        "Women",
        "Men",
        "Children",
        "Doctors",
        "Veterans",
        "Citizens",
        "Lawyers",
        "Writers",
        "Teachers",
        "Mothers",
        "Students",
    }
)
JOINT = re.compile(rf"([\w’'.-]+)[  ](?:{'|'.join(SMALL)})(?:[  ]the)?[  ]")
# After a word of four letters or more a stop ends a sentence, and no abbreviation ("Corp." has a list to itself).
SENTENCE_END = re.compile(r"(?<=[a-z]{4}\.)[  ]")
LETTER = re.compile(r"[A-Z]\.")
POSSESSIVE = re.compile(r"(?<=\w)['’]s?(?=[  ]|$)")
CUT = re.compile("|".join(cut.pattern for cut in (POSSESSIVE, SENTENCE_END, JOINT)))
# No name of a body has more words; longer runs of capitals are lists and headings.
LONGEST = 15
ACTS = frozenset({"nsubj", "nsubjpass", "agent", "poss", "appos"})


def kind_of(name: str) -> ActorKind:
    """What kind of body a name in capitals shows it to be."""
    parts = re.split(r"[\s\-]+", name)
    if parts[-1] in words("media_by_word") or {"News", "Broadcasting"} & set(parts) or parts[0] in ("Radio", "Television"):
        return ActorKind.MEDIA
    if any(part in table("body_nouns")["armed_words"] for part in parts):
        return ActorKind.ARMED_GROUP
    return ActorKind.ORGANIZATION


def named_bodies(doc: Doc, closed: set[int]) -> Iterator[Naming]:
    """Names in capitals that hold a word for a body: "Open Source Centre", "Keld Evening Post"."""
    text = doc.text
    for match in RUN.finditer(text):
        for start, end in _segments(match.group(), match.start()):
            if text[start:end].isalnum():  # one word is no such name
                continue
            if AND_MORE.search(text, start, end) and (more := SECOND.match(text, end)):
                end = more.end()
            if not closed.intersection(range(start, end)):
                yield from _body(doc, start, end)


def _segments(run: str, offset: int) -> Iterator[tuple[int, int]]:
    """A run of capitals cut at its possessives and at small words that join nothing.

    "National Assembly’s Intelligence Committee" is two names, "Speaker of the House" holds none that begins with "of";
    "Institute for the Study of Tides" is one.
    """
    if not CUT.search(run):  # most runs
        yield offset, offset + len(run)
        return
    cuts = [match.span() for match in POSSESSIVE.finditer(run) if run[: match.start()].split()[-1] not in MEMBERS]
    cuts += [match.span() for match in SENTENCE_END.finditer(run)]
    for match in JOINT.finditer(run):
        if not _shows_body(match.group(1)):
            inside = any(map(_shows_body, run[: match.start()].split()))  # "Ministry of Foreign Affairs of Kesh"
            cuts.append((match.end(1) if inside else match.start(), match.end()))
    begin = 0
    for start, stop in sorted(cuts):
        if start > begin:
            yield offset + begin, offset + start
        begin = max(begin, stop)
    if begin < len(run):
        yield offset + begin, offset + len(run)


def _body(doc: Doc, start: int, end: int) -> Iterator[Naming]:
    """The body in a run of capitals, without what stands before and after its name."""
    span = doc.char_span(start, end, alignment_mode="contract")
    if span is None or not 2 <= len(span) <= LONGEST:
        return
    first, stop = span.start, span.end
    for token in doc[first:stop]:
        if token.text in words("titles") and token.i + 1 < stop and token.i > first:
            stop = token.i
            break
    first = _after_letter(doc, first)
    stop = _before_stop(doc, first, stop)
    stop = stop if doc[first].text in words("leading_bodies") else _shown_end(doc, first, stop)
    while first < stop and (
        starts_sentence_only(doc[first]) or doc[first].lower_ == "the" or doc[first].text in words("titles")
    ):
        first += 1
    while stop > first and not capital(doc[stop - 1]):
        stop -= 1
    first = _joined_before(doc, first)
    if stop - first < 2 or not (any(_shows_body(token.text) for token in doc[first:stop]) or _of_partners(doc, first, stop)):
        return
    if doc[stop - 1].text in words("media_by_word") and stop < span.end:  # "Press Secretary", "Post Office"
        return
    begin, finish = bounds(doc, first, stop - 1)
    name = doc.text[begin:finish]
    head = next((doc[at - 1] for at in range(first + 1, stop) if doc[at].text == "of"), doc[stop - 1])
    if name in words("not_names") or head.text in words("not_actors") or "\n" in name or not slug(name):
        return
    if RUN_ON.search(name):
        return
    yield Naming(begin, finish, Actor(slug(name), name, kind_of(name)), "name with a word for a body", Rank.BODY)


def _after_letter(doc: Doc, first: int) -> int:
    """Index after the letter that numbers a heading: "C. Air assets"."""
    opens = first == 0 or "\n" in doc[first - 1].text
    return first + 1 if opens and LETTER.fullmatch(doc[first].text) else first


def _before_stop(doc: Doc, first: int, stop: int) -> int:
    """Index of the full stop that ends a sentence inside a run of capitals: "the NIS. Munitions plants"."""
    return next((at for at in range(first, stop) if doc[at].text == "."), stop)


def _of_partners(doc: Doc, first: int, stop: int) -> bool:
    """Whether a name is that of a firm by its partners: "Dorn & Vale"."""
    partners = doc.span(first, stop)
    firm = any(token.ent_type_ == "ORG" for token in partners) and not any(token.ent_type_ == "PERSON" for token in partners)
    return firm and any(token.text == "&" for token in partners[1:-1]) and partners.text not in state_names()


def _shown_end(doc: Doc, first: int, stop: int) -> int:
    """Index after the last word that shows a body; the end of the run where "of" or "for" joins its words."""
    at = next((token.i + 1 for token in doc[first + 1 : stop] if token.lower_ == "of"), stop)
    if at < stop and doc[at].text in state_names() and not any(_shows_body(token.text) for token in doc[at + 1 : stop]):
        return at + 1  # "Security Service of Ukraine Vasyl Maliuk"
    while stop > first and not _shows_body(doc[stop - 1].text) and not _joins_words(doc, first, stop):
        stop -= 1
    return stop


def _joins_words(doc: Doc, first: int, stop: int) -> bool:
    return any(token.text == "&" or (token.text in SMALL and token.text != "on") for token in doc[first:stop])


def _joined_before(doc: Doc, first: int) -> int:
    """Takes in what stands before a name and belongs to it: "1718 Committee", "the Fish and Forest Ministry"."""
    if first and doc[first - 1].is_digit:
        return first - 1
    if first < 2 or doc[first - 1].lower_ != "and" or not capital(doc[first - 2]):
        return first
    start = first - 2
    while start > 0 and capital(doc[start - 1]) and doc[start - 1].lower_ != "the" and first - start < 5:
        start -= 1
    names_body = any(
        _shows_body(token.text) or token.ent_type_ in ("GPE", "NORP", "PERSON") for token in doc[start : first - 1]
    )
    opens = start > 0 and doc[start - 1].lower_ == "the"
    office = first + 1 < len(doc) and doc[first + 1].text in ("Office", "Ministry", "Department")
    return start if (opens or office) and not names_body else first


def _shows_body(word: str) -> bool:
    return word in words("bodies_by_word") or word in words("media_by_word")


def starts_sentence_only(token: Token) -> bool:
    """Whether a word has its capital only from the start of its sentence."""
    return token.is_sent_start is True and (
        token.is_stop or token.pos_ in ("VERB", "ADP", "SCONJ", "ADV", "PRON", "DET", "CCONJ", "AUX")
    )


def model_bodies(doc: Doc, closed: set[int]) -> Iterator[Naming]:
    """The model's organisations, kept where they act or are named again; it errs too often to be taken at its word."""
    counts = Counter(token.text for token in capital_tokens(doc) if token.ent_type_ == "ORG")
    for span in doc.ents:
        if span.label_ != "ORG":
            continue
        start, end = _trimmed(span)
        name = doc.text[start:end]
        if start >= end or closed.intersection(range(start, end)) or not _may_be_body(name, span):
            continue
        if (_acts(span) and not _only_a_town(name, span)) or (
            len(name.split()) > 1 and (counts[name] > 1 or _shows_body(name.split()[-1]))
        ):
            yield Naming(start, end, Actor(slug(name), name, kind_of(name)), "organisation by the model", Rank.SHORT)


def _trimmed(span: Span) -> tuple[int, int]:
    """The name in a span of the model: no titles, articles or possessive ending, nothing beyond a line or bracket."""
    first, stop = span.start, span.end
    while first < stop and (
        is_title(span.doc[first]) or span.doc[first].lower_ in ("the", "a") or not capital(span.doc[first])
    ):
        first += 1
    at = first
    while at < stop and span.doc[at].text not in (":", "(", "[", "–", "—", ";", "/", ",") and "\n" not in span.doc[at].text:
        at += 1
    if at == first:
        return 0, 0
    return bounds(span.doc, first, at - 1)


def _may_be_body(name: str, span: Span) -> bool:
    """Whether a name may be a body's by its words."""
    parts = name.split()
    if (
        not slug(name)
        or name in words("not_names")
        or parts[-1] in words("not_actors")
        or any(mark.isdigit() for mark in name)
    ):
        return False
    if len(parts) == 1 and (_is_portfolio(span, name) or name.lower() in table("descriptions")["stands_for"]):
        return False
    if RUN_ON.search(name) or any(part in words("not_names") for part in parts) or POSSESSIVE.search(name):
        return False
    if name.islower() or (name.isupper() and len(name) > 12) or len(parts) > 8:
        return False
    return span.root.pos_ in ("PROPN", "NOUN", "ADJ", "X") and all(part[0].isupper() or len(part) < 4 for part in parts)


def _is_portfolio(span: Span, name: str) -> bool:
    """Whether a name is only what an office is for: "Minister of Health"."""
    doc = span.doc
    first = next((token.i for token in span if token.text == name), span.start)
    before = doc[first - 2].lemma_.lower() if first > 1 and doc[first - 1].lower_ in ("of", "for") else ""
    return before in ("minister", "secretary", "ministry")


def _only_a_town(name: str, span: Span) -> bool:
    """Whether a name is a town's that things come from or go to: firms named like towns show it by acting."""
    return is_town(name) and span.root.dep_ not in ACTS


def _acts(span: Span) -> bool:
    root = span.root
    if root.dep_ in ACTS or (root.dep_ == "conj" and root.head.dep_ in ACTS):
        return True
    return root.dep_ in ("pobj", "dobj", "dative") and root.head.lemma_.lower() in (
        "by",
        "to",
        "tell",
        "from",
        "with",
        "accuse",
        "join",
        "own",
    )


def abbreviations(text: str, namings: Sequence[Naming]) -> dict[str, Actor]:
    """Short forms in brackets right after a name: "Open Source Centre (OSC)"."""
    ends = {naming.end: naming.actor for naming in namings if naming.actor is not None}
    found = {}
    for match in BRACKET.finditer(text):
        actor = ends.get(match.start())
        if actor and actor.kind is not ActorKind.PERSON and match.group(1) not in words("not_names"):
            found[match.group(1)] = actor
    return found


def initials(name: str) -> str:
    """The capitals a name would be shortened to."""
    return "".join(part[0] for part in re.split(r"[\s\-]+", name) if part and part[0].isupper())


def repeated(doc: Doc, namings: Sequence[Naming], closed: set[int]) -> Iterator[Naming]:
    """Names taken up again in short: an abbreviation, the initials, the last word ("the Centre"), the first ("Wagner")."""
    bodies = {naming.actor.id: naming.actor for naming in namings if naming.actor and _is_body(naming.actor)}
    short = dict(abbreviations(doc.text, namings))
    rules = dict.fromkeys(short, "abbreviation in brackets")
    for actor in bodies.values():
        for form, rule in _short_forms(actor):
            if form not in short:
                short[form], rules[form] = actor, rule
    full = {naming.actor.name: naming.actor for naming in namings if naming.actor and _is_body(naming.actor)}
    for start, end, form in occurrences(doc, [*short, *(name for name in full if " " in name)]):
        if closed.intersection(range(start, end)):
            continue
        if form in full and " " in form:
            yield Naming(start, end, full[form], "full name again", Rank.BODY)
        elif (span := doc.char_span(start, end)) is not None and _taken_up(doc, span[-1], rules[form]):
            yield Naming(start, end, short[form], rules[form], Rank.SHORT)


def _is_body(actor: Actor) -> bool:
    return actor.kind not in (ActorKind.PERSON, ActorKind.STATE)


def _short_forms(actor: Actor) -> Iterable[tuple[str, str]]:
    """By which single words a body's name may be taken up again, with the rule."""
    parts = actor.name.removeprefix("The ").split()
    if len(parts) < 2:
        return
    if len(initials(actor.name)) > 1:
        yield initials(actor.name), "initials of full name"
    before_of = parts[parts.index("of") - 1] if "of" in parts[1:] else parts[-1]
    for head in dict.fromkeys((parts[-1], before_of)):
        if head in words("bodies_by_word") or head in words("media_by_word"):
            yield head, "head word of full name"


def _taken_up(doc: Doc, token: Token, rule: str) -> bool:
    """Whether a word that is also a short form stands here for the name: "the Centre", not "Security Centre"."""
    before = doc[token.i - 1] if token.i else None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is not None and capital(after) and token.whitespace_ and after.pos_ == "PROPN" and not is_title(after):
        return False
    if rule != "head word of full name":
        return True
    return before is not None and (before.lower_ == "the" or before.tag_ == "POS") and capital(token)
