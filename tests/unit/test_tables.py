import gzip
import io
import json
import random
import zipfile
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from pipeline.exports import archives, delimited, files
from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.limits import DEFAULTS, Limits
from pipeline.exports.open_tables import open_table, previews
from pipeline.exports.table import Table

LONGEST = DEFAULTS.record_bytes


def write(folder: Path, content: str | bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, header_at: int = 0, limits: Limits = DEFAULTS) -> tuple[Table, dict[int, list[str | None]]]:
    """Return the only table of a file, and its rows by record number."""
    ((_, preview),) = previews(path, limits)
    table = open_table(preview, header_at)
    rows: dict[int, list[str | None]] = {}
    for batch in table.batches:
        for row in batch.iter_rows(named=True):
            number = row.pop("source_record")
            assert number not in rows
            rows[number] = list(row.values())
    return table, rows


def test_delimited_text_keeps_every_cell_as_written(tmp_path):
    table, rows = read(write(tmp_path, 'a,b,c\n 1 ,"x ""y"" z",\n007,-,"1,5"\n'))
    assert table.headers == ["a", "b", "c"]
    assert rows == {1: [" 1 ", 'x "y" z', ""], 2: ["007", "-", "1,5"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_rows_come_out_of_every_encoding(tmp_path, encoding, line_end):
    content = "Título,n\nmañana será otro día,1\nél cantó en Málaga,2\n".replace("\n", line_end)
    table, rows = read(write(tmp_path, content.encode(encoding)))
    assert table.headers == ["Título", "n"]
    assert rows == {1: ["mañana será otro día", "1"], 2: ["él cantó en Málaga", "2"]}


def test_a_damaged_byte_costs_one_character_and_is_noted(tmp_path):
    table, rows = read(write(tmp_path, "a,b\nñandú á é í ó,1\n".encode() + b"caf\xff,2\n"))
    assert rows == {1: ["ñandú á é í ó", "1"], 2: ["caf\ufffd", "2"]}
    assert "no UTF-8" in "".join(table.notes)


def test_no_final_line_break_loses_no_record(tmp_path):
    assert read(write(tmp_path, '"a","b"\n"1","2"\n"3","4"'))[1] == {1: ["1", "2"], 2: ["3", "4"]}


def test_a_semicolon_suggests_the_decimal_comma(tmp_path):
    assert read(write(tmp_path, "a;b\n1,5;2\n"))[0].decimal == ","
    assert read(write(tmp_path, "a,b\n1.5,2\n"))[0].decimal == "."


def test_a_preamble_and_a_title_are_not_records(tmp_path):
    content = 'sep=,\n# made on a day\n"Facebook reach"\n"Date","Primary"\n"2026-05-25T00:00:00","14551"\n\n'.encode(
        "utf-16"
    )
    table, rows = read(write(tmp_path, content), header_at=1)
    assert (table.title, table.headers) == ("Facebook reach", ["Date", "Primary"])
    assert rows == {1: ["2026-05-25T00:00:00", "14551"]}


def test_duplicate_headers_are_kept_apart(tmp_path):
    table, rows = read(write(tmp_path, "Date,Views,Views\n1,0,12\n"))
    assert table.headers == ["Date", "Views", "Views"]
    assert rows == {1: ["1", "0", "12"]}


def test_short_records_are_padded_where_they_stand(tmp_path):
    table, rows = read(write(tmp_path, "a,b,c\n1,2,3\n4,5\n6,7,8\n9\n"))
    assert rows == {1: ["1", "2", "3"], 2: ["4", "5", None], 3: ["6", "7", "8"], 4: ["9", None, None]}
    assert table.ragged == []


def test_blank_fields_too_many_do_no_harm(tmp_path):
    table, rows = read(write(tmp_path, "a,b\n1,2,,\n3,4\n"))
    assert rows == {1: ["1", "2"], 2: ["3", "4"]}
    assert table.ragged == []


def test_a_record_with_too_many_fields_is_set_aside_with_its_number_and_text(tmp_path):
    table, rows = read(write(tmp_path, "a,b\n1,2\n3,4,5\n6,7\n"))
    assert rows == {1: ["1", "2"], 3: ["6", "7"]}
    assert [(r.record, r.text, r.rule) for r in table.ragged] == [(2, "3,4,5", "too_many_fields")]


def test_a_second_table_below_is_set_aside_whole(tmp_path):
    table, rows = read(write(tmp_path, "a,b,c\n1,2,3\n4,5,6\nCountry,Share\nES,0.5\nPT,0.2\n"))
    assert list(rows) == [1, 2]
    assert [(r.record, r.rule) for r in table.ragged] == [(n, "second_table") for n in (3, 4, 5)]
    assert "another table starts at record 3" in "".join(table.notes)


def test_records_that_are_one_quoted_field_are_unwrapped(tmp_path):
    table, rows = read(write(tmp_path, '"Date,""Text"",Likes"\n"2026-01-01,""a, b"",3"\n"2026-01-02,c,4"\n'))
    assert table.headers == ["Date", "Text", "Likes"]
    assert rows == {1: ["2026-01-01", "a, b", "3"], 2: ["2026-01-02", "c", "4"]}


def test_a_wrapped_record_with_too_many_fields_is_set_aside(tmp_path):
    table, rows = read(write(tmp_path, '"a,b,c"\n"1,2,3"\n"4,5,6,7"\n"8,9"\n'))
    assert rows == {1: ["1", "2", "3"], 3: ["8", "9", None]}
    assert [(r.record, r.text, r.rule) for r in table.ragged] == [(2, "4,5,6,7", "too_many_fields")]


@pytest.mark.parametrize("rows_of_a_batch", [1, 500, 1_000_000])
def test_record_numbers_are_exact_over_blocks_captions_and_odd_records(tmp_path, monkeypatch, rows_of_a_batch):
    monkeypatch.setattr(delimited, "ROWS", rows_of_a_batch)
    random.seed(3)
    lines, expected, ragged, record = [], {}, [], 0
    for _ in range(3_000):
        record += 1
        caption = random.choice(["plain", "two\nlines", "three\n\nlines", 'a "quoted", word', "emoji 🎉", ""])
        quoted = '"' + caption.replace('"', '""') + '"'
        kind = random.choices(["whole", "short", "long", "blank"], [94, 3, 2, 1])[0]
        if kind == "blank":
            lines.append("")
            record -= 1
        elif kind == "short":
            lines.append(f"{record},{quoted}")
            expected[record] = [str(record), caption, None]
        elif kind == "long":
            lines.append(f"{record},{quoted},1,surplus")
            ragged.append(record)
        else:
            lines.append(f"{record},{quoted},1")
            expected[record] = [str(record), caption, "1"]
    path = write(tmp_path, "sep=,\nid,caption,n\n" + "\n".join(lines) + "\n")
    table, rows = read(path, limits=Limits(record_bytes=4096))
    assert rows == expected
    assert [r.record for r in table.ragged] == ragged
    assert len(ragged) > 10


def test_a_record_longer_than_a_block_is_refused(tmp_path):
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n1,2\n3,")
        file.write(b"x" * (2 * LONGEST + 1))
        file.write(b"\n5,6\n")
    with pytest.raises(UnreadableFile, match="a record is longer than 8,388,608 bytes"):
        read(path)


def test_a_header_without_records_gives_no_rows(tmp_path):
    assert read(write(tmp_path, "a,b\n"))[1] == {}
    assert read(write(tmp_path, "a,b"))[1] == {}


def test_a_reader_that_is_left_early_ends(tmp_path):
    ((_, preview),) = previews(write(tmp_path, "a,b\n" + "1,2\n" * 20_000), Limits(record_bytes=4096))
    batches = open_table(preview, 0).batches
    next(batches)
    batches.close()


# JSON, Parquet, workbooks


def test_nested_json_becomes_columns_joined_by_slashes(tmp_path):
    content = json.dumps(
        [{"id": "1", "owner": {"name": "a", "stats": {"n": 2}}, "tags": ["x", "y"]}, {"id": "2", "tags": []}]
    )
    table, rows = read(write(tmp_path, content))
    first = dict(zip(table.headers, rows[1], strict=True))
    assert first == {"id": "1", "owner/name": "a", "owner/stats/n": "2", "tags": '["x","y"]'}


def test_json_lines_are_read_like_a_list(tmp_path):
    table, rows = read(write(tmp_path, '{"id":"1","n":5}\n{"id":"2"}\n'))
    assert (table.headers, rows) == (["id", "n"], {1: ["1", "5"], 2: ["2", None]})


def test_one_json_line_is_a_record(tmp_path):
    table, rows = read(write(tmp_path, '{"id":"1","n":5}\n'))
    assert (table.headers, rows) == (["id", "n"], {1: ["1", "5"]})


def test_an_object_around_the_list_is_opened(tmp_path):
    table, rows = read(write(tmp_path, json.dumps({"status": "ok", "data": [{"id": "1"}, {"id": "2"}]})))
    assert (table.headers, rows) == (["id"], {1: ["1"], 2: ["2"]})


def test_a_list_of_one_item_with_a_nested_list_is_still_that_item(tmp_path):
    table, rows = read(write(tmp_path, json.dumps([{"id": "1", "authors": [{"name": "a"}, {"name": "b"}]}])))
    assert table.headers == ["id", "authors"]
    assert len(rows) == 1


def test_whole_numbers_above_2_to_the_53_survive_json(tmp_path):
    assert read(write(tmp_path, '[{"id": 7547888888888888881}]'))[1] == {1: ["7547888888888888881"]}


def test_a_column_that_is_sometimes_text_is_read_as_text(tmp_path):
    items = [{"id": 1, "n": 5}, {"id": 2, "n": "many"}]
    assert read(write(tmp_path, json.dumps(items)))[1] == {1: ["1", "5"], 2: ["2", "many"]}


@pytest.mark.parametrize("content", ['[{"id": 1}, {"id": ', '{"id": 1', "[", "[1, 2, 3]", "[]", "{}"])
def test_json_that_is_damaged_or_holds_no_records_says_so(tmp_path, content):
    with pytest.raises(UnreadableFile, match="JSON"):
        read(write(tmp_path, content))


def test_json_with_a_byte_order_mark_is_read(tmp_path):
    assert read(write(tmp_path, b"\xef\xbb\xbf" + b'[{"id": "1"}]'))[1] == {1: ["1"]}


def test_parquet_is_read_with_nested_columns_and_numbered_records(tmp_path):
    path = tmp_path / "file.parquet"
    rows = [{"id": n, "owner": {"name": f"n{n}"}, "day": None} for n in range(1, 4)]
    pq.write_table(pa.Table.from_pylist(rows), path)
    _, found = read(path)
    assert {n: row[:2] for n, row in found.items()} == {n: [str(n), f"n{n}"] for n in range(1, 4)}


def test_parquet_with_a_nested_column_has_as_many_headers_as_columns(tmp_path):
    path = tmp_path / "file.parquet"
    pq.write_table(pa.Table.from_pylist([{"id": 1, "owner": {"name": "a", "n": 2}, "likes": 3}]), path)
    table, rows = read(path)
    assert dict(zip(table.headers, rows[1], strict=True)) == {
        "id": "1",
        "owner/name": "a",
        "owner/n": "2",
        "likes": "3",
    }


def test_damaged_parquet_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="Parquet"):
        read(write(tmp_path, b"PAR1" + b"x" * 100))


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_each_filled_sheet_of_a_workbook_is_a_table(tmp_path):
    path = workbook(tmp_path / "b.xlsx", One=[["a", "b"], [1, "x"]], Two=[["c"], [2.5]], Empty=[])
    assert [(name, preview.records) for name, preview in previews(path)] == [
        ("One", [["a", "b"], ["1", "x"]]),
        ("Two", [["c"], ["2.5"]]),
    ]


def test_a_workbook_of_one_sheet_has_no_sheet_name_and_keeps_numbers_whole(tmp_path):
    path = workbook(
        tmp_path / "b.xlsx", Sheet1=[["List of creators"], ["handle", "followers"], ["ana", 48_500], ["ben", 7]]
    )
    table, rows = read(path, header_at=1)
    assert (table.headers, rows) == (["handle", "followers"], {1: ["ana", "48500"], 2: ["ben", "7"]})


def test_a_blank_row_of_a_workbook_is_no_record(tmp_path):
    path = workbook(tmp_path / "b.xlsx", S=[["handle", "followers"], [], ["ana", 5]])
    assert read(path)[1] == {1: ["ana", "5"]}


def test_a_workbook_without_content_or_damaged_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="workbook is empty"):
        list(previews(workbook(tmp_path / "b.xlsx", S=[])))
    with pytest.raises(UnreadableFile, match="workbook cannot be read"):
        list(previews(write(tmp_path, b"PK\x03\x04nothing", "c.xlsx")))


