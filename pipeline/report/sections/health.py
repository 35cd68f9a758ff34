"""Load health: what was read and rejected, how fresh it is, and which run built this."""

from pipeline.report.formats import counted, number
from pipeline.report.parts import Column, Section, Table, Text, Tiles
from pipeline.report.queries import Reader


def section(read: Reader) -> Section:
    """Return the books of what this report rests on."""
    loads = read.rows("loads")
    found = Section(
        "health", "Load health", "Health", "What the numbers rest on: every file and record is accounted for."
    )
    if not loads:
        found.missing = ["any export: put files below the incoming folder and run again"]
    else:
        found.blocks += _loads(read)
    run = read.row("run")
    if run:
        found.blocks.append(Text(_run(run), "This build", is_list=True))
    return found


def _loads(read: Reader) -> list[Tiles | Table | Text]:
    loads = read.rows("loads")
    total = {
        name: sum(row[name] for row in loads)
        for name in ("files", "files_rejected", "rows_read", "rows_accepted", "rows_rejected", "rows_duplicate")
    }
    fresh = [row["last_captured_at"] for row in loads if row["last_captured_at"] is not None]
    tiles = [
        (number(total["files"], "count"), "files read"),
        (number(total["rows_read"], "count"), "records read"),
        (number(total["rows_accepted"], "count"), "accepted"),
        (number(total["rows_rejected"], "count"), "rejected"),
        (number(total["rows_duplicate"], "count"), "held already"),
    ]
    if fresh:
        tiles.append((f"{max(fresh):%Y-%m-%d}", "newest capture"))
    blocks: list[Tiles | Table | Text] = [Tiles(tiles)]
    platforms = [
        Column("platform_name", "Platform"), Column("accounts", "Accounts", "count"),
        Column("last_captured_at", "Newest capture", "day"), Column("oldest_captured_at", "Account that waits longest", "day"),
    ]  # fmt: skip
    if rows := read.rows("freshness_platforms"):
        blocks.append(Table("freshness-platforms", "How fresh each platform is", platforms, rows))
    accounts = [
        Column("account", "Account", "name"), Column("platform_name", "Platform", is_filter=True),
        Column("last_captured_at", "Newest capture", "day"), Column("last_posted_at", "Newest post", "day"), Column("posts", "Posts", "count"),
    ]  # fmt: skip
    if rows := read.rows("freshness"):
        blocks.append(Table("freshness", "How fresh each account is", accounts, rows, is_interactive=True))
    files = [
        Column("file_name", "File", "name"),
        Column("reason", "Why", "sentence"),
        Column("remedy", "What to do", "sentence"),
        Column("last_tried_at", "Last tried", "day"),
    ]
    if rows := read.rows("rejected_files"):
        blocks.append(Table("rejected-files", "Files rejected and not mended", files, rows, is_interactive=True))
    records = [
        Column("format", "Layout", is_filter=True), Column("rule", "Rule", is_filter=True), Column("column_name", "Column"),
        Column("records", "Records", "count"), Column("files", "Files", "count"), Column("example", "Example", "name"),
    ]  # fmt: skip
    if rows := read.rows("rejected_rows"):
        blocks.append(Table("rejected-rows", "Records rejected, by cause", records, rows, is_interactive=True))
    else:
        blocks.append(Text(["No record was rejected."]))
    layouts = [
        Column("format", "Layout"), Column("files", "Files", "count"), Column("rows_read", "Records read", "count"),
        Column("rows_accepted", "accepted", "count"), Column("rows_rejected", "rejected", "count"),
        Column("rows_duplicate", "held already", "count"), Column("last_captured_at", "Newest capture", "day"),
    ]  # fmt: skip
    blocks.append(Table("loads", "What was read, by layout", layouts, loads, is_interactive=True))
    return blocks


def _run(run: dict[str, object]) -> list[str]:
    as_of, known_on = run["as_of_at"], run["known_on_at"]
    built = (
        f"Built {run['ended_at']:%Y-%m-%d %H:%M} UTC by run {run['run_id']}."
        if run["run_id"]
        else "Built without a run in the books."
    )
    return [
        built,
        f"Captured: {f'up to {as_of:%Y-%m-%d %H:%M} UTC' if as_of else 'everything'}. "
        f"Loaded: {f'up to {known_on:%Y-%m-%d %H:%M} UTC' if known_on else 'everything'}.",
        f"Versions: pipeline {run['pipeline_version'] or 'not recorded'}, DuckDB {str(run['duckdb_version']).removeprefix('v')}.",
        f"Reporting currency {run['reporting_currency']}; tier scheme {run['tier_scheme']}; "
        f"intervals of returns from {counted(int(str(run['bootstrap_replicates'])), 'draw')}, seed {run['bootstrap_seed']}.",
    ]
