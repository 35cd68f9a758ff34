"""Night after night, each published file kept; then every day is built again and compared with what was published.

Two worlds bring the same files on three days. In one each file arrives on the day it was captured. In the other
a correction of the first day's figures arrives on the second, and another file of the first day on the third.
"""

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sample_runs import influencers, rows, tables

from pipeline.exports.mapping_files import read_mappings
from pipeline.load import books, cleaning
from pipeline.load.inbox import new_files
from pipeline.load.loader import Loader
from pipeline.models import building, reference, sql_models
from pipeline.plan import make
from pipeline.settings import Settings
from pipeline.warehouse.warehouse import Warehouse

DAYS = FIRST, SECOND, THIRD = [date(2026, 11, 10), date(2026, 11, 16), date(2026, 11, 22)]
FAMILIES = ("apify", "brand", "meta_business_suite", "roster", "shopify", "x_analytics", "youtube_studio")
MODELS = ("staging", "intermediate", "marts")
LATE = "x_analytics/2026-11-10/@sample_lea12"
RESTATED = "x_analytics/2026-11-10/@sample_cem03"

Tables = dict[str, list[tuple]]
pytestmark = pytest.mark.long


@dataclass
class World:
    """A home folder that lives through the nights.

    Attributes:
        home: The home folder; its exports arrive in ``incoming``.
        published: The file that each night published, by its day.
        moments: When each night had ended, by its day.
    """

    home: Path
    published: dict[date, Path] = field(default_factory=dict)
    moments: dict[date, datetime] = field(default_factory=dict)

    def load(self, day: date, files: dict[str, Path]) -> None:
        """Let files arrive, and load them."""
        settings = Settings(home=self.home)
        if not Warehouse(self.home).working.exists():
            cleaning.mark(Warehouse(self.home))  # as a first run does
        for name, source in files.items():
            target = settings.incoming_folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        run_id = f"night of {day}"
        with Warehouse.of(settings).connect() as connection:
            books.start_run(connection, run_id, None)
            loader = Loader(connection, settings.incoming_folder, read_mappings(), run_id)
            loads = list(loader.load_files((p, None) for p in new_files(connection, settings.incoming_folder)))
            assert {load.status for load in loads} <= {"loaded", "ignored", "duplicate"}
            reference.load_reference(connection)

    def publish(self, day: date) -> None:
        """Build, publish, and keep what was published."""
        self.published[day] = Path(shutil.copy(self.build(Settings(home=self.home)), self.home / f"{day}.duckdb"))
        self.moments[day] = datetime.now(UTC).replace(tzinfo=None)

    def build(self, settings: Settings) -> Path:
        """Build and publish what the settings ask for."""
        warehouse = Warehouse.of(settings)
        warehouse.begin()
        with warehouse.connect_models() as connection:
            reference.write_settings(connection, settings.for_models())
            building.build_all(connection, MODELS_ONCE)
            make.write(connection, make.make_all(connection))
            return warehouse.publish(connection)

    def back_dated(self, **moment: object) -> Path:
        """Return what is published as of a day, or as known on one, built once."""
        settings = Settings(home=self.home, **moment)
        published = Warehouse.of(settings).published
        return published if published.exists() else self.build(settings)


MODELS_ONCE = sql_models.load_models()


def arriving(sample: Path, made: Path) -> Iterator[tuple[date, str, Path]]:
    """Give the day, the name and the content of every file, as it was captured."""
    for source in sorted(p for p in sample.rglob("*") if p.is_file()):
        name = source.relative_to(sample).as_posix()
        family, folder, *inner = name.split("/")
        captured = date.fromisoformat(folder)
        if family not in FAMILIES or (family == "meta_business_suite" and len(inner) > 1):
            continue
        day = next(day for day in DAYS if captured <= day)
        yield day, name, source
        if family == "brand":  # the sheets grow from day to day
            for earlier, kept in ((FIRST, 0.4), (SECOND, 0.7)):
                lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
                shorter = made / str(earlier) / inner[0]
                shorter.parent.mkdir(parents=True, exist_ok=True)
                shorter.write_text("".join(lines[: 1 + int(kept * (len(lines) - 1))]), encoding="utf-8")
                yield earlier, f"brand/{earlier}/{inner[0]}", shorter
        if name.startswith(RESTATED):
            yield day, f"{RESTATED}/zz corrected.csv", corrected(source, made / "corrected.csv")


def corrected(source: Path, target: Path) -> Path:
    """Write an export again with one like fewer for each post."""
    with source.open(newline="", encoding="utf-8-sig") as file:
        records = list(csv.DictReader(file))
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(records[0]))
        writer.writeheader()
        writer.writerows({**record, "Likes": max(int(record["Likes"] or 1) - 1, 0)} for record in records)
    return target


@pytest.fixture(scope="module")
def worlds(sample_run, tmp_path_factory) -> tuple[World, World]:
    """Return the world in which every file arrives on its day, and the one in which two are late."""
    folder = tmp_path_factory.mktemp("worlds")
    files = list(arriving(sample_run.incoming, folder / "made"))
    on_time, late = World(folder / "on_time"), World(folder / "late")
    for day in (FIRST, SECOND):
        on_time.load(day, {name: source for captured, name, source in files if captured == day})
    on_time.publish(SECOND)
    for day in DAYS:
        late.load(day, {name: source for captured, name, source in files if arrival(captured, name) == day})
        if day != THIRD:
            late.publish(day)
    return on_time, late


