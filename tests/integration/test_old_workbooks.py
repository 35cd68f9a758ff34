"""Old Excel workbooks (.xls): read as the new ones are, and refused with a reason where they are damaged or ask for too much."""

import random
import struct

import old_workbook
import pytest
from old_workbook import END, record, shell, stream, text_of

from pipeline.exports.boundary import UnreadableFile, guarded
from pipeline.exports.limits import DEFAULTS, Limits
from pipeline.exports.open_tables import previews

CELLS = [["Handle", "Platform", "Followers"], ["case_a", "instagram", 12000.0], ["case_b", "tiktok", 4800.0]]
SHEETS = {"Report": [["made for case_a"]], "Creators": CELLS}


def _cells(content: bytes, tmp_path, limits: Limits = DEFAULTS) -> dict[str, list[list[str]]]:
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    with guarded("reading"):
        return {part: preview.records for part, preview in previews(path, limits)}


def test_each_sheet_is_a_table(home):
    home.put("2026-11-20/creators.xls", old_workbook.workbook(SHEETS))
    loads = home.load()
    assert [load["status"] for load in loads.values()] == ["loaded", "rejected"]
    assert home.rows("select platform, handle, followers from raw.profiles order by 1") == [
        ("instagram", "case_a", 12000),
        ("tiktok", "case_b", 4800),
    ]


def test_a_long_one_is_read_to_its_end(tmp_path):
    rows = [["id", "text"], *([float(n), f"text {n}"] for n in range(1_500))]
    path = tmp_path / "a.xls"
    path.write_bytes(_in_long_table(stream({"A": rows})))
    ((_, preview),) = previews(path)
    assert preview.frame is not None
    assert preview.frame.height == 1_501
    assert preview.frame.row(-1) == ("1499", "text 1499")


def _in_long_table(content: bytes) -> bytes:
    """Return a file whose table of sectors is as long as its stream needs."""
    padded = content.ljust(-(-len(content) // 512) * 512, b"\0")
    tables = 1 + (len(padded) // 512 + 10) // 128
    small = bytearray(shell(b""))
    chain = [*[0xFFFFFFFD] * tables, END, *range(tables + 2, tables + 1 + len(padded) // 512), END]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    header = small[:512]
    struct.pack_into("<I", header, 44, tables)
    struct.pack_into("<I", header, 48, tables)
    struct.pack_into(f"<{tables}I", header, 76, *range(tables))
    folder = small[1024:1536]
    struct.pack_into("<I", folder, 128 + 116, tables + 1)
    struct.pack_into("<Q", folder, 128 + 120, len(padded))
    return bytes(header + struct.pack(f"<{len(chain)}I", *chain) + folder + padded)


FAR = {"A": [["a", "b"], ["c", "d"]]}
TOO_MUCH = {
    "a cell far away": stream(FAR)[:-4] + record(0x204, struct.pack("<HHH", 65_535, 4_000, 0) + text_of("x")) + record(0x0A),
    "a cell far right": stream(FAR)[:-4] + record(0xBE, struct.pack("<HHHH", 1, 0, 0, 60_000)) + record(0x0A),
    "states texts": stream(FAR, extra=record(0xFC, struct.pack("<II", 0x7FFFFFFF, 0x7FFFFFFF))),
    "is locked": stream(FAR, extra=record(0x2F, b"\0" * 6)),
    "a sheet twice": stream(FAR, extra=record(0x85, struct.pack("<IBB", 0, 0, 0) + text_of("B", "B")) * 2),
    "no sheet": record(0x809, b"\0" * 16) + record(0x0A),
}  # fmt: skip
REASONS = {
    "a cell far away": "more than 20,000,000 cells", "a cell far right": "more than 5,000", "is locked": "password",
}  # fmt: skip


@pytest.mark.parametrize("what", TOO_MUCH)
def test_one_that_asks_for_too_much_is_refused(what, tmp_path):
    with pytest.raises(UnreadableFile, match=REASONS.get(what, "damaged")):
        _cells(shell(TOO_MUCH[what]), tmp_path)


def test_a_size_that_it_states_reserves_nothing(tmp_path):
    content = shell(stream(FAR, size=(4_000_000_000, 60_000)))
    assert _cells(content, tmp_path) == {"": [["a", "b"], ["c", "d"]]}


def test_its_limits_are_those_of_every_workbook(tmp_path):
    content = old_workbook.workbook(SHEETS)
    for limits in (Limits(columns=2), Limits(workbook_cells=5), Limits(document_bytes=1000)):
        with pytest.raises(UnreadableFile, match=r"more than|above"):
            _cells(content, tmp_path, limits)


def test_a_ring_of_sectors_is_refused(tmp_path):
    content = bytearray(old_workbook.workbook(SHEETS))
    struct.pack_into("<I", content, 512 + 4 * 3, 2)
    with pytest.raises(UnreadableFile, match="damaged"):
        _cells(bytes(content), tmp_path)


def test_a_locked_new_workbook_is_one_of_these_and_said_to_be_locked(tmp_path):
    with pytest.raises(UnreadableFile, match="password"):
        _cells(shell(b"\0" * 5000, name="EncryptedPackage"), tmp_path)


def test_damage_anywhere_is_a_reason_and_never_another_exception(tmp_path):
    whole = old_workbook.workbook(SHEETS)
    chance = random.Random(3)
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(8, len(content))] = chance.randrange(256)
        cut = len(content) if chance.random() < 0.7 else chance.randrange(8, len(content))
        try:
            _cells(bytes(content[:cut]), tmp_path)
        except UnreadableFile as problem:
            assert problem.stack is None, problem.reason
