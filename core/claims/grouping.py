"""Tellings of one transfer grouped into a claim.

A telling is one place in one text; a claim is what several of them tell. Grouping sees rows only and settles nothing: who
denies a claim belongs to it as much as who makes it, and figures that conflict stay side by side.

Tellings are taken in the order they were printed, and each is placed by those before it alone. So what is printed later
never moves an earlier telling, and the claims as they stood on some day are those of today without what came after.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from core.claims.figures import Figure, RelationKind, figure_of, relation
from core.claims.items import Named, Things, further
from core.records import Category, Claim, Day, Document, Stage, Status, Transfer, row_id
from core.wording import plain

EARLIEST, LATEST = Day.min, Day.max
# A report without a date tells of a transfer told of within the year before it; what is older is another one.
REACH = timedelta(days=365)
# A plan for more is another transfer once the first had been told as given for a month.
SETTLED = timedelta(days=30)
GIVEN = frozenset({Stage.UNDER_WAY, Stage.DELIVERED})
FOUNDED = "the first telling of this claim"


def group(tellings: Iterable[Transfer], documents: Iterable[Document]) -> list[Claim]:
    """The claims that tellings make, in order of their ids.

    Tellings make one claim when supplier, recipient and category agree, their items agree (`items`) and their dates overlap
    or are not stated (`_Episodes`). A telling that repeats another of its document is left out. The order of tellings and
    documents changes nothing.
    """
    printed = {document.doc: document for document in documents}
    parties: defaultdict[tuple[str, str, Category], list[Transfer]] = defaultdict(list)
    for telling in tellings:
        if telling.repeat_of is None:
            parties[telling.supplier or "", telling.recipient or "", telling.category].append(telling)
    claims = [claim for alike in parties.values() for claim in _claims(alike, printed)]
    return sorted(claims, key=lambda claim: claim.id)


def _claims(tellings: list[Transfer], printed: Mapping[str, Document]) -> list[Claim]:
    """The claims of one supplier, recipient and category."""
    things = Things()
    episodes: defaultdict[str, _Episodes] = defaultdict(_Episodes)
    for telling in sorted(tellings, key=lambda one: (printed[one.doc].published or LATEST, one.doc, one.start, one.id)):
        found = things.key(telling)
        episodes[found.key].add(telling, found, printed[telling.doc].published)
    claims: list[Claim] = []
    for key, found_under in sorted(episodes.items()):
        marks: Counter[str] = Counter()
        for place, episode in enumerate(found_under.all):
            since = "" if place == 0 else str(episode.founded)
            marks[since] += 1
            claims.append(_claim(key, since if marks[since] == 1 else f"{since} {marks[since]}", episode, printed))
    return claims


# ---------------------------------------------------------------- when
@dataclass(slots=True)
class _Episode:
    """One transfer of a thing, as far as it has been told."""

    tellings: list[Transfer] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    docs: set[str] = field(default_factory=set)
    figures: set[Figure] = field(default_factory=set)
    first: Day = LATEST  # days stated for it, and
    last: Day = EARLIEST
    told_first: Day = LATEST  # days it was told
    told_last: Day = EARLIEST
    given: Day = LATEST  # day it was first told as given

    @property
    def dated(self) -> bool:
        return self.first <= self.last

    @property
    def founded(self) -> Day:
        """The day that tells it apart: when the first telling says it happened, else when that was told."""
        date = self.tellings[0].date
        return date.start or date.end or self.told_first

    def told_around(self, day: Day) -> bool:
        """Whether it was told within a report's reach of some day; true where no day of telling is known."""
        return self.told_last == EARLIEST or (_within(day, self.told_last) and _within(self.told_first, day))

    def add(self, telling: Transfer, reason: str, told: Day | None) -> None:
        """Adds a telling, the latest printed so far."""
        self.tellings.append(telling)
        self.reasons.append(reason)
        self.docs.add(telling.doc)
        number = figure_of(telling)
        if number.bounded:
            self.figures.add(number)
        if interval := _interval(telling, told):
            self.first, self.last = min(self.first, interval[0]), max(self.last, interval[1])
        if told:
            self.told_first, self.told_last = min(self.told_first, told), max(self.told_last, told)
            if telling.stage in GIVEN and telling.status is Status.ASSERTED:
                self.given = min(self.given, told)


