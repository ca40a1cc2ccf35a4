"""Names of persons as bylines print them."""

from core import lexicon
from core.corpus import outlets

CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽ]"
WORD = rf"{CAPITAL}[\w'’.-]*"
PARTICLE = r"(?:al|bin|da|de|del|den|der|di|dos|du|el|ibn|la|le|ten|ter|van|von)"
NAME = rf"{WORD}(?: {PARTICLE})*(?: {WORD}(?: {PARTICLE})*){{0,3}} {WORD}"
# Without an "and" at its end a list is a name and where it belongs: "Ann Lee, Defence Fund".
NAMES = rf"{NAME}(?:(?:, {NAME})*,? (?:and|AND|&) {NAME})?"
# A person's name has hardly more words than this, and no outlet more in its short form.
LONGEST_OUTLET = 3


def people(names: str) -> str | None:
    """Names as one string, set as names are; None for a desk or the outlet itself ("Daily Herald with agencies")."""
    words = names.split()
    for count in range(1, LONGEST_OUTLET + 1):  # "Ann Lee Associated Press"
        if len(words) > count + 1 and outlets.known(" ".join(words[-count:])):
            words = words[:-count]
            break
    if outlets.known(names) or any(word.lower() in lexicon.words("newsroom-words") for word in words):
        return None
    return " ".join(_set(word) for word in words).strip(" ,;")


def _set(word: str) -> str:
    """A word of a byline in capitals as it is set in names; initials stay."""
    if word == "AND":
        return "and"
    return word.title() if word.isupper() and len(word.strip(",")) > 1 and "." not in word else word