def arrival(captured: date, name: str) -> date:
    """Return the day on which a file arrives in the world in which some are late."""
    if name.startswith(LATE):
        return THIRD
    return SECOND if name.endswith("corrected.csv") else captured


def unequal(one: Tables, other: Tables) -> dict[str, tuple[int, int]]:
    """Return the tables that differ, with the rows that only one side has."""
    assert one.keys() == other.keys()
    found = {}
    for table in one:
        if one[table] != other[table]:
            found[table] = (len(set(one[table]) - set(other[table])), len(set(other[table]) - set(one[table])))
    return found


@pytest.mark.parametrize("day", [FIRST, SECOND])
def test_as_known_on_a_night_is_what_was_published_then(worlds, day):
    _, late = worlds
    rebuilt = late.back_dated(known_on=late.moments[day])
    published = tables(late.published[day], *MODELS)
    assert len(published["marts.post_performance"]) > 50
    assert unequal(tables(rebuilt, *MODELS), published) == {}


def test_as_of_a_day_is_what_was_published_that_day_had_every_file_come_in_time(worlds):
    on_time, late = worlds
    rebuilt = late.back_dated(as_of=SECOND)
    assert rebuilt.name == f"influencers_as_of_{SECOND}.duckdb"
    published = tables(on_time.published[SECOND], *MODELS)
    assert published["staging.stg_deals"]
    assert published["staging.stg_orders"]
    assert unequal(tables(rebuilt, *MODELS), published) == {}


def test_what_came_late_is_known_as_of_its_day_and_not_as_known_on_it(worlds):
    _, late = worlds
    query = "select post_key, m.captured_at, likes, file_name from staging.stg_post_metrics as m join meta.loads using (load_id)"
    first, second = (set(rows(late.back_dated(known_on=late.moments[day]), query)) for day in (FIRST, SECOND))
    of_day = set(rows(late.back_dated(as_of=SECOND), query))

    def of_file(found: set[tuple], part: str) -> dict[tuple, int]:
        return {(key, at): likes for key, at, likes, file in found if part in file}

    assert of_file(second, LATE) == {}
    assert of_file(of_day, LATE)
    assert of_day - second == {row for row in of_day if LATE in row[3]}
    assert second - of_day == set()
    corrections = of_file(second, "corrected.csv")
    assert corrections
    assert of_file(first, "corrected.csv") == {}
    before = {key: likes for key, likes in of_file(first, RESTATED).items() if key in corrections}
    assert {key: max(likes - 1, 0) for key, likes in before.items()} == corrections


@pytest.mark.usefixtures("graph")
def test_the_command_builds_beside_todays_warehouse_and_says_which_day_it_is(worlds):
    _, late = worlds
    today = Warehouse(late.home).published
    before = today.read_bytes(), tables(Warehouse(late.home).working, *MODELS)
    moment = late.moments[FIRST].isoformat()
    result = influencers("run", "--home", late.home, "--known-on", moment, "--as-of", "2026-12-31", "--json")
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    path = Path(made["warehouse"])
    assert path.parent == today.parent
    assert path.name.startswith("influencers_as_of_2026-12-31_known_on_")
    assert made["tiers"]
    assert unequal(tables(path, *MODELS), tables(late.published[FIRST], *MODELS)) == {}
    assert rows(path, "select as_of_at, known_on_at from meta.settings") == [
        (datetime(2026, 12, 31, 23, 59, 59, 999999), late.moments[FIRST])
    ]

    assert (today.read_bytes(), tables(Warehouse(late.home).working, *MODELS)) == before
    assert rows(today, "select as_of_at, known_on_at from meta.settings") == [(None, None)]
    assert not list(today.parent.glob("*.next.*"))
    runs = "select run_status, known_on_at from meta.runs order by started_at desc limit 1"
    assert rows(Warehouse(late.home).working, runs) == rows(path, runs) == [("finished", late.moments[FIRST])]

    shown = influencers("status", "--home", late.home).stdout
    assert "influencers.duckdb" in shown and moment[:10] in shown
    count = "select count(*) as n from marts.post_performance"
    asked = [influencers("query", count, "--home", late.home, "--format", "csv", *options).stdout for options in
             ([], ["--known-on", moment, "--as-of", "2026-12-31"])]  # fmt: skip
    assert asked == [f"n\n{rows(file, count)[0][0]}\n" for file in (today, path)]


@pytest.mark.usefixtures("graph")
def test_a_back_dated_build_that_fails_leaves_nothing_behind(worlds, monkeypatch):
    _, late = worlds
    files = sorted(Warehouse(late.home).published.parent.iterdir())

    def broken(*_: object) -> int:
        raise building.BrokenContract("staging.any", "a rule, on purpose", [])

    monkeypatch.setattr(building, "build", broken)
    result = influencers("run", "--home", late.home, "--as-of", "2026-11-11", "--json")
    assert result.exit_code == 1
    assert sorted(Warehouse(late.home).published.parent.iterdir()) == files


def test_a_back_dated_warehouse_that_was_never_built_is_named(worlds):
    _, late = worlds
    result = influencers("query", "select 1", "--home", late.home, "--as-of", "2020-01-01")
    assert isinstance(result.exception, FileNotFoundError)
    assert "influencers_as_of_2020-01-01.duckdb does not exist yet" in str(result.exception)