# Archives


def unpack(path: Path) -> list[tuple[str, bytes | None, str]]:
    with archives.unpacked(path, path.name) as exports:
        return [
            (e.name, None if e.problem else e.path.read_bytes(), e.problem.reason if e.problem else "") for e in exports
        ]


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return path


def test_gzip_is_known_by_its_bytes_whatever_the_name(tmp_path):
    assert unpack(write(tmp_path, gzip.compress(b"a,b\n"), "plain.csv")) == [("plain.csv", b"a,b\n", "")]


def test_a_truncated_gzip_is_named(tmp_path):
    ((_, content, reason),) = unpack(write(tmp_path, gzip.compress(bytes(range(256)) * 99)[:-20], "f.csv.gz"))
    assert content is None
    assert "damaged or truncated" in reason


def test_a_zip_gives_its_files_in_order_without_what_is_none(tmp_path):
    path = zipped(
        tmp_path / "z.zip", b_dot_csv=b"2", a__c_dot_csv=b"1", __MACOSX___b_dot_csv=b"x", account_dot_yaml=b"y"
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/._b.csv", b"x")
        archive.writestr(".DS_Store", b"x")
        archive.writestr("folder/", b"")
    assert [(name, content) for name, content, _ in unpack(path) if "MACOSX" not in name] == [
        ("z.zip!a/c.csv", b"1"),
        ("z.zip!b.csv", b"2"),
    ]


def test_a_zip_in_a_zip_and_a_gzip_in_a_zip_are_opened(tmp_path):
    inner = zipped(tmp_path / "inner.zip", a_dot_csv=b"1").read_bytes()
    path = zipped(tmp_path / "outer.zip", inner_dot_zip=inner, g_dot_gz=gzip.compress(b"2"))
    assert unpack(path) == [("outer.zip!g.gz", b"2", ""), ("outer.zip!inner.zip!a.csv", b"1", "")]


def test_archives_nested_without_end_are_stopped(tmp_path):
    content = b"a,b\n"
    for _ in range(12):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("n.zip", content)
        content = out.getvalue()
    ((_, content, reason),) = unpack(write(tmp_path, content, "deep.zip"))
    assert content is None
    assert "archives inside archives" in reason


def test_a_truncated_zip_is_named(tmp_path):
    path = zipped(tmp_path / "z.zip", a_dot_csv=b"1" * 5000)
    ((_, content, reason),) = unpack(write(tmp_path, path.read_bytes()[:60], "cut.zip"))
    assert content is None
    assert "damaged or truncated" in reason


@pytest.mark.parametrize("name", ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "C:\\evil.csv", "..\\evil.csv"])
def test_an_entry_that_points_outside_is_not_unpacked(tmp_path, name):
    path = tmp_path / "z.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"x")
        archive.writestr("good.csv", b"1")
    found = {content: reason for _, content, reason in unpack(path)}
    assert found[b"1"] == ""
    assert "points outside the archive" in found[None]


