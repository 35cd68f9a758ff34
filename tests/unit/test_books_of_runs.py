"""The books of runs, in an order that the machine's clock cannot disturb."""

from datetime import UTC, datetime, timedelta

import pytest
from home_folder import POSTS, Home, post

from pipeline import summary
from pipeline.cli import status
from pipeline.load import books
from pipeline.models.known import create_views
from pipeline.warehouse.warehouse import Warehouse

REAL = datetime(2026, 3, 9, 3, 0)


class Clock:
    """A machine's clock that a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.says = REAL
        monkeypatch.setattr(books, "_clock", self.tick)

    def tick(self) -> datetime:
        self.says += timedelta(milliseconds=1)
        return self.says


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def night(home: Home, clock: Clock, says: datetime, impressions: int) -> dict[str, str]:
    """Load another export of the same day when the clock says something; return status by file."""
    clock.says = says
    number = len(list(home.incoming.rglob("*.csv")))
    home.put(f"2026-02-07/{number}.csv", POSTS + post(1, impressions=impressions))
    found = home.load()
    with Warehouse(home.path).connect() as connection:
        books.end_run(connection, f"run {home.runs}", "finished")
    return {name: row["status"] for name, row in found.items()}


def test_a_run_is_written_down_after_everything_before_it_whatever_the_clock_says(home, clock):
    night(home, clock, REAL, 100)
    night(home, clock, REAL - timedelta(days=90), 120)
    night(home, clock, REAL - timedelta(days=400), 130)
    night(home, clock, REAL + timedelta(days=1), 140)
    runs = home.rows("select run_id, started_at, ended_at, clock_at from meta.runs order by started_at")
    assert [run[0] for run in runs] == ["run 1", "run 2", "run 3", "run 4"]
    assert [run[3] and run[3].date() for run in runs] == [
        None, (REAL - timedelta(days=90)).date(), (REAL - timedelta(days=400)).date(), None,
    ]  # fmt: skip
    moments = [moment for run in runs for moment in run[1:3]]
    assert moments == sorted(moments)
    loads = home.rows("select started_at, ended_at from meta.loads order by run_id")
    assert all(run[1] <= load[0] <= load[1] <= run[2] for run, load in zip(runs, loads, strict=True))
    assert runs[3][1].date() == (REAL + timedelta(days=1)).date()


def test_what_was_known_after_each_run_is_right_with_a_clock_set_back(home, clock):
    for says, impressions in ((REAL, 100), (REAL - timedelta(days=90), 120), (REAL - timedelta(days=30), 130)):
        assert set(night(home, clock, says, impressions).values()) == {"loaded"}
    ends = [row[0] for row in home.rows("select ended_at from meta.runs order by started_at")]
    seen = []
    with Warehouse(home.path).connect() as connection:
        for end in ends:
            create_views(connection, None, end)
            seen.append(connection.execute("select impressions from known.posts").fetchall())
    assert seen == [[(100,)], [(120,)], [(130,)]]


def test_a_clock_set_back_is_told_in_words_and_in_status(home, clock):
    night(home, clock, REAL, 100)
    night(home, clock, REAL - timedelta(days=90), 120)
    warehouse = Warehouse(home.path)
    with warehouse.connect() as connection:
        assert books.clock_warning(connection, "run 1") is None
        words = books.clock_warning(connection, "run 2")
        assert words.startswith(
            "The clock says 2025-12-09 03:00:00, the newest entry in the books is of 2026-03-09 03:00:00"
        )
        warehouse.publish(connection)
    shown = {title: rows for title, _, rows in status.sections(warehouse)}["Last runs"]
    assert [row[1] for row in shown] == ["finished, clock said 2025-12-09 03:00", "finished"]


def test_a_file_rejected_again_with_a_clock_set_back_is_new_and_then_mended(home, clock):
    clock.says = REAL
    home.put("2026-02-07/x.csv", "colour\nred\n")
    home.load()
    clock.says = REAL - timedelta(days=90)
    home.put("2026-02-07/x.csv", "flavour\nsweet\n")
    home.load()
    with Warehouse(home.path).connect() as connection:
        (rejected,) = summary.of_run(connection, "run 2", home.incoming)["rejected_files"]
        assert rejected["is_new"]
    clock.says = REAL - timedelta(days=180)
    home.put("2026-02-07/x.csv", POSTS + post(1))
    home.load()
    warehouse = Warehouse(home.path)
    with warehouse.connect() as connection:
        warehouse.publish(connection)
    shown = {title: rows for title, _, rows in status.sections(warehouse)}
    assert shown["Files rejected and not mended"] == []
    assert home.load() == {}


def test_a_step_that_is_tried_again_finds_its_run(home, clock):
    with Warehouse(home.path).connect() as connection:
        books.start_run(connection, "one", None)
        before = connection.execute("select * from meta.runs").fetchall()
        books.start_run(connection, "one", None)
        assert connection.execute("select * from meta.runs").fetchall() == before


def test_runs_without_an_end_are_finished_if_readers_can_open_them_and_else_failed(home, clock):
    shown = datetime(2026, 3, 9, 4, 0)
    with Warehouse(home.path).connect() as connection:
        connection.execute("""
            insert into meta.runs (run_id, started_at, run_status, pipeline_version) values
            ('seen', '2026-03-09 03:30:00', 'running', '1'), ('unseen', '2026-03-09 03:40:00', 'running', '1')
        """)
        books.settle(connection, lambda: {"seen": shown, "older": REAL})
        ends = dict(connection.execute("select run_id, (run_status, ended_at) from meta.runs").fetchall())
    assert ends["seen"] == ("finished", shown)
    assert ends["unseen"][0] == "failed"
    assert ends["unseen"][1] >= datetime(2026, 3, 9, 3, 40)


def test_the_machines_clock_is_utc():
    assert abs(books._clock() - datetime.now(UTC).replace(tzinfo=None)) < timedelta(seconds=5)
