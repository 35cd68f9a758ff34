import codecs
from pathlib import Path

import pytest

from pipeline.exports import head as text
from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.encodings import encoding_of

ROWS = "Fecha,Título,Me gusta\n2026-01-01,Mañana será otro día,12\n2026-01-02,Él cantó en Málaga,15\n"
CYRILLIC = "Дата;Название;Просмотры\n2026-01-01;Утро в деревне;12\n2026-01-02;Вечер и долгая дорога домой;15\n"
POLISH = (
    "Data,Tytuł,Polubienia\n2026-01-01,Jutro będzie inny dzień w źródle,12\n2026-01-02,Żółta łódź płynie wolno,15\n"
)
GERMAN = "Datum;Titel;Aufrufe\n2026-01-01;Größe für Mädchen;12\n2026-01-02;Schöne Grüße;15\n"


def write(folder: Path, content: bytes) -> Path:
    path = folder / "file.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (ROWS.encode(), "utf-8"),
        (codecs.BOM_UTF8 + ROWS.encode(), "utf-8-sig"),
        (ROWS.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + ROWS.encode("utf-16-be"), "utf-16"),
        (ROWS.encode("utf-16-le"), "utf-16-le"),
        (ROWS.encode("utf-16-be"), "utf-16-be"),
        (ROWS.encode("utf-32"), "utf-32"),
    ],
)
def test_the_encoding_of_unicode_is_known(content, encoding):
    assert encoding_of(content, True) == encoding


@pytest.mark.parametrize(
    ("rows", "encoding"), [(ROWS, "cp1252"), (CYRILLIC, "cp1251"), (POLISH, "cp1250"), (GERMAN, "cp1252")]
)
def test_an_old_encoding_is_guessed_so_that_the_words_come_out(tmp_path, rows, encoding):
    head = text.head(write(tmp_path, rows.encode(encoding)))
    assert rows.encode(encoding).decode(head.encoding) == rows
    assert len(head.records) == 3


def test_one_damaged_byte_late_in_a_file_does_not_make_it_another_encoding(tmp_path):
    good = (ROWS * 200).encode()
    damaged = good[:9000] + b"\xff" + good[9001:]
    assert text.head(write(tmp_path, damaged)).encoding == "utf-8"


def test_one_damaged_byte_early_in_a_file_does_not_make_it_another_encoding(tmp_path):
    damaged = ROWS.encode() + b"2026-01-03,caf\xe9 \xc3\xb1and\xc3\xba,3\n" + (ROWS * 20).encode()
    head = text.head(write(tmp_path, damaged))
    assert head.encoding == "utf-8"
    assert head.records[0][1] == "Título"


def test_a_character_cut_by_the_end_of_the_head_is_no_damage(tmp_path, monkeypatch):
    monkeypatch.setattr(text, "HEAD", len(b"Fecha,T") + 1)
    assert encoding_of(ROWS.encode()[: text.HEAD], False) == "utf-8"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    rows = ROWS.replace(",", delimiter)
    head = text.head(write(tmp_path, rows.encode()))
    assert (head.delimiter, head.records[1]) == (delimiter, ["2026-01-01", "Mañana será otro día", "12"])


def test_commas_in_captions_do_not_win_over_the_delimiter(tmp_path):
    rows = "Date;Caption;Likes\n1;one, two, three, four, five;5\n2;one, two, three, four, five;6\n"
    assert text.head(write(tmp_path, rows.encode())).delimiter == ";"


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_file_that_states_its_delimiter_is_believed(tmp_path, first):
    head = text.head(write(tmp_path, f"{first}\na,b;c,d\n1,2;3,4\n".encode("utf-16")))
    assert head.records == [["a,b", "c,d"], ["1,2", "3,4"]]
    assert head.lines == [2, 3]


def test_a_preamble_of_comments_is_passed_over(tmp_path):
    head = text.head(write(tmp_path, b"# ----\n# Report\n#\n\nDay,Sessions\n20260101,3\n"))
    assert head.records[0] == ["Day", "Sessions"]
    assert head.lines == [5, 6]


def test_lines_are_counted_through_multi_line_captions(tmp_path):
    head = text.head(write(tmp_path, b'a,b\n1,"x\ny\nz"\n2,q\n'))
    assert head.lines == [1, 4, 5]


def test_records_that_are_one_quoted_field_are_unwrapped(tmp_path):
    head = text.head(write(tmp_path, b'"Date,""Post text"",Likes"\n"2026-01-01,""a, b"",3"\n"2026-01-02,c,4"\n'))
    assert head.is_wrapped
    assert head.records[:2] == [["Date", "Post text", "Likes"], ["2026-01-01", "a, b", "3"]]


def test_a_list_of_one_column_is_not_unwrapped(tmp_path):
    assert not text.head(write(tmp_path, b'"Handle"\n"a, b"\n"c"\n')).is_wrapped


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\r\n \n", "the file is empty"),
        (codecs.BOM_UTF8, "the file is empty"),
        (b"\x00" * 5000, "the file is empty"),
        (b"\xfd7zXZ\x00\x00\x04", "packed with"),
        (b"<!DOCTYPE html><html><body>log in", "web page"),
        (b"\xef\xbb\xbf\n  <html>", "web page"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary"),
        (b"SQLite format 3\x00\x10\x00\x01\x01\x00" + bytes(range(200)), "binary"),
    ],
)
def test_what_is_no_table_is_named(tmp_path, content, reason):
    with pytest.raises(UnreadableFile, match=reason) as found:
        text.kind(write(tmp_path, content))
    assert found.value.remedy


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"a,b\n1,2\n", "csv"), (ROWS.encode("utf-16"), "csv"), (ROWS.encode("utf-16-le"), "csv"), (b' \n[{"a": 1}]', "json"),
        (b'{"a": 1}\n{"a": 2}\n', "json"), (b"PAR1....", "parquet"), (b"PK\x03\x04....", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "workbook"),
    ],
)  # fmt: skip
def test_the_kind_is_told_by_the_first_bytes(tmp_path, content, kind):
    assert text.kind(write(tmp_path, content)) == kind


def test_a_first_line_that_never_ends_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(text, "HEAD", 1000)
    with pytest.raises(UnreadableFile, match="first line is longer than"):
        text.head(write(tmp_path, b"x," * 2000))