class _Episodes:
    """The transfers of one thing between two parties, apart by time."""

    def __init__(self) -> None:
        self.all: list[_Episode] = []

    def add(self, telling: Transfer, item: Named, published: Day | None) -> None:
        """Puts a telling where it belongs, or starts a new transfer with it."""
        told = telling.said_on or published
        episode, reason = self._place(telling, told)
        if episode is None:
            episode = _Episode()
            self.all.append(episode)
        episode.add(telling, f"{item.reason}; {reason}", told)

    def _place(self, telling: Transfer, told: Day | None) -> tuple[_Episode | None, str]:
        if not self.all:
            return None, FOUNDED
        interval = _interval(telling, told)
        return self._by_date(telling, interval) if interval else self._undated(telling, told)

    def _by_date(self, telling: Transfer, interval: tuple[Day, Day]) -> tuple[_Episode | None, str]:
        """The transfer whose dates overlap most; else one that goes on when this began, or of which no date is known."""
        overlapping = [one for one in self.all if one.dated and one.first <= interval[1] and interval[0] <= one.last]
        if overlapping:
            return max(overlapping, key=lambda one: (_shared(one, interval), one.told_last)), "the dates overlap"
        since = telling.date.end is None
        going_on = [one for one in self.all if since and one.dated and one.last < interval[0] <= one.told_last]
        if going_on:
            return max(going_on, key=lambda one: one.last), "it goes on from a day when this was still told of"
        begun = telling.date.start or interval[1]
        undated = [one for one in self.all if not one.dated and one.told_around(begun)]
        if undated:
            return min(undated, key=lambda one: (_apart(one, interval), -len(one.docs))), "the others state no date"
        return None, "its date overlaps with no other"

    def _undated(self, telling: Transfer, told: Day | None) -> tuple[_Episode | None, str]:
        """The transfer told of at the time: the one whose figure agrees, else the one told by most documents."""
        near = [one for one in self.all if told is None or _within(told, max(one.told_last, one.last))]
        if not near:
            return None, "nobody had told of one for a year"
        if further(telling) and told:
            near = [one for one in near if one.given == LATEST or told - one.given < SETTLED]
            if not near:
                return None, "a plan for more, after the others had been given"
        if len(near) == 1:
            return near[0], "no date stated"
        agreeing = [one for one in near if _fits(figure_of(telling), one.figures)]
        if len(agreeing) == 1:
            return agreeing[0], "no date stated; its figure agrees with one given here"
        return _likeliest(near), "no date stated; the most told of at the time"


def _interval(telling: Transfer, told: Day | None) -> tuple[Day, Day] | None:
    """When it happened: "since May" reaches to the day it was told, "by May" a year back; None without a date."""
    start, end = telling.date.start, telling.date.end
    if start is None and end is None:
        return None
    if start is None:
        assert end is not None
        return end - min(REACH, end - EARLIEST), end
    return start, end or max(start, told or start)


def _within(later: Day, earlier: Day) -> bool:
    """Whether no more than the reach of a report lies between two days, whichever comes first."""
    return earlier == EARLIEST or later - earlier <= REACH


def _apart(episode: _Episode, interval: tuple[Day, Day]) -> timedelta:
    """How far the days on which a transfer was told lie from a time."""
    none = timedelta(0)
    if episode.told_last == EARLIEST:
        return timedelta.max
    return max(none, interval[0] - episode.told_last, episode.told_first - interval[1])


def _likeliest(episodes: Iterable[_Episode]) -> _Episode:
    return max(episodes, key=lambda one: (len(one.docs), max(one.told_last, one.last)))


def _shared(episode: _Episode, interval: tuple[Day, Day]) -> float:
    """How much of the time of both is shared, 0 to 1."""
    both = (min(episode.last, interval[1]) - max(episode.first, interval[0])).days + 1
    return both / ((max(episode.last, interval[1]) - min(episode.first, interval[0])).days + 1)


def _fits(number: Figure, figures: Iterable[Figure]) -> bool:
    return number.bounded and any(relation(number, other).kind is RelationKind.AGREES for other in figures)


# ---------------------------------------------------------------- what it comes to
def _claim(key: str, since: str, episode: _Episode, printed: Mapping[str, Document]) -> Claim:
    told = episode.tellings
    one = told[0]
    return Claim(
        id=row_id(one.supplier or "", one.recipient or "", one.category, key, since),
        supplier=one.supplier,
        recipient=one.recipient,
        category=one.category,
        item=commonest(one.item for one in told),
        date_start=min((one.date.start for one in told if one.date.start), default=None),
        date_end=max((one.date.end for one in told if one.date.end), default=None),
        tellings=tuple(one.id for one in told),
        reasons=tuple(episode.reasons),
        first_told=one.id if printed[one.doc].published else None,
        documents=len({one.doc for one in told}),
        publishers=len({publisher for one in told if (publisher := printed[one.doc].publisher)}),
        text_origins=len({_origin(printed[one.doc]) for one in told}),
        claim_origins=_claim_origins(told, printed),
    )


def commonest(items: Iterable[str]) -> str:
    """The wording most tellings use; of equally common ones the shortest, without a headline's capitals where it can be."""
    wordings = list(items)
    counts = Counter(plain(item) for item in wordings)
    return min(wordings, key=lambda item: (-counts[plain(item)], len(item), item.swapcase()))


def _origin(document: Document) -> str:
    return document.origin or document.doc


def _claim_origins(tellings: Sequence[Transfer], printed: Mapping[str, Document]) -> int:
    """Named claimants, each once, and each text origin that says it in its own voice. Denying a claim does not make it."""
    origins: set[tuple[str, str]] = set()
    for telling in tellings:
        if telling.status is not Status.DENIED:
            own = {("text", _origin(printed[telling.doc]))}
            origins |= {("actor", claimant) for claimant in telling.claimants} or own
    return len(origins)