def test_files_that_are_no_exports_are_passed_over(tmp_path):
    for name in (
        "a.csv",
        "b.csv.part",
        "c.crdownload",
        ".hidden.csv",
        "~$open.xlsx",
        "account.yaml",
        "__MACOSX/a.csv",
        "d/e.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert [p.relative_to(tmp_path).as_posix() for p in files.find(tmp_path)] == ["a.csv", "d/e.csv"]


def test_the_rows_are_text_whatever_the_kind(tmp_path):
    ((_, preview),) = previews(write(tmp_path, '[{"a": 1.5, "b": true, "c": null}]'))
    (batch,) = open_table(preview, 0).batches
    assert batch.drop("source_record").schema == dict.fromkeys("012", pl.String)


def test_a_long_field_in_a_record_of_another_width_is_refused_too(tmp_path):
    path = tmp_path / "long.csv"
    path.write_bytes(b"a,b,c\n1,2,3\n3," + b"x" * (LONGEST + 1) + b"\n")
    with pytest.raises(UnreadableFile, match="a record is longer than 8,388,608 bytes"):
        read(path)


def test_parquet_that_is_damaged_in_the_middle_is_refused(tmp_path):
    path = tmp_path / "file.parquet"
    pq.write_table(pa.table({"id": [f"value {n * 7919 % 99991}" for n in range(20_000)]}), path, use_dictionary=False)
    content = bytearray(path.read_bytes())
    content[200:5_000] = b"\xff" * 4_800
    with pytest.raises(UnreadableFile):
        read(write(tmp_path, bytes(content), "damaged.parquet"))
