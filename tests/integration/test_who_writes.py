"""One process writes: others wait for it, and who only looks is never in its way."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from home_folder import POSTS, Home, post
from sample_runs import influencers, rows

from pipeline.cli import status
from pipeline.load import books
from pipeline.models import reference
from pipeline.settings import Settings
from pipeline.warehouse.warehouse import Warehouse, WarehouseBusy

ROOT = Path(__file__).parents[2]
A_RUN = "from pathlib import Path; from pipeline.warehouse.warehouse import Warehouse\nheld = Warehouse(Path(sys.argv[1])).connect()"
A_PROGRAM = "import duckdb\nheld = duckdb.connect(sys.argv[1] + '/warehouse/working.duckdb')"
A_READER = A_PROGRAM.replace("')", "', read_only=True)")


@contextmanager
def holding(code: str, home: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the working file until a line is written to it, or the block ends."""
    code = (
        f"import sys\n{code}\nwith held: print('open', flush=True); sys.stdin.readline()\nprint('closed', flush=True)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        try:
            assert process.stdout.readline() == "open\n"
            yield process
        finally:
            process.kill()


def publish(home: Home, run_id: str) -> None:
    """Publish what is loaded, as the step of a run does."""
    warehouse = Warehouse(home.path)
    with books.hold(warehouse) as working:
        books.start_run(working, run_id, None)
        reference.write_settings(working, home.settings.for_models())
        books.publish_run(warehouse, run_id)


@pytest.mark.parametrize("holder", [A_RUN, A_PROGRAM, A_READER])
def test_a_run_waits_for_who_holds_the_file_and_then_goes_on(home, holder, caplog):
    settings = Settings(home=home.path, wait_seconds=30)
    with holding(holder, home.path) as other:

        def let_go() -> None:
            time.sleep(1.5)
            other.stdin.write("\n")
            other.stdin.flush()

        began = time.monotonic()
        threading.Thread(target=let_go).start()
        with books.hold(Warehouse.of(settings)) as working:
            assert working.execute("select count(*) from meta.runs").fetchall() == [(0,)]
        assert 1.4 < time.monotonic() - began < 20
    (told,) = [record.getMessage() for record in caplog.records]
    assert told.startswith(f"Waiting up to 30 seconds: {home.path}/warehouse/working.duckdb is ")
    assert f"(PID {other.pid})" in told


@pytest.mark.parametrize(
    ("holder", "words"),
    [
        (A_RUN, "is being written by another run (PID {pid})"),
        (A_PROGRAM, "(PID {pid}), which is no run. Close it"),
        (A_READER, "(PID {pid}), which is no run. Close it"),
    ],
)
def test_a_run_gives_up_after_its_time_and_says_who_holds_the_file(home, holder, words):
    with holding(holder, home.path) as other:
        began = time.monotonic()
        with pytest.raises(WarehouseBusy) as raised, Warehouse(home.path, wait_seconds=1).connect():
            pass
        assert 1 <= time.monotonic() - began < 5
    assert words.format(pid=other.pid) in str(raised.value)
    assert "Waited 1 seconds." in str(raised.value)


def test_the_command_tells_on_standard_error_that_it_waits(home):
    command = [sys.executable, "-m", "pipeline.cli.main", "run", "--home", str(home.path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "INFLUENCERS_WAIT_SECONDS": "1"}
    with holding(A_RUN, home.path) as other:
        done = subprocess.run(
            command, capture_output=True, text=True, env=environment, cwd=home.path.parent, check=False
        )
    said = " ".join(done.stderr.split())
    assert done.returncode == 1
    assert "Waiting up to 1 seconds: " in said
    assert f"being written by another run (PID {other.pid})" in said
    assert "Traceback" not in said


def test_status_never_opens_the_working_file(home):
    home.put("2026-02-07/one.csv", POSTS + post(1))
    home.load()
    publish(home, "first")
    working = Warehouse(home.path).working
    content = working.read_bytes()
    working.write_bytes(b"no database")  # whoever opened it would fail
    looked = influencers("status", "--home", home.path)
    assert looked.exit_code == 0, looked.output
    assert "finished" in looked.stdout
    working.write_bytes(content)
    with holding(A_RUN, home.path):
        assert influencers("status", "--home", home.path).stdout == looked.stdout


@pytest.mark.long
def test_people_who_look_all_the_time_do_not_fail_a_run(home):
    home.put("2026-02-07/one.csv", POSTS + post(1))
    home.load()
    publish(home, "first")
    code = "import sys; from pathlib import Path; from pipeline.cli import status; from pipeline.warehouse.warehouse import Warehouse\n"
    code += "print('looks', flush=True)\nwhile True: list(status.sections(Warehouse(Path(sys.argv[1]))))"
    command = [sys.executable, "-c", code, str(home.path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    people = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) for _ in range(2)]
    try:
        assert [person.stdout.readline() for person in people] == ["looks\n"] * 2
        for night in range(10):
            publish(home, f"night {night}")
        assert [person.poll() for person in people] == [None, None]
    finally:
        for person in people:
            person.kill()
            person.communicate()


def sections(home: Home) -> dict[str, list[tuple]]:
    return {title: rows for title, _, rows in status.sections(Warehouse(home.path))}


def test_status_shows_a_run_that_failed_with_what_it_rejected_until_one_is_published(home):
    home.put("2026-02-07/one.csv", POSTS + post(1))
    home.load()
    publish(home, "run 1")
    home.put("2026-02-08/two.csv", POSTS + post(2) + post(3).replace("Feb 6", "Feb 30"))
    home.put("2026-02-08/unknown.csv", "colour,taste\nred,sweet\n")
    home.load()
    assert sections(home)["Last runs"][0][1] == "finished"  # the second goes on, and nobody looks into its file
    warehouse = Warehouse(home.path)
    with warehouse.connect() as working:
        books.close_run(working, warehouse, has_failed=True)
    shown = sections(home)
    assert [row[1] for row in shown["Last runs"]][:2] == ["failed", "finished"]
    assert shown["Last runs"][0][3:6] == (2, 1, 1)
    assert [row[0] for row in shown["Files rejected and not mended"]] == ["2026-02-08/unknown.csv"]
    assert [row[3:5] for row in shown["Records rejected (the 20 most frequent causes)"]] == [(1, 1)]
    assert len(shown[status.ACCOUNTS]) == 1

    (home.incoming / "2026-02-08/unknown.csv").unlink()
    publish(home, "second")
    assert [row[1] for row in sections(home)["Last runs"]][:2] == ["finished", "failed"]
    assert rows(warehouse.published, "select count(*) from meta.runs where run_status = 'failed'") == [(1,)]


def test_status_shows_a_first_run_that_failed_and_published_nothing(home):
    home.put("unknown.csv", "colour,taste\nred,sweet\n")
    home.load()
    nothing = influencers("status", "--home", home.path)
    assert isinstance(nothing.exception, FileNotFoundError)
    warehouse = Warehouse(home.path)
    with warehouse.connect() as working:
        books.close_run(working, warehouse, has_failed=True)
    shown = influencers("status", "--home", home.path)
    assert shown.exit_code == 0, shown.output
    assert "failed" in shown.stdout
    assert "unknown.csv" in shown.stdout
    assert not list(warehouse.published.parent.glob("*.next.*"))
    with pytest.raises(Exception, match="raw_record"):
        rows(warehouse.books, "select raw_record from meta.rejected_rows")


def test_status_knows_back_dated_runs(home):
    publish(home, "first")
    warehouse = Warehouse(home.path, back_date="as_of_2026-02-07")
    with books.hold(warehouse) as working:
        books.start_run(working, "back", Settings(as_of="2026-02-07").as_of_at)
        warehouse.begin()
        books.publish_run(warehouse, "back")
        books.close_run(working, warehouse, has_failed=False)
    assert [row[1] for row in sections(home)["Last runs"]] == ["finished, back-dated", "finished"]


def test_status_reads_what_a_release_before_has_published(home):
    publish(home, "first")
    warehouse = Warehouse(home.path)
    with warehouse.connect() as working:
        working.execute("alter table meta.runs drop column clock_at")
        warehouse.publish(working)
    assert [row[1] for row in sections(home)["Last runs"]] == ["finished"]
