"""Every format in, the same kind of document out: text as it stands, facts with their origin, stable names and hashes."""

import io
import tracemalloc
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path

from made_files import REPORT, documents, folder, pdf, problems, put, texts, word

from core.corpus import listing, merge_sources, read
from core.corpus.pdf import Line, paragraphs
from core.records import Origin, Source, SourceKind


def test_a_plain_text_is_stored_character_for_character(tmp_path: Path) -> None:
    text = "A headline of note\r\n\r\n\u00a0 An indented\u00a0line.  \r\nAnother — “quoted” — line.\n"
    folder(tmp_path, a__txt=text)
    document = documents(tmp_path)["a.txt"]
    assert document.text == text
    assert document.sha256 == sha256(text.encode()).hexdigest()


def test_front_matter_states_facts_and_stays_in_the_text(tmp_path: Path) -> None:
    text = (
        "---\ntitle: 'Lamps: a count'\nauthor: [Ann Lee, Bo Ek]\ndate: 2024-03-05\n"
        f"publisher: Nordhaven Post\ncountry: NO\n---\n{REPORT}"
    )
    folder(tmp_path, a__md=text)
    (found,) = texts(tmp_path)
    assert found.document.text == text
    assert (found.document.title, found.document.title_from) == ("Lamps: a count", Origin.METADATA)
    assert found.document.author == "Ann Lee; Bo Ek"
    assert found.document.published == date(2024, 3, 5)
    assert found.source == Source("nordhaven-post", "Nordhaven Post", SourceKind.OTHER, "NO")
    assert text[found.noise[0].start : found.noise[0].end].endswith("\n---")


def test_front_matter_that_is_not_yaml_is_text_with_a_warning(tmp_path: Path) -> None:
    folder(tmp_path, a__md=f"---\ntitle: [unclosed\n---\n{REPORT}")
    assert problems(tmp_path)[0].reason == "has front matter that is not YAML; it is not used"
    assert "a.md" in documents(tmp_path)


PAGE = """<html><head><title>Lamps leave | The Vell Mirror</title>
<meta property="og:site_name" content="The Vell Mirror"><link rel="canonical" href="https://mirror.example/lamps">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Lamps leave Nordhaven",
"datePublished": "2024-03-05T08:00:00Z", "author": [{"name": "Ann Lee"}]}</script></head>
<body><nav>Home | Sport</nav><article><h1>Lamps leave Nordhaven</h1><p>Forty crates left on Monday.</p>
<p>Nobody said who had paid.</p></article></body></html>"""


def test_a_web_page_gives_its_article_and_what_its_head_states(tmp_path: Path) -> None:
    folder(tmp_path, page__html=PAGE)
    document = documents(tmp_path)["page.html"]
    assert document.text == "Lamps leave Nordhaven\nForty crates left on Monday.\nNobody said who had paid."
    assert (document.title, document.author) == ("Lamps leave Nordhaven", "Ann Lee")
    assert (document.published, document.published_from) == (date(2024, 3, 5), Origin.METADATA)
    assert (document.publisher, document.url) == ("vell-mirror", "https://mirror.example/lamps")


def test_a_day_in_the_running_text_of_a_page_is_not_its_day(tmp_path: Path) -> None:
    folder(tmp_path, page__html="<html><body><p>It began on 4 June 2020 and went on for days.</p></body></html>")
    assert documents(tmp_path)["page.html"].published is None


def test_a_pdf_is_read_by_paragraphs_not_by_printed_lines(tmp_path: Path) -> None:
    lines = [
        "Lamps leave Nordhaven",
        "Forty crates of lamps had left for the island of Vell when the har-",
        "bour master was asked about them on Monday, and she said that short-",
        "range boats had carried them there.",
        "Nobody said who had paid.",
    ]
    folder(tmp_path, report__pdf=pdf(lines, title="Lamps, a report"))
    document = documents(tmp_path)["report.pdf"]
    assert document.text.split("\n") == [
        "Lamps leave Nordhaven",
        "Forty crates of lamps had left for the island of Vell when the harbour master was asked about them on Monday, "
        "and she said that short-range boats had carried them there.",
        "Nobody said who had paid.",
    ]
    assert (document.title, document.title_from) == ("Lamps, a report", Origin.METADATA)


def test_running_heads_and_page_numbers_do_not_stand_in_sentences() -> None:
    body = ["The council heard in the spring", "that crates would have to go to", "the island of Vell every month"]
    head, foot = Line("Port Review 12", y=800), "Page {} of 3"
    pages = [[head, Line(words, y=400), Line(foot.format(number), y=20)] for number, words in enumerate(body, 1)]
    assert list(paragraphs(pages)) == [" ".join(body)]


def test_paragraphs_end_where_the_page_shows_it() -> None:
    lines = [
        Line("A headline in large type that goes", y=100, size=20),
        Line("on below", y=78, size=20),
        Line("The harbour master of the town of Nordhaven had said that forty", y=50, size=10),
        Line("crates of lamps had left the port for the island of Vell on Monday.", y=38, size=10),
        Line("The council of the town had not been told of any of this at all.", y=18, size=10),
    ]
    assert [paragraph[:11] for paragraph in paragraphs([lines])] == ["A headline ", "The harbour", "The council"]


