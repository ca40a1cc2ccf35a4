"""For which side somebody speaks: the state at the top of what the speaker belongs to."""

from collections.abc import Sequence

UNATTRIBUTED = "unattributed"
NO_SIDE = "no state known"
# id, name, kind, country and what it is part of
Facts = tuple[str, str, str, str | None, str | None]


def sides(actors: Sequence[Facts]) -> dict[str, str]:
    """The state each actor belongs to, by name: that of its country, else the state at the top of what it is part of."""
    known = {actor: name for actor, name, *_ in actors}
    kinds = {actor: kind for actor, _, kind, *_ in actors}
    above = {actor: part_of for actor, *_, part_of in actors}
    by_country = {country: name for _, name, kind, country, _ in sorted(actors, reverse=True) if kind == "state" and country}
    found = {}
    for actor, _, kind, country, _ in actors:
        state = next((one for one in _upwards(actor, above) if kinds.get(one) == "state"), None)
        if country:
            found[actor] = known[actor] if kind == "state" else by_country.get(country, country)
        elif state is not None:
            found[actor] = known[state]
    return found


def _upwards(actor: str | None, above: dict[str, str | None]) -> list[str]:
    """An actor, what it is part of, and so on; a circle ends where it closes."""
    chain: list[str] = []
    while actor and actor not in chain:
        chain.append(actor)
        actor = above.get(actor)
    return chain
