"""Every table and every column, declared once.

A table is a frozen dataclass, a row one instance of it, a column one field with the sentence that describes it. The
Parquet schema, the checks, the exports and the column help in the app all follow from what stands here.

Offsets are Python character offsets into the text as stored: `text[start:end]`. Days are `datetime.date`. What a text
does not state is None, never 0 and never a guess. Terms follow the field: SIPRI (supplier, recipient, designation),
FactBank (status kept apart from who says so), the Admiralty code for the grades that only people set.
"""

import datetime
import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import Any

Day = datetime.date


def column(about: str, **options: Any) -> Any:
    """A dataclass field that carries its own description (`about`), read by exports, docs and the app's column help."""
    return field(metadata={"about": about}, **options)


def row_id(*parts: object) -> str:
    """A short id that is the same on every run and machine for the same parts (12 hex digits of BLAKE2b)."""
    return blake2b("\x1f".join(str(part) for part in parts).encode(), digest_size=6).hexdigest()


@lru_cache(maxsize=20_000)
def slug(name: str) -> str:
    """The lower-case id of a name: accents, apostrophes and stops dropped, no leading "the"; "" without letters."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark)).casefold()
    plain = re.sub(r"['‘’`.]", "", plain)
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return re.sub(r"^the-", "", plain)


class Origin(StrEnum):
    """Where a fact about a document comes from."""

    METADATA = "metadata"
    TEXT = "text"
    NOT_STATED = "not stated"


class Genre(StrEnum):
    NEWS = "news"
    ANALYSIS = "analysis"
    OPINION = "opinion"
    OFFICIAL = "official"
    PRESS_RELEASE = "press-release"
    TRANSCRIPT = "transcript"
    SOCIAL = "social"
    OTHER = "other"


class SourceKind(StrEnum):
    WIRE = "wire"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    STATE_MEDIA = "state-media"
    GOVERNMENT = "government"
    INTELLIGENCE = "intelligence"
    THINK_TANK = "think-tank"
    INTERNATIONAL_BODY = "international-body"
    NGO = "ngo"
    SOCIAL = "social"
    OTHER = "other"


class NoiseKind(StrEnum):
    """What a stretch of a text is when it is not the report itself. Marked, never cut."""

    CAPTION = "caption"
    BYLINE = "byline"
    CREDIT = "credit"
    DATELINE = "dateline"
    BOILERPLATE = "boilerplate"
    REPEAT = "repeat"


class ActorKind(StrEnum):
    PERSON = "person"
    STATE = "state"
    ORGANIZATION = "organization"
    ARMED_GROUP = "armed-group"
    MEDIA = "media"


class QuoteKind(StrEnum):
    DIRECT = "direct"
    PARTIAL = "partial"
    INDIRECT = "indirect"


class Category(StrEnum):
    PERSONNEL = "personnel"
    MUNITIONS = "munitions"
    MISSILES = "missiles"
    DRONES = "drones"
    WEAPONS = "weapons"
    TECHNOLOGY = "technology"
    INTELLIGENCE = "intelligence"
    COMPONENTS = "components"
    ENERGY = "energy"
    FOOD = "food"
    FINANCE = "finance"
    TRAINING = "training"
    DIPLOMATIC = "diplomatic"
    OTHER = "other"


class Status(StrEnum):
    """How the text commits itself to a transfer."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    PLANNED = "planned"
    SOUGHT = "sought"
    DENIED = "denied"


