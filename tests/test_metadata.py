"""What is stated of a document, by a sheet or by its text, and where each fact comes from."""

from datetime import date
from pathlib import Path

import pytest
from made_files import REPORT, documents, folder, problems, put, texts

from core.corpus.days import parse_day
from core.corpus.noise import mark
from core.corpus.raw import Facts
from core.corpus.recover import facts_in
from core.records import Document, Genre, Origin, Source, SourceKind

SAMPLE = Path(__file__).parents[1] / "data" / "sample" / "documents"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


def found(text: str) -> Facts:
    return facts_in(text, mark("a.txt", text))


def test_the_sheet_wins_over_the_text(tmp_path: Path) -> None:
    text = "Lamps leave Nordhaven\nBy Ann Lee\nMarch 5, 2024\n\n" + REPORT
    sheet = "doc,title,publisher,publisher_country,publisher_kind,published,url,genre,credit\n"
    row = "a.txt,Another title,Vell Mirror,vl,newspaper,2024-03-06,https://mirror.example/1,news,NNA\n"
    folder(tmp_path, a__txt=text, metadata__csv=sheet + row)
    (read,) = texts(tmp_path)
    document = read.document
    assert (document.title, document.title_from) == ("Another title", Origin.METADATA)
    assert (document.published, document.published_from) == (date(2024, 3, 6), Origin.METADATA)
    assert (document.author, document.author_from) == ("Ann Lee", Origin.TEXT)
    assert (document.genre, document.credit, document.url) == (Genre.NEWS, "NNA", "https://mirror.example/1")
    assert read.source == Source("vell-mirror", "Vell Mirror", SourceKind.NEWSPAPER, "VL")


def test_without_a_sheet_the_text_says_what_it_can(tmp_path: Path) -> None:
    folder(tmp_path, a__txt="Lamps leave Nordhaven\n\nVELL CITY, March 5, 2024 (AFP) - Forty crates have left.\n" + REPORT)
    (read,) = texts(tmp_path)
    assert read.document.title_from is read.document.publisher_from is read.document.published_from is Origin.TEXT
    assert read.document.author_from is Origin.NOT_STATED
    assert read.source == Source("agence-france-presse", "Agence France-Presse", SourceKind.WIRE, "FR")


def test_a_sheet_with_a_byte_order_mark_and_semicolons(tmp_path: Path) -> None:
    folder(tmp_path, a__txt=REPORT, metadata__csv="\ufeffFile;Headline;Notes\r\na.txt;Lamps; mine\r\n")
    assert documents(tmp_path)["a.txt"].title == "Lamps"
    assert problems(tmp_path) == []


def test_a_sheet_may_name_files_without_their_ending_and_as_another_system_writes_them(tmp_path: Path) -> None:
    put(tmp_path, "in/caf\u00e9.txt", REPORT)
    put(tmp_path, "b.txt", "Another text.")
    put(tmp_path, "metadata.csv", "doc,title\nin\\cafe\u0301.txt,A\nb,B\n")
    assert {doc: document.title for doc, document in documents(tmp_path).items()} == {"b.txt": "B", "in/caf\u00e9.txt": "A"}
    assert problems(tmp_path) == []


def test_a_name_in_the_sheet_that_no_file_has(tmp_path: Path) -> None:
    folder(tmp_path, a__txt=REPORT, metadata__csv="doc,title\na.txt,A\ngone.txt,B\n")
    (problem,) = problems(tmp_path)
    assert (problem.path, problem.reason, problem.left_out) == (
        "metadata.csv",
        "names “gone.txt”, which is not in the folder",
        False,
    )


def test_a_file_that_could_not_be_read_is_not_missing(tmp_path: Path) -> None:
    folder(tmp_path, a__txt=REPORT, b__pdf=b"%PDF-", metadata__csv="doc,title\na.txt,A\nb.pdf,B\n")
    assert [problem.path for problem in problems(tmp_path)] == ["b.pdf"]


