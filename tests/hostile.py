"""Two documents by hand: one harmless, one whose title, file name, words and actors try to be HTML."""

from typing import Any

from examples import document, mention, quote, telling

from core.records import Actor, ActorKind, Category, Claim, Day, Document, Precision, Source, SourceKind, TimeExpression

ATTACK = "<img src=x onerror=\"window.hacked='yes'\"><script>window.hacked='yes'</script>"
WORDS = "Orvana had sent it 40 howitzers in May"
PLAIN = "Selvia said on Monday that Orvana had sent it 40 howitzers in May. Orvana denied it."
EVIL = f"{ATTACK} Selvia said that {ATTACK} went from Orvana."
FILE = "<b>evil</b>&doc=x #1.txt"


def corpus() -> dict[str, list[Any]]:
    """The rows of both."""
    one = document(
        "one.txt",
        PLAIN,
        title="Howitzers for Selvia",
        publisher="courier",
        published=Day(2031, 3, 4),
        url="javascript:alert(1)",
    )
    evil = Document(FILE, document(FILE, EVIL).sha256, EVIL, title=ATTACK, author=ATTACK, publisher="evil")
    may = PLAIN.index("in May")
    told = telling(one, WORDS, claimants=("selvia",), denied_by=("orvana",), rule="sent", score=0.9)
    worse = telling(evil, f"{ATTACK} went", item=ATTACK, supplier="evil", category=Category.FOOD, rule=ATTACK)
    return {
        "documents": [one, evil],
        "sources": [Source("courier", "Courier", SourceKind.NEWSPAPER), Source("evil", f"Evil {ATTACK}")],
        "actors": [
            Actor("orvana", "Orvana", ActorKind.STATE),
            Actor("selvia", "Selvia", ActorKind.STATE),
            Actor("evil", f"{ATTACK} href", ActorKind.ORGANIZATION),
        ],
        "mentions": [mention(one, "Selvia", "selvia"), mention(one, "Orvana", "orvana"), mention(evil, "Orvana", "evil")],
        "dates": [TimeExpression("one.txt", may, may + 6, "in May", Day(2030, 5, 1), Day(2030, 5, 31), Precision.MONTH)],
        "quotes": [
            quote(one, WORDS, speaker="selvia", speaker_text="Selvia", cue="said", rule="said", score=0.8),
            quote(evil, f"{ATTACK} went", speaker="evil", cue=ATTACK, rule="said"),
        ],
        "transfers": [told, worse],
        "claims": [
            Claim(
                "c1",
                "orvana",
                "selvia",
                Category.WEAPONS,
                "howitzers",
                None,
                None,
                (told.id,),
                first_told=told.id,
                documents=1,
            ),
            Claim("c2", "evil", "selvia", Category.FOOD, ATTACK, None, None, (worse.id,), documents=1),
        ],
    }