class Stage(StrEnum):
    """How far the transfer is said to have come."""

    SOUGHT = "sought"
    AGREED = "agreed"
    UNDER_WAY = "under-way"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class Qualifier(StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at-least"
    UP_TO = "up-to"
    RANGE = "range"
    VAGUE = "vague"


class Scope(StrEnum):
    TOTAL = "total"
    BATCH = "batch"
    RATE = "rate"


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


class Terms(StrEnum):
    SALE = "sale"
    AID = "aid"
    LOAN = "loan"
    BARTER = "barter"


class CopyKind(StrEnum):
    """How much of a text a copy of it prints, and whose text it is."""

    FULL = "full"
    PARTIAL = "partial"
    SUMMARY = "summary"
    WIRE = "wire"


class Direction(StrEnum):
    """How it is known which of two texts is the copy."""

    CREDITED = "credited"
    EARLIER = "earlier"
    UNKNOWN = "unknown"


class ChangeKind(StrEnum):
    """What became of a statement when it was told again."""

    HEDGE_DROPPED = "hedge dropped"
    HEDGE_ADDED = "hedge added"
    HEDGE_CHANGED = "hedge changed"
    MADE_FIRMER = "made firmer"
    ATTRIBUTION_DROPPED = "attribution dropped"
    NUMBER_CHANGED = "number changed"
    UNIT_CHANGED = "unit changed"
    OR_BECAME_AND = "or became and"
    NEGATION_DROPPED = "negation dropped"
    NEGATION_ADDED = "negation added"


@dataclass(frozen=True, slots=True)
class Document:
    """One text of the corpus, stored exactly as read."""

    doc: str = column("name of the file within the corpus; the key")
    sha256: str = column("hash of the stored text, in hex")
    text: str = column("the text as read, never cut or cleaned")
    title: str | None = column("headline", default=None)
    title_from: Origin = column("where the title comes from", default=Origin.NOT_STATED)
    author: str | None = column("who signed it", default=None)
    author_from: Origin = column("where the author comes from", default=Origin.NOT_STATED)
    publisher: str | None = column("id of the source that published it", default=None)
    publisher_from: Origin = column("where the publisher comes from", default=Origin.NOT_STATED)
    published: Day | None = column("day of printing", default=None)
    published_from: Origin = column("where the day of printing comes from", default=Origin.NOT_STATED)
    url: str | None = column("address the document names as its own", default=None)
    retrieved_at: Day | None = column("day the document was collected", default=None)
    language: str | None = column("ISO 639-1 code", default=None)
    genre: Genre | None = column("kind of text", default=None)
    credit: str | None = column("agencies and outlets the publisher credits, as written", default=None)
    origin: str | None = column("document whose text this one prints, itself where it copies none", default=None)


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher of documents."""

    id: str = column("slug of the name; the key")
    name: str = column("name as given")
    kind: SourceKind = column("what kind of publisher it is", default=SourceKind.OTHER)
    country: str | None = column("ISO 3166-1 alpha-2 code of its seat", default=None)


@dataclass(frozen=True, slots=True)
class Noise:
    """A stretch of a document that is not the report itself: a caption, a byline, a repeated standfirst."""

    doc: str = column("document")
    start: int = column("first character")
    end: int = column("character after the last")
    kind: NoiseKind = column("what the stretch is")
    of_start: int | None = column("for a repeat: first character of the passage it repeats", default=None)
    of_end: int | None = column("for a repeat: character after the last of the passage it repeats", default=None)


@dataclass(frozen=True, slots=True)
class Actor:
    """A named person, state, organisation, armed group or medium that has a part in what is told."""

    id: str = column("slug of the most common English name; the key")
    name: str = column("name it is shown by")
    kind: ActorKind = column("what kind of actor it is")
    country: str | None = column("ISO 3166-1 alpha-2 code", default=None)
    part_of: str | None = column("id of the actor it belongs to: a ministry is part of its state", default=None)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document refers to an actor by name."""

    doc: str = column("document")
    start: int = column("first character")
    end: int = column("character after the last")
    text: str = column("the words as they stand")
    actor: str = column("actor id")
    rule: str = column("why the words were linked to the actor")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words of a document that name a time, whatever they belong to, and the days they state."""

    doc: str = column("document")
    start: int = column("first character")
    end: int = column("character after the last")
    text: str = column("the words as they stand")
    first: Day | None = column("first day they state; None: open, or no day", default=None)
    last: Day | None = column("last day they state; None: open, or no day", default=None)
    precision: Precision | None = column("day, month, year or range; None: the words state no day", default=None)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a document puts into somebody's mouth. The same record serves the table of attitudes."""

    id: str = column("stable id of the row; the key")
    doc: str = column("document")
    start: int = column("first character of the content")
    end: int = column("character after the last of the content")
    text: str = column("the content as it stands")
    kind: QuoteKind = column("direct, partial or indirect")
    sentence_start: int = column("first character of the sentence or sentences around the content")
    sentence_end: int = column("character after the last of the sentence or sentences around the content")
    speaker: str | None = column("actor id of the speaker; None: unattributed", default=None)
    speaker_text: str | None = column("how the text names the speaker", default=None)
    speaker_start: int | None = column("first character of the speaker's name", default=None)
    speaker_end: int | None = column("character after the last of the speaker's name", default=None)
    cue: str | None = column("the words that attribute, as they stand", default=None)
    cue_start: int | None = column("first character of the cue", default=None)
    cue_end: int | None = column("character after the last of the cue", default=None)
    utterance: int | None = column("number shared by the pieces of one broken quote within its document", default=None)
    carried_by: str | None = column("actor id of the medium that only passes the words on", default=None)
    said_on: Day | None = column("day the words were said, where the text tells it", default=None)
    rule: str = column("the rule that found the row", default="")
    score: float = column("how sure the rule is, 0 to 1", default=0.0)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as printed, and the range it states."""

    text: str | None = column("the words", default=None)
    min: float | None = column("lowest value stated; None: open below", default=None)
    max: float | None = column("highest value stated; None: open above", default=None)
    unit: str | None = column("person, item, round, container, tonne, an ISO 4217 code, …; None: not known", default=None)
    qualifier: Qualifier | None = column("exact, about, at-least, up-to, range, vague", default=None)
    scope: Scope | None = column("total, batch or rate", default=None)


@dataclass(frozen=True, slots=True)
class When:
    """When a transfer is said to have happened, as an interval of days."""

    text: str | None = column("the words", default=None)
    start: Day | None = column("first day; None: open", default=None)
    end: Day | None = column("last day; None: open", default=None)
    precision: Precision | None = column("day, month, year or range", default=None)


@dataclass(frozen=True, slots=True)
class Transfer:
    """A telling: one statement, in one document, that somebody gave something to somebody."""

    id: str = column("stable id of the row; the key")
    doc: str = column("document")
    start: int = column("first character of the clause that states it")
    end: int = column("character after the last of the clause that states it")
    text: str = column("the clause as it stands")
    sentence_start: int = column("first character of the sentence around the clause")
    sentence_end: int = column("character after the last of the sentence around the clause")
    supplier: str | None = column("actor id of the giver; None: unknown supplier")
    recipient: str | None = column("actor id of the receiver; None: unknown recipient")
    item: str = column("the thing given, the noun as the text has it")
    category: Category = column("what kind of thing it is")
    status: Status = column("how the text commits itself")
    quantity: Quantity = column("how much", default=Quantity())
    date: When = column("when it happened", default=When())
    claimants: tuple[str, ...] = column("actor ids of those whom the text names as saying so", default=())
    denied_by: tuple[str, ...] = column("actor ids of those whom the text says deny it", default=())
    place: str | None = column("named place within the recipient's or another land where it went", default=None)
    designation: str | None = column("named type or model", default=None)
    stage: Stage | None = column("how far the transfer had come", default=None)
    said_on: Day | None = column("day of the statement", default=None)
    as_of: Day | None = column("the date's end, else the day of the statement, else the day of printing", default=None)
    terms: Terms | None = column("sale, aid, loan or barter", default=None)
    in_return_for: str | None = column("id of the telling it is said to pay for", default=None)
    repeat_of: str | None = column("id of the telling in the same document whose words it repeats", default=None)
    rule: str = column("the rule that found the row", default="")
    score: float = column("how sure the rule is, 0 to 1", default=0.0)
    version: str = column("program version", default="")


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows read from one document, which know nothing of any other document."""

    doc: str = column("document")
    actors: tuple[Actor, ...] = column("who has a part in it", default=())
    mentions: tuple[Mention, ...] = column("where each is named", default=())
    dates: tuple[TimeExpression, ...] = column("words that name a time", default=())
    quotes: tuple[Quote, ...] = column("who said what", default=())
    attitudes: tuple[Quote, ...] = column("who is said to support, condemn, fear or want what", default=())
    transfers: tuple[Transfer, ...] = column("who is said to have given what to whom", default=())


@dataclass(frozen=True, slots=True)
class Claim:
    """Tellings of one transfer, grouped by the program."""

    id: str = column("stable id; the key")
    supplier: str | None = column("actor id of the giver")
    recipient: str | None = column("actor id of the receiver")
    category: Category = column("what kind of thing it is")
    item: str = column("the item most tellings name")
    date_start: Day | None = column("first day of the tellings' dates", default=None)
    date_end: Day | None = column("last day of the tellings' dates", default=None)
    tellings: tuple[str, ...] = column("ids of its tellings, earliest printed first", default=())
    reasons: tuple[str, ...] = column("for each telling, in the same order, why it belongs to this claim", default=())
    first_told: str | None = column("id of the earliest telling in a document with a day of printing", default=None)
    documents: int = column("documents that tell it", default=0)
    publishers: int = column("publishers that tell it", default=0)
    text_origins: int = column("documents that tell it, copies folded into what they copy", default=0)
    claim_origins: int = column("named claimants, each once, plus each text origin that says it in its own voice", default=0)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that two documents share, with its characters in both; a few words in it may differ."""

    start: int = column("first character in the copy")
    end: int = column("character after the last in the copy")
    of_start: int = column("first character in the original")
    of_end: int = column("character after the last in the original")


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that prints what another one prints. Near-copies are linked, never deleted."""

    id: str = column("stable id of the pair; the key")
    doc: str = column("the copy; where the direction is unknown, the shorter of the two")
    of: str = column("the document it copies")
    kind: CopyKind = column("full, partial, summary or wire")
    containment: float = column("share of the smaller text's 5-word shingles found in the other, 0 to 1")
    direction: Direction = column("how it is known which is the copy: credited, earlier or unknown")
    credit_start: int | None = column("first character of the words in the copy that credit the original", default=None)
    credit_end: int | None = column("character after the last of those words", default=None)
    passages: tuple[Passage, ...] = column("what they share, in the order of the copy", default=())


@dataclass(frozen=True, slots=True)
class Change:
    """What a document tells otherwise than the one it copies, or than another telling of the same statement."""

    id: str = column("stable id of the row; the key")
    doc: str = column("the document that tells it otherwise")
    start: int = column("first character of its sentence")
    end: int = column("character after the last of its sentence")
    of: str = column("the document that told it before; of two of one day, the one that says it with more care")
    of_start: int = column("first character of the sentence there")
    of_end: int = column("character after the last of the sentence there")
    kind: ChangeKind = column("what was changed")
    before: str = column("the words that the change is about as the document before has them; empty where it has none")
    after: str = column("the words that stand in their place; empty where nothing does")
    about: str = column("the change in words")
    copy: str | None = column(
        "id of the copy it is part of; None: the two share an origin, neither copies the other", default=None
    )


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing that was said and that several documents print, brought together by the program."""

    id: str = column("stable id; the key")
    speaker: str | None = column("actor id of the speaker whom most printings name", default=None)
    said_on: Day | None = column("day that most printings tell", default=None)
    quotes: tuple[str, ...] = column("ids of its quotes, earliest printed first", default=())
    fullest: str | None = column("id of the quote that begins the printing with the most of the words", default=None)
    documents: int = column("documents that print it", default=0)
    publishers: int = column("publishers that print it", default=0)
    in_words: int = column("printings of the words themselves; the others report them", default=0)
    changes: tuple[str, ...] = column("how printings differ from the fullest: kinds of change", default=())


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the build could not read or did not trust, in words for a person."""

    path: str = column("file, within the corpus")
    reason: str = column("what is wrong, in one line")
    left_out: bool = column("whether the file is left out; else it was read with a warning")


class Action(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    COMMENT = "comment"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of a row; append only; tied to hash and span, so that it survives a new extraction."""

    id: str = column("id of the decision; the key")
    at: str = column("when, ISO 8601 in UTC")
    by: str = column("who")
    table: str = column("table of the row: quotes, attitudes or transfers")
    row: str = column("id of the row")
    sha256: str = column("hash of the row's document")
    start: int = column("first character of the row's span")
    end: int = column("character after the last of the row's span")
    action: Action = column("what was decided")
    reason: str = column("why, in the person's words", default="")


TABLES: dict[str, type] = {
    "documents": Document,
    "sources": Source,
    "noise": Noise,
    "actors": Actor,
    "mentions": Mention,
    "dates": TimeExpression,
    "quotes": Quote,
    "attitudes": Quote,
    "transfers": Transfer,
    "claims": Claim,
    "utterances": Utterance,
    "copies": Copy,
    "changes": Change,
    "problems": Problem,
}
KEYS: dict[str, str] = {"documents": "doc"} | dict.fromkeys(
    ("sources", "actors", "quotes", "attitudes", "transfers", "claims", "copies", "changes"), "id"
)
