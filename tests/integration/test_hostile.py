"""Whatever lies in the incoming folder: the night goes on, each thing has its entry, valid neighbours are loaded."""

import gzip
import io
import json
import os
import re
import socket
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from home_folder import POSTS, Home, post

from pipeline.exports import normalise
from pipeline.load import loader as loading

DAY = "2026-03-01"
NESTED = b'[{"a":' * 1_000 + b"1" + b"}]" * 1_000
DEALS = "deal_id,campaign_id,influencer_id,platform,handle,fee,currency\n"


def zipped(method: int, damage: bool) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.csv", POSTS + "".join(post(n) for n in range(300)))
    content = bytearray(out.getvalue())
    if damage:
        content[60:200] = b"\xff" * 140
    return bytes(content)


def members(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.csv", "")
    return out.getvalue()


def workbook(*cells: tuple[int, int, str]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for cell in cells:
            sheet.write(*cell)
    return out.getvalue()


def parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def doubled(times: int) -> str:
    return "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, times))


FILES = {
    "commas.csv": (b",,,\n,,,\n", "empty"),
    "comments.csv": (b"# one\n# two\n", "empty"),
    "separator.csv": (b"sep=;", "empty"),
    "quotes.csv": (b'"",""\n', "empty"),
    "blank cells.xlsx": (workbook((0, 0, " "), (3, 2, "  ")), "empty"),
    "bzip2.zip": (zipped(zipfile.ZIP_BZIP2, True), "zip entry is damaged"),
    "lzma.zip": (zipped(zipfile.ZIP_LZMA, True), "zip entry is damaged"),
    "same names.parquet": (parquet(pa.table([[1], [2]], names=["a", "a"])), "what no table has"),
    "wide decimal.parquet": (
        parquet(pa.table({"Post id": pa.array([Decimal(1)], pa.decimal256(60, 2))})),
        "no export layout|what no table has",
    ),
    "clash.json": (b'[{"a":{"b":1},"a/b":2}]', "same name"),
    "nested.json": (NESTED, "more than 50 objects and lists"),
    "many keys.json": (json.dumps([{f"k{n}": n} for n in range(6_000)]).encode(), "5,000 different keys"),
    "far corner.xlsx": (workbook((0, 0, "a"), (1_048_575, 16_383, "b")), "up to column 16,384"),
    "far below.xlsx": (workbook((0, 0, "a"), (1_048_575, 40, "b")), "20,000,000 cells"),
    "members.zip": (members(10_001), "more than 10,000 members"),
    "many columns.csv": (b",".join(b"h%d" % n for n in range(6_000)) + b"\n1\n", "6,000 fields, more than 5,000"),
}
SIDECARS = {
    "date": ("platform: x\nhandle: 2026-02-30\n", "line 2: handle"),
    "number": ("id: 0b_\n", "line 1: id"),
    "brackets": ("handle: " + "[" * 3_000 + "\n", "line 1: more than 20 lists"),
    "aliases": (doubled(30), r"line \d+: its aliases make more than"),
    "word": ("platform: x\nplatfrom: y\n", "line 2: it says something else"),
    "bytes": (b"handle: \xff\xfe\n", "not UTF-8"),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("hostile") / "home")
    for name, (content, _) in FILES.items():
        home.put(f"{DAY}/{name}", content)
    for number, (name, (content, _)) in enumerate(SIDECARS.items()):
        home.put(f"{name}/account.yaml", content)
        home.put(f"{name}/{DAY}/posts.csv", POSTS + post(800 + number))
    (home.path / "secret.csv").write_text(POSTS + post(666, "of another folder"))
    place = home.incoming / DAY
    (place / "leads out.csv").symlink_to(home.path / "secret.csv")
    (place / "folder out").symlink_to(home.path)
    (place / "leads nowhere.csv").symlink_to("not there")
    (place / "circle.csv").symlink_to("circle.csv")
    os.mkfifo(place / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(place)
        listener.bind("socket.csv")
        os.chdir(here)
    home.put(f"{DAY}/folder.csv/posts.csv", POSTS + post(1))
    (place / "stays inside.csv").symlink_to("folder.csv/posts.csv")
    home.put(f"Yahoo!/{DAY}/posts.csv", POSTS + post(2))
    home.put(f"{DAY}/a!b.csv", POSTS + post(3))
    home.put("undated/old.csv", POSTS + post(4))
    os.utime(home.incoming / "undated/old.csv", (-86_400, -86_400))
    odd = os.fsencode(home.incoming) + b"/" + DAY.encode() + b"/caf\xe9\x1b.csv"
    Path(os.fsdecode(odd)).write_text(POSTS + post(5))
    home.put("zz/2026-03-01/good.csv", POSTS + post(999))
    home.books = home.load()
    return home


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_rejected_with_its_reason(hostile, name):
    (load,) = [b for b in hostile.books.values() if b["path_name"] == f"{DAY}/{name}"]
    assert (load["status"], load["is_program_fault"]) == ("rejected", False)
    assert load["remedy"]
    assert load["rejected_at_step"] in ("unpacking", "recognising")
    assert re.search(FILES[name][1], load["reason"])


@pytest.mark.parametrize("name", SIDECARS)
def test_a_sidecar_that_cannot_be_read_rejects_its_folder_and_names_the_line(hostile, name):
    load = hostile.books[f"{name}/{DAY}/posts.csv"]
    assert load["status"] == "rejected"
    assert load["reason"].startswith(f"{name}/account.yaml cannot be read (")
    assert re.search(SIDECARS[name][1], load["reason"])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("leads out.csv", "leads out of the incoming folder"), ("folder out", "leads out of the incoming folder"),
        ("leads nowhere.csv", "leads nowhere"), ("circle.csv", "leads nowhere"), ("pipe.csv", "a pipe, a socket"),
        ("socket.csv", "a pipe, a socket"),
    ],
)  # fmt: skip
def test_what_is_no_file_of_the_folder_is_refused_unopened(hostile, name, reason):
    load = hostile.books[f"{DAY}/{name}"]
    assert (load["status"], load["rejected_at_step"], load["sha256"]) == ("rejected", "finding", "")
    assert reason in load["reason"]


def test_nothing_of_what_a_link_leads_to_outside_is_held(hostile):
    assert hostile.rows("select count(*) from raw.posts where caption = 'of another folder'") == [(0,)]


def test_odd_names_are_loaded_like_any_other(hostile):
    for name, number in {
        f"{DAY}/folder.csv/posts.csv": 1, f"Yahoo!/{DAY}/posts.csv": 2, f"{DAY}/a!b.csv": 3, rf"{DAY}/caf\xe9\x1b.csv": 5,
    }.items():  # fmt: skip
        assert (hostile.books[name]["status"], hostile.books[name]["path_name"]) == ("loaded", name)
        assert hostile.rows("select dataset from raw.posts where post_key = ?", f"18000000000000000{number:02}") == [
            ("Yahoo!" if number == 2 else "folder.csv" if number == 1 else "",)
        ]
    assert hostile.books[f"{DAY}/stays inside.csv"]["status"] == "duplicate"


def test_a_time_that_cannot_be_is_no_capture_date(hostile):
    load = hostile.books["undated/old.csv"]
    assert (load["status"], load["captured_at"]) == ("rejected", None)
    assert "in the year 1969" in load["reason"]


def test_valid_neighbours_are_loaded_and_the_next_run_finds_nothing_new(hostile):
    assert hostile.books["zz/2026-03-01/good.csv"]["rows_accepted"] == 1
    assert hostile.load() == {}


def test_a_file_that_is_gone_by_the_time_it_is_read_is_in_the_books(tmp_path):
    home = Home(tmp_path / "home")
    gone = home.put(f"{DAY}/gone.csv", POSTS + post(1))
    home.put(f"{DAY}/stays.csv", POSTS + post(2))
    home.after_scan = gone.unlink
    books = home.load()
    assert books[f"{DAY}/gone.csv"]["status"] == "rejected"
    assert "No such file" in books[f"{DAY}/gone.csv"]["reason"]
    assert books[f"{DAY}/stays.csv"]["rows_accepted"] == 1


def test_a_file_that_grows_while_it_is_read_waits_for_the_next_run(tmp_path, monkeypatch):
    home = Home(tmp_path / "home")
    path = home.put(f"{DAY}/grows.csv", POSTS + post(1))
    batches = normalise.Normaliser.batches

    def growing(self, table):
        yield from batches(self, table)
        with path.open("a") as file:
            file.write(post(2))

    with monkeypatch.context() as patch:
        patch.setattr(normalise.Normaliser, "batches", growing)
        (load,) = home.load().values()
    assert (load["status"], load["rows_read"]) == ("rejected", 0)
    assert "changed while it was being read" in load["reason"]
    (load,) = home.load().values()
    assert (load["status"], load["rows_accepted"]) == ("loaded", 2)


@pytest.mark.parametrize("fault", [TypeError, RecursionError, MemoryError, pa.ArrowInvalid, duckdb.ConversionException])
def test_a_fault_of_the_program_costs_its_file_only_and_says_where_but_not_what(tmp_path, monkeypatch, fault):
    home = Home(tmp_path / "home")
    for number in range(1, 6):
        home.put(f"{DAY}/{number}.csv", POSTS + post(number))
    check = loading.deduplicate

    def failing(connection, table, load_id, now):
        held = connection.execute("select post_id from raw.posts where load_id = ?", [load_id]).fetchall()
        if held == [("1800000000000000003",)]:
            connection.execute("delete from raw.posts")  # half of a change
            raise fault("a cell of a person")
        return check(connection, table, load_id, now)

    monkeypatch.setattr(loading, "deduplicate", failing)
    books = home.load()
    bad = books.pop(f"{DAY}/3.csv")
    assert (bad["status"], bad["rejected_at_step"], bad["is_program_fault"]) == ("rejected", "writing", True)
    assert fault.__name__ in bad["reason"]
    assert "person" not in json.dumps(bad, default=str)
    assert [load["rows_accepted"] for load in books.values()] == [1, 1, 1, 1]
    assert home.rows("select count(*), count(distinct load_id) from raw.posts") == [(4, 4)]


def test_a_value_that_the_table_cannot_hold_loses_no_other_file(tmp_path):
    """DuckDB takes nothing more in a transaction after an error: the files before and after are loaded again."""
    home = Home(tmp_path / "home")
    for number, fee in enumerate([100, "9" * 25, 300], 1):
        home.put(f"b{number}/{DAY}/deals.csv", DEALS + f"d{number},c1,i1,tiktok,ana,{fee},EUR\n")
    books = home.load()
    assert sum(load["rows_accepted"] for load in books.values()) == 2
    assert home.rows("select fee from raw.deals order by all") == [(Decimal(100),), (Decimal(300),)]


def test_interrupting_is_no_fault_of_a_file(tmp_path, monkeypatch):
    home = Home(tmp_path / "home")
    home.put(f"{DAY}/a.csv", POSTS + post(1))
    monkeypatch.setattr(loading, "deduplicate", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        home.load()
    assert home.rows("select count(*) from meta.loads") == [(0,)]


LIMITED = """
import sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.mapping_files import read_mappings
from pipeline.load.inbox import tables
formats = read_mappings().values()
started = time.process_time()
(part, _), = tables(Path({path!r}), Path({folder!r}), formats)
peak = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(time.process_time() - started, int(peak[0]) / 1024, part.problem.reason)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell a process's memory")
@pytest.mark.parametrize("name", ["nested.json", "far corner.xlsx", "bomb.json.gz", "members.zip", "keys.json"])
def test_what_asks_for_ten_times_too_much_is_refused_at_little_cost(tmp_path, name):
    content = {
        "nested.json": lambda: b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        "far corner.xlsx": lambda: FILES[name][0],
        "bomb.json.gz": lambda: gzip.compress(b" " * 2**28, 1),
        "members.zip": lambda: members(100_000),
        "keys.json": lambda: json.dumps([{f"k{n}": n} for n in range(50_000)]).encode(),
    }[name]()
    (tmp_path / name).write_bytes(content)
    script = LIMITED.format(tests=str(Path(__file__).parents[1]), path=str(tmp_path / name), folder=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    seconds, mebibytes, _ = done.stdout.split(" ", 2)
    assert float(seconds) < 2
    assert float(mebibytes) < 300
