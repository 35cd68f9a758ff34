"""Publishing that is killed at every line, or that finds no room: what readers have, and what the books say of it."""

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from home_folder import POSTS, Home, post
from sample_runs import influencers, rows

from pipeline.load import books
from pipeline.models import reference
from pipeline.warehouse import publishing
from pipeline.warehouse.holder import CannotWrite
from pipeline.warehouse.warehouse import Warehouse

ROOT = Path(__file__).parents[2]
TODAYS, BACK_DATED = "", "as_of_2026-02-07"
NEVER_KILLED = 250  # steps; publishing has fewer

# Copies a home folder for each line of publishing, and publishes there in a child that dies before that line.
KILLER = """
    import os, shutil, sys
    from pathlib import Path
    from pipeline.load import books
    from pipeline.warehouse import publishing, warehouse
    template, back_date = Path(sys.argv[1]), sys.argv[2]
    watched = {books.publish_run, books.end_run, warehouse.Warehouse.publish, warehouse._finish, warehouse.Warehouse.discard,
        publishing.copy, publishing.swap_in, publishing.flush, publishing.remove_begun, publishing.remove_leftovers}
    codes = {function.__code__ for function in watched}

    def dies_before(step):
        left = step
        def trace(frame, event, _):
            nonlocal left
            if frame.f_code in codes and event == "line":
                left -= 1
                if left < 0:
                    os._exit(9)
            return trace
        return trace

    for step in range(0, int(sys.argv[3]), int(sys.argv[4])):
        home = template.with_name(f"home {step}")
        shutil.copytree(template, home)
        child = os.fork()
        if child == 0:
            found = warehouse.Warehouse(home, back_date=back_date)
            with books.hold(found) as working:
                books.start_run(working, "killed", None)
                found.begin()
                sys.settrace(dies_before(step))
                books.publish_run(found, "killed")
                sys.settrace(None)
            os._exit(0)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
            break
    print(step)
"""


def published_before(home: Path, back_date: str = TODAYS) -> Warehouse:
    """Publish a first run, of today's warehouse or of a back-dated one."""
    warehouse = Warehouse(home, back_date=back_date)
    with books.hold(warehouse) as working:
        books.start_run(working, "before", None)
        working.execute("create or replace table marts.a as select 1 as n from range(100000)")
        warehouse.begin()
        books.publish_run(warehouse, "before")
    return warehouse


def in_child(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )


@pytest.mark.long
@pytest.mark.parametrize(("back_date", "stride"), [(TODAYS, 1), (BACK_DATED, 4)])
def test_killed_before_any_line_of_publishing_books_and_published_file_agree_after_the_next_start(
    tmp_path, back_date, stride
):
    published_before(tmp_path / "template", back_date)
    done = in_child(KILLER, tmp_path / "template", back_date, NEVER_KILLED, stride)
    assert done.stderr == ""
    steps = int(done.stdout)
    assert 20 < steps < NEVER_KILLED
    ends = []
    for step in range(0, steps + 1, stride):
        warehouse = Warehouse(tmp_path / f"home {step}", back_date=back_date)
        said = dict(rows(warehouse.working, "select run_id, run_status from meta.runs"))
        readers = dict(rows(warehouse.published, "select run_id, run_status from meta.runs"))
        assert readers["before"] == "finished"
        assert rows(warehouse.published, "select count(*) from marts.a") == [(100_000,)]
        if said["killed"] == "finished":  # never sooner than readers can open it
            assert readers["killed"] == "finished", step
        with books.hold(Warehouse(tmp_path / f"home {step}")):
            pass
        settled = rows(warehouse.working, "select run_status, ended_at from meta.runs where run_id = 'killed'")
        opened = rows(warehouse.published, "select run_status, ended_at from meta.runs where run_id = 'killed'")
        assert settled == opened if opened else settled[0][0] == "failed", step
        assert not list(warehouse.published.parent.glob("*.next.*")), step
        ends.append(settled[0][0])
    turn = ends.index("finished")
    assert ends == ["failed"] * turn + ["finished"] * (len(ends) - turn)
    assert 0 < turn < len(ends) - 1


