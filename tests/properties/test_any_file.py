"""Whatever is done to an export, it has an entry in the books with balanced counts, and its neighbours are loaded."""

import gzip
import io
import json
import random
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from home_folder import POSTS, Home, post

pytestmark = pytest.mark.long

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "incoming"
FILES = 120
BITS = [
    b'"', b'""', b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b";", b"\t", b"\r", b"\n\n", b"1e999", b"9" * 400, b"\xe9", b"\x81",
    b"{", b"]", b"\xed\xa0\x80", b"2026-02-30", b"0001-01-01", b"\x1c", b"Infinity", b"#", b"sep=;\n", b"'",
]  # fmt: skip
ENCODINGS = ["utf-16", "utf-16-be", "utf-32", "cp1252", "cp1251", "shift_jis", "cp500", "gb18030"]
KINDS = [
    pa.int64(), pa.string(), pa.decimal128(38, 10), pa.decimal256(70, 3), pa.date32(), pa.timestamp("ns"), pa.bool_(),
    pa.list_(pa.int64()), pa.struct([("a", pa.int64())]), pa.binary(), pa.null(), pa.duration("us"), pa.float16(),
]  # fmt: skip


def damaged(content: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(content) + 1)
    other = draw.randrange(len(content) + 1)
    start, end = sorted((place, other))
    lines = content.split(b"\n")
    changed = bytearray(content)
    match draw.randrange(11):
        case 0:
            return content[:place]
        case 1:
            for _ in range(10):
                changed[draw.randrange(len(content)) : 1] = bytes([draw.randrange(256)])
            return bytes(changed)
        case 2:
            return content[:place] + draw.choice(BITS) + content[place:]
        case 3:
            return content.decode("utf-8", "replace").encode(draw.choice(ENCODINGS), "replace")
        case 4:
            return content[:start] + content[end:]
        case 5:
            return b"\n".join(draw.sample(lines, len(lines)))
        case 6:
            return b"\n".join(b'"' + x.replace(b'"', b'""') + b'";' if draw.random() < 0.7 else x for x in lines)
        case 7:
            return gzip.compress(content)[: draw.choice([None, -9, 30])]
        case 8:
            return zipped(content, draw)
        case 9:
            return workbook(lines)
        case _:
            return parquet(lines[0], draw)


def zipped(content: bytes, draw: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", draw.choice([0, 8, 12, 14])) as archive:
        for name in draw.sample(["a.csv", "../b.csv", "é.csv", "c\n.csv", "account.yaml"], 3):
            archive.writestr(name, content)
    whole = bytearray(out.getvalue())
    for _ in range(draw.randrange(4)):
        whole[draw.randrange(len(whole))] = draw.randrange(256)
    return bytes(whole)


def workbook(lines: list[bytes]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate(lines[:20]):
            for column, cell in enumerate(line.decode("utf-8", "replace").split(",")[:50]):
                sheet.write(row, column, cell[:1_000])
    return out.getvalue()


def parquet(header: bytes, draw: random.Random) -> bytes:
    names = header.decode("utf-8", "replace").split(",")[:30]
    out = io.BytesIO()
    pq.write_table(pa.table([pa.array([None, None], draw.choice(KINDS)) for _ in names], names=names), out)
    return out.getvalue()


def odd_json(draw: random.Random) -> bytes:
    record = {
        "shortCode": "Dabc123xyzA",
        "ownerUsername": "ana.b",
        "timestamp": "2026-02-01T10:00:00Z",
        "likesCount": 5,
    }
    values = [None, -1, 1.5, 10**30, "x", [], [1, [2]], {"a": {"b": [{}]}}, True, "\ud800"]
    rows = [record | {draw.choice([*record, "a/b", "a"]): draw.choice(values) for _ in range(3)} for _ in range(3)]
    text = draw.choice([json.dumps(rows), "\n".join(map(json.dumps, rows)), json.dumps({"items": rows})])
    return text[: draw.choice([None, None, -20])].encode()


@pytest.mark.parametrize("seed", [11, 12])
def test_no_file_escapes_and_no_neighbour_suffers(tmp_path, seed):
    draw = random.Random(seed)
    sources = [p for p in sorted(SAMPLE.rglob("*")) if p.is_file() and 0 < p.stat().st_size < 30_000]
    home = Home(tmp_path / "home")
    for number in range(FILES):
        source = draw.choice(sources)
        content = odd_json(draw) if draw.random() < 0.1 else damaged(source.read_bytes(), draw)
        home.put(f"f{number:03}/2026-11-2{number % 3}/@somebody/{source.name}", content)
        home.put(f"f{number:03}/2026-11-25/good.csv", POSTS + post(number))
    books = home.load()  # which says that they balance
    good = [load for load in books.values() if load["path_name"].endswith("/good.csv")]
    assert [(load["status"], load["rows_accepted"]) for load in good] == [("loaded", 1)] * FILES
    named = {load["path_name"] for load in books.values()}
    files = {p.relative_to(home.incoming).as_posix() for p in home.incoming.rglob("*.*") if p.is_file()}
    assert {file for file in files if not file.endswith("/account.yaml")} == named
    assert {load["reason"] for load in books.values() if load["is_program_fault"]} == set()
    assert all(load["remedy"] for load in books.values() if load["status"] == "rejected")