def test_a_wrong_day_is_named_and_left_unset(tmp_path: Path) -> None:
    folder(tmp_path, a__txt=REPORT, metadata__csv="doc,published\na.txt,2024-02-31\n")
    assert problems(tmp_path)[0].reason == "“a.txt”: published “2024-02-31” is not a day that can be told (write 2024-12-31)"
    document = documents(tmp_path)["a.txt"]
    assert (document.published, document.published_from) == (None, Origin.NOT_STATED)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("a.txt,,,,javascript:alert(1),", "url “javascript:alert(1)” is not a web address"),
        ("a.txt,,Ruritania,,,", "country “Ruritania” is not a code of two letters (KR, US)"),
        ("a.txt,,,shop,,", "publisher_kind “shop” is none of wire, newspaper"),
        ("a.txt,,,,,poem", "genre “poem” is none of news, analysis"),
    ],
)
def test_a_field_that_cannot_be_taken_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    folder(tmp_path, a__txt=REPORT, metadata__csv=f"doc,publisher,publisher_country,publisher_kind,url,genre\n{row}\n")
    assert problems(tmp_path)[0].reason.startswith(f"“a.txt”: {complaint}")


def test_warnings_of_one_sheet_do_not_go_on_and_on(tmp_path: Path) -> None:
    rows = "".join(f"Text number {number} of the harbour.,03/04/2024\n" for number in range(40))
    folder(tmp_path, rows__csv=f"text,date\n{rows}")
    assert len(documents(tmp_path)) == 40
    assert len(problems(tmp_path)) == 26
    assert problems(tmp_path)[-1].reason == "has 15 more warnings like those above"


def test_a_sheet_that_names_no_files(tmp_path: Path) -> None:
    folder(tmp_path, a__txt=REPORT, metadata__csv="headline\nLamps\n")
    assert problems(tmp_path)[0].reason == "has no column “doc” that names the files"


def test_a_sheet_in_a_folder_within_speaks_of_that_folder(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", REPORT)
    put(tmp_path, "in/metadata.csv", "doc,title\na.txt,From within\n")
    put(tmp_path, "metadata.csv", "doc,title,author\nin/a.txt,From above,Ann Lee\n")
    document = documents(tmp_path)["in/a.txt"]
    assert (document.title, document.author) == ("From within", "Ann Lee")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("2024-03-05T22:15:00+09:00", date(2024, 3, 5)),
        ("2024/3/5", date(2024, 3, 5)),
        ("20240305", date(2024, 3, 5)),
        ("March 5, 2024", date(2024, 3, 5)),
        ("Tue, 5 Sept. 2024 10:00:00 GMT", date(2024, 9, 5)),
        ("25.3.2024", date(2024, 3, 25)),
        ("3/25/2024", date(2024, 3, 25)),
        ("05/05/2024", date(2024, 5, 5)),
        ("03/04/2024", None),
        ("2024-13-01", None),
        ("31 June 2024", None),
        ("March 2024", None),
        ("0024-03-05", None),
        ("5 March or 6 March 2024", date(2024, 3, 6)),
        ("5 March 2024 or 6 March 2024", None),
        ("yesterday", None),
    ],
)
def test_days_are_read_only_where_they_cannot_be_mistaken(written: str, day: date | None) -> None:
    assert parse_day(written) == day


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Lamps leave Nordhaven\n\nJune 14, 2024\n\n", date(2024, 6, 14)),
        ("Published: 27 Mar. 2025, 10:15 a.m.\nLamps leave Nordhaven\n\n", date(2025, 3, 27)),
        ("Lamps leave Nordhaven\nBy Ann Lee\nMarch 4, 20243:04 PM GMT+9\n\n", date(2024, 3, 4)),
        ("NORDHAVEN, May 2, 2023 (Reuters) - ", date(2023, 5, 2)),
        ("Lamps leave Nordhaven\nAnn Lee | 14.06.2024 | 5 min read\n\n", date(2024, 6, 14)),
        ("Lamps leave Nordhaven\n06/07/2024 10:00 AM EDT\n\n", None),
        ("NORDHAVEN, May 2 (Reuters) - ", None),
        ("Last updated: March 4, 2024\n\n", None),
        ("The lamps left on March 4, 2024, it was said.\n\n", None),
        ("March 4, 2024\n\nMarch 9, 2024\n\n", None),
        ("The harbour on March 4, 2024. Photo: Ann Lee\n\n", None),
    ],
)
def test_the_day_of_printing_is_read_only_where_the_text_states_it(head: str, day: date | None) -> None:
    assert found(head + REPORT).published == day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (REPORT, "Harbour town counts its crates"),
        ("# Lamps leave\n\n" + REPORT, "Lamps leave"),
        ("The mayor, left, greets the harbour master.\n\nWho paid for the lamps?\n\n" + REPORT, "Who paid for the lamps?"),
        ("March 4, 2024\n\nCouncil asks about lamps\n\n" + REPORT, "Council asks about lamps"),
        (
            "The harbour master said on Monday that forty crates of lamps had left for the island.\n\nNobody knows more.",
            None,
        ),
        ("One line and nothing else", None),
    ],
)
def test_a_headline_is_a_line_without_a_stop_above_the_report(text: str, title: str | None) -> None:
    assert found(text).title == title