@pytest.mark.parametrize("owner", [4194303, os.getpid(), 1], ids=["dead", "of this process", "of another"])
def test_what_killed_runs_began_is_gone_after_the_next_start(tmp_path, owner):
    warehouse = published_before(tmp_path)
    folder = warehouse.published.parent
    for name in ("influencers", "influencers_as_of_2026-01-01"):
        (folder / f"{name}.next.{owner}").write_bytes(b"half a file")
        (folder / f"{name}.next.{owner}.wal").touch()
    with books.hold(warehouse):
        assert not list(folder.glob("*.next.*"))
    assert sorted(path.name for path in folder.iterdir()) == ["influencers.duckdb", "working.duckdb"]


def test_a_copy_that_breaks_off_is_removed_and_readers_keep_their_file(tmp_path):
    warehouse = published_before(tmp_path)
    before = warehouse.published.read_bytes()
    code = """
        import resource, signal, sys
        from pathlib import Path
        from pipeline.load import books
        from pipeline.warehouse.warehouse import Warehouse
        warehouse = Warehouse(Path(sys.argv[1]))
        with books.hold(warehouse) as working:
            books.start_run(working, "large", None)
            working.execute("checkpoint")
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
            try:
                books.publish_run(warehouse, "large")
            except OSError as error:
                print(error)
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            books.close_run(working, warehouse, has_failed=True)
    """
    done = in_child(code, tmp_path)
    assert "could not be copied" in done.stdout, done.stderr
    assert "The half copy is removed" in done.stdout
    assert warehouse.published.read_bytes() == before
    assert not list(warehouse.published.parent.glob("*.next.*"))
    assert rows(warehouse.working, "select run_status from meta.runs where run_id = 'large'") == [("failed",)]
    with books.hold(warehouse) as working:
        books.start_run(working, "after", None)
        books.publish_run(warehouse, "after")
    found = dict(rows(warehouse.published, "select run_id, run_status from meta.runs"))
    assert found == {"before": "finished", "large": "failed", "after": "finished"}


