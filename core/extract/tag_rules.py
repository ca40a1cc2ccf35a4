"""The model's rules from tags to parts of speech, morphology and lemmas, looked up instead of matched anew.

spaCy's attribute ruler tries every rule on every token. Nearly all rules look at one token, at its tag, word and
dependency: what they make of such a triple is worked out once. The few that look at two tokens are matched as they are.
"""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

NAME = "claimline_tag_rules"
ASKED: list[int | str] = ["TAG", "LOWER", "DEP", "IS_SPACE"]  # what rules on one token may ask of it
Kind = tuple[int, ...]  # a token as these rules see it: a value for each attribute of ASKED
Test = list[tuple[int, frozenset[int], bool]]  # place in a Kind, values, whether it must be one of them or none


class TagRules:
    """Does what an attribute ruler does, rule for rule (tests/test_nlp.py compares them)."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._attrs = ruler.attrs
        self._indices = ruler.indices
        self._strings = ruler.vocab.strings
        self._alone: list[tuple[int, Test]] = []
        self._pairs = Matcher(ruler.vocab)
        for rule, pattern in _patterns(ruler):
            test = self._test(pattern)
            if test is None or self._indices[rule]:
                self._pairs.add(str(rule), [pattern])
            else:
                self._alone.append((rule, test))
        place = ASKED.index("LOWER")
        self._words = frozenset().union(*(values for _, test in self._alone for at, values, _ in test if at == place))
        self._known: dict[Kind, tuple[tuple[int, ...], dict[int, int]]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Sets what the rules say of every token of a parsed document."""
        words, known = self._words, self._known
        kinds = [(tag, word if word in words else 0, *rest) for tag, word, *rest in doc.to_array(ASKED).tolist()]
        paired = self._paired(doc)
        for token, kind in zip(doc, kinds, strict=True):
            found = known.get(kind)
            if found is None:
                rules = tuple(rule for rule, test in self._alone if _passes(kind, test))
                found = known[kind] = rules, self._together(rules)
            rules, attrs = found
            if token.i in paired:
                attrs = self._together(sorted({*rules, *paired[token.i]}))
            if attrs:
                set_token_attrs(token, attrs)
        return doc

    def _test(self, pattern: list[dict[str, Any]]) -> Test | None:
        """A pattern as a test on the kind of one token; None where it asks for more than that."""
        if len(pattern) != 1 or not pattern[0].keys() <= set(ASKED):
            return None
        test: Test = []
        for name, wanted in pattern[0].items():
            operator, values = next(iter(wanted.items())) if isinstance(wanted, dict) else ("IN", [wanted])
            if operator not in ("IN", "NOT_IN") or (isinstance(wanted, dict) and len(wanted) > 1):
                return None
            numbers = frozenset(self._strings.add(value) if isinstance(value, str) else int(value) for value in values)
            test.append((ASKED.index(name), numbers, operator == "IN"))
        return test

    def _together(self, rules: Iterable[int]) -> dict[int, int]:
        """What some rules set together; of two that set the same, the later holds."""
        return {attr: value for rule in rules for attr, value in self._attrs[rule].items()}

    def _paired(self, doc: Doc) -> dict[int, set[int]]:
        """For tokens that rules on more than one token set: the rules."""
        paired: dict[int, set[int]] = {}
        for match, start, end in self._pairs(doc, allow_missing=True):
            rule = int(self._strings[match])
            index = self._indices[rule]
            paired.setdefault((start if index >= 0 else end) + index, set()).add(rule)
        return paired


def _patterns(ruler: AttributeRuler) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    described: dict[str, Any]
    for rule, described in enumerate(cast(Any, ruler.patterns)):
        for pattern in described["patterns"]:
            yield rule, pattern


def _passes(kind: Kind, test: Test) -> bool:
    return all((kind[place] in values) == wanted for place, values, wanted in test)


def understood(ruler: Any) -> bool:
    """Whether it is an attribute ruler as spaCy has it; its rules are free, those not known here are matched as they are."""
    return type(ruler) is AttributeRuler


@Language.factory(NAME, assigns=["token.tag", "token.pos", "token.morph", "token.lemma"])
def make(nlp: Language, name: str) -> TagRules:
    """The rules of the attribute ruler that stands in a pipeline."""
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return TagRules(ruler)