@pytest.mark.parametrize(
    ("text", "author", "publisher"),
    [
        ("Lamps leave\nby Ann B. Lee · The Vell Mirror\n" + REPORT, "Ann B. Lee", "The Vell Mirror"),
        ("Lamps leave\nBY ANN LEE AND BO VAN EK\n" + REPORT, "Ann Lee and Bo Van Ek", None),
        ("Lamps leave\nBy Ann Lee, Associated Press\n" + REPORT, "Ann Lee", "Associated Press"),
        ("Council asks who paid for lamps\nAnn Lee in Nordhaven\nFri 14 Jun 2024 10.00 BST\n" + REPORT, "Ann Lee", None),
        ("Council asks who paid for lamps\nANN LEE — FRIDAY, 14 JUNE 2024\n" + REPORT, "Ann Lee", None),
        ("World\nVell Asks Nordhaven\nJune 14, 2024\n" + REPORT, None, None),
        ("Lamps leave\nBy Vell Mirror Staff\n" + REPORT, None, None),
        (REPORT + "About the author:\nAnn Lee is a fellow at the Institute of Ports.", "Ann Lee", None),
        (REPORT + "Author\n\nAnn Lee\n\nAnn Lee is a fellow at the Institute of Ports.", "Ann Lee", None),
        (REPORT + "(Reporting by Ann Lee and Bo Ek; Editing by Cy Day)", "Ann Lee and Bo Ek", None),
        ("By Monday, forty crates had left\n" + REPORT, None, None),
        (REPORT + "© 2024 The Moscow Times. All rights reserved.", None, "The Moscow Times"),
        ("VELL CITY (Yonhap) -- " + REPORT, None, "Yonhap"),
    ],
)
def test_author_and_publisher_are_read_where_the_text_names_them(
    text: str, author: str | None, publisher: str | None
) -> None:
    facts = found(text)
    assert (facts.author, facts.publisher) == (author, publisher)


def test_a_text_may_give_its_own_address() -> None:
    assert found("URL: https://mirror.example/lamps\n" + REPORT).url == "https://mirror.example/lamps"
    assert found(REPORT + "More: https://mirror.example/other\n").url is None


def bare(tmp_path: Path, folder: Path) -> dict[str, Document]:
    """The documents of a folder without its sheet."""
    for path in folder.glob("*.txt"):
        put(tmp_path, path.name, path.read_bytes())
    return documents(tmp_path)


def test_what_is_recovered_from_the_sample_never_contradicts_its_sheet(tmp_path: Path) -> None:
    stated = documents(SAMPLE)
    recovered = bare(tmp_path, SAMPLE)
    assert {doc for doc, one in recovered.items() if one.published not in (None, stated[doc].published)} == set()
    assert {doc for doc, one in recovered.items() if one.publisher not in (None, stated[doc].publisher)} == set()
    titles = [one.title == stated[doc].title for doc, one in recovered.items() if one.title]
    assert len(titles) >= 35 and sum(titles) >= 0.95 * len(titles)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the raw articles are not beside the repository")
def test_of_the_raw_articles_one_states_its_day() -> None:
    days = {name[:3]: document.published for name, document in documents(SEEDS).items()}
    assert days == {"000": date(2025, 1, 27), "001": None, "002": None, "003": None, "004": None}