def test_room_is_looked_at_before_and_the_message_says_how_much_is_missing_and_where(tmp_path, monkeypatch):
    warehouse = published_before(tmp_path)
    usage = shutil.disk_usage(tmp_path)
    with books.hold(warehouse) as working:
        books.start_run(working, "next", None)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=500_000))
        with pytest.raises(publishing.NoSpace) as raised:
            books.publish_run(warehouse, "next")
        needed = warehouse.working.stat().st_size + publishing.MARGIN
        words = (
            f"{warehouse.working.parent} has 0.5 MB free and needs {needed / 1e6:,.1f} MB for a copy of working.duckdb"
        )
        assert str(raised.value).startswith(f"{words}: {needed / 1e6 - 0.5:,.1f} MB are missing.")
        assert not list(warehouse.published.parent.glob("*.next.*"))
    with pytest.raises(publishing.NoSpace, match=r"0\.5 MB free and needs .* MB for a run: .* MB are missing"):
        with books.hold(warehouse):
            pass


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder with a disk of its own, of 24 MB."""
    mounted = tmp_path / "small disk"
    mounted.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", mounted]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting takes rights that these tests do not have")
    yield mounted
    subprocess.run(["umount", mounted], check=True)


def larger(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=100m", disk], check=True)


def test_a_disk_without_room_is_told_and_later_runs_work(small_disk):
    warehouse = published_before(small_disk / "home")
    with books.hold(warehouse) as working:
        books.start_run(working, "large", None)
        working.execute("create table raw.large as select hash(range) as n from range(1250000)")
        with pytest.raises(publishing.NoSpace, match="are missing"):
            books.publish_run(warehouse, "large")
        working.execute("drop table raw.large")
        books.close_run(working, warehouse, has_failed=True)
    (warehouse.published.parent / "influencers.next.1").write_bytes(b"x" * 2_000_000)
    with (small_disk / "filler").open("wb") as filler, pytest.raises(OSError, match="No space left"):
        while True:
            filler.write(b"x" * 100_000)
            filler.flush()
    with pytest.raises(publishing.NoSpace, match="are missing"), books.hold(warehouse):
        pass
    assert not list(warehouse.published.parent.glob("*.next.*"))
    (small_disk / "filler").unlink()
    larger(small_disk)
    with books.hold(warehouse) as working:
        books.start_run(working, "after", None)
        books.publish_run(warehouse, "after")
    found = dict(rows(warehouse.published, "select run_id, run_status from meta.runs"))
    assert found == {"before": "finished", "large": "failed", "after": "finished"}


@pytest.mark.usefixtures("graph")
@pytest.mark.long
def test_a_disk_that_fills_up_in_the_middle_of_a_run_is_told_and_nothing_is_lost(small_disk, monkeypatch, tmp_path):
    home = Home(small_disk / "home")
    home.put("2026-02-07/one.csv", POSTS + post(1))
    home.load()
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "dagster"))

    def fill(connection: duckdb.DuckDBPyConnection, _: object) -> None:
        connection.execute("create table raw.large as select hash(range) as n from range(10000000)")
        connection.execute("checkpoint")

    monkeypatch.setattr(reference, "load_reference", fill)
    result = influencers("run", "--home", home.path)
    told = " ".join(f"{result.output} {result.exception}".split())
    assert result.exit_code == 1
    if isinstance(result.exception, CannotWrite):  # the working file itself takes nothing more
        assert "No space left on device" in told and "Look for room on that disk" in told
    else:  # the step could not go on, and there was room to write that down
        assert "Not built: reference" in told and "the disk is full, make room and run again" in told
    larger(small_disk)
    warehouse = Warehouse(home.path)
    with books.hold(warehouse) as working:
        assert working.execute("select distinct run_status from meta.runs").fetchall() == [("failed",)]
        assert working.execute("select impressions from raw.posts").fetchall() == [(100,)]
        books.start_run(working, "after", None)
        books.publish_run(warehouse, "after")
    assert rows(warehouse.published, "select impressions from raw.posts") == [(100,)]


def test_a_home_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "home").write_text("a file, no folder")
    with pytest.raises(OSError, match=r"working\.duckdb cannot be opened for writing: .*--home"):
        with books.hold(Warehouse(tmp_path / "home")):
            pass


def test_columns_of_a_release_are_added_to_the_tables_of_before(home: Home):
    home.put("2026-02-07/one.csv", POSTS + post(1))
    home.load()
    with duckdb.connect(str(Warehouse(home.path).working)) as older:
        for table in ("raw.posts", "history.posts"):
            older.execute(f"alter table {table} drop column saves")
        older.execute("alter table meta.runs drop column clock_at")
    with Warehouse(home.path).connect() as connection:
        for table in ("raw.posts", "history.posts", "meta.runs"):
            added = "clock_at" if table == "meta.runs" else "saves"
            schema, name = table.split(".")
            words = "select comment from duckdb_columns() where schema_name = ? and table_name = ? and column_name = ?"
            assert connection.execute(words, [schema, name, added]).fetchone()[0], table
        assert connection.execute("select impressions, saves from raw.posts").fetchall() == [(100, None)]
    home.put("2026-02-07/two.csv", POSTS + post(1, impressions=120))
    (loaded,) = home.load().values()
    assert (loaded["status"], loaded["rows_accepted"]) == ("loaded", 1)
    assert home.rows("select impressions from raw.posts") == [(120,)]
    assert home.rows("select impressions from history.posts") == [(100,)]