def test_a_word_file_gives_paragraphs_and_rows_of_tables(tmp_path: Path) -> None:
    raw = word(["Lamps leave", "Forty crates left."], [["Crates", "40"], ["Boats", "2"]], title="A count", author="Ann Lee")
    folder(tmp_path, count__docx=raw)
    document = documents(tmp_path)["count.docx"]
    assert document.text == "Lamps leave\nForty crates left.\nCrates\t40\nBoats\t2"
    assert (document.title, document.author, document.published) == ("A count", "Ann Lee", None)


def test_what_office_programs_write_by_themselves_is_no_fact(tmp_path: Path) -> None:
    folder(tmp_path, draft__docx=word([REPORT], title="Microsoft Word - draft.doc", author="python-docx"))
    document = documents(tmp_path)["draft.docx"]
    assert document.title != "Microsoft Word - draft.doc"
    assert document.author_from is Origin.NOT_STATED


def test_rows_of_a_sheet_are_documents(tmp_path: Path) -> None:
    first = 'x1;First;"One ""quoted"" text,\nof two lines.";2024-03-05;Reuters\n'
    sheet = f"id;Headline;Text;Date;Source\n{first};Second;Other text.;;\n"
    folder(tmp_path, rows__csv=sheet)
    found = documents(tmp_path)
    assert list(found) == ["rows.csv#x1", "rows.csv#2"]
    assert found["rows.csv#x1"].text == 'One "quoted" text,\nof two lines.'
    assert (found["rows.csv#x1"].publisher, found["rows.csv#x1"].published) == ("reuters", date(2024, 3, 5))
    assert (found["rows.csv#2"].title, found["rows.csv#2"].published) == ("Second", None)


def test_objects_of_a_jsonl_file_are_documents(tmp_path: Path) -> None:
    facts = '"authors": ["Ann Lee", "Bo Ek"], "publisher": {"name": "Vell Mirror"}'
    folder(tmp_path, rows__jsonl=f'{{"id": 7, "body": "One text.\\nOf two lines.", {facts}}}\n')
    document = documents(tmp_path)["rows.jsonl#7"]
    assert document.text == "One text.\nOf two lines."
    assert (document.author, document.publisher) == ("Ann Lee; Bo Ek", "vell-mirror")


def test_a_long_field_of_a_sheet_is_read_whole(tmp_path: Path) -> None:
    folder(tmp_path, rows__csv="text\n" + "word " * 100_000 + "\n")
    assert len(documents(tmp_path)["rows.csv#1"].text) == 500_000


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_zipped_folder_is_read_with_its_own_sheet(tmp_path: Path) -> None:
    sheet = "doc,title\na.txt,From the sheet\n"
    folder(tmp_path, pack__zip=zipped({"a.txt": REPORT, "metadata.csv": sheet, "__MACOSX/.a.txt": "?"}))
    assert documents(tmp_path)["pack.zip/a.txt"].title == "From the sheet"
    assert list(documents(tmp_path / "pack.zip")) == ["pack.zip/a.txt"]


def test_word_and_pdf_files_are_read_out_of_an_archive(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.pdf", pdf(["A printed line."]))
        archive.writestr("b.docx", word(["A typed line."]))
    put(tmp_path, "pack.zip", out.getvalue())
    assert [found.text for found in documents(tmp_path).values()] == ["A printed line.", "A typed line."]


def test_a_single_file_is_a_corpus_and_keeps_the_sheet_beside_it(tmp_path: Path) -> None:
    folder(tmp_path, a__txt=REPORT, b__txt="Another.", metadata__csv="doc,title\na.txt,From the sheet\nb.txt,Other\n")
    assert [(d.doc, d.title) for d in documents(tmp_path / "a.txt").values()] == [("a.txt", "From the sheet")]
    assert problems(tmp_path / "a.txt") == []


def test_names_are_paths_within_the_folder_in_one_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "C.txt"):
        put(tmp_path, name, f"A text of its own: {name}")
    put(tmp_path, ".hidden.txt", "Not meant to be read.")
    put(tmp_path, "__MACOSX/a.txt", "Not meant to be read.")
    assert list(documents(tmp_path)) == ["C.txt", "a.txt", "a/z.txt", "b.txt"]
    assert listing(tmp_path).count == 4


def test_two_runs_give_the_same(tmp_path: Path) -> None:
    folder(tmp_path, a__txt=REPORT, b__md=f"# Lamps\n\n{REPORT}", c__csv="text\nOne.\n", d__bin=b"?")
    assert list(read(tmp_path)) == list(read(tmp_path))


def test_documents_come_one_at_a_time(tmp_path: Path) -> None:
    folder(tmp_path, a__txt=REPORT, b__txt=b"\x00" * 99)
    stream = read(tmp_path)
    first = next(stream)
    (tmp_path / "b.txt").write_text("Changed before it was reached.")
    assert first != next(stream)


def test_sources_of_one_name_become_one() -> None:
    unknown = Source("vell-mirror", "The Vell Mirror")
    known = Source("vell-mirror", "Vell Mirror", SourceKind.NEWSPAPER, "VL")
    assert merge_sources([unknown, known, Source("abc", "ABC")]) == [
        Source("abc", "ABC"),
        Source("vell-mirror", "The Vell Mirror", SourceKind.NEWSPAPER, "VL"),
    ]


def test_a_corpus_is_listed_within_a_few_hundred_bytes_a_file(tmp_path: Path) -> None:
    for number in range(1000):
        (tmp_path / f"{number}.txt").write_text(REPORT)
    tracemalloc.start()
    try:
        found = listing(tmp_path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 600 * found.count
