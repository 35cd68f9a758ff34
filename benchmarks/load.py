"""How long ten million generated post rows take from CSV to staged, against DuckDB reading the same files.

Both are measured in one run, alternating, each in a process of its own; medians are compared.
``python -m benchmarks.load --rows 10000000 --repeat 3``
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory


def main() -> None:
    """Generate the rows, measure both sides, print a table and whether the bound holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--files", type=int, default=10)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="folder for the generated rows; used again if it is there")
    parser.add_argument("--side", choices=["duckdb", "pipeline"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        measure = read_with_duckdb if given.side == "duckdb" else load_with_pipeline
        print(json.dumps(measure(given.folder)))
        return
    with TemporaryDirectory(prefix="influencers-bench-") as scratch:
        folder = given.keep or Path(scratch)
        if not (folder / "incoming").is_dir():
            generate(folder, given.rows, given.files)
        compare(folder, given.repeat)


def generate(folder: Path, rows: int, files: int) -> None:
    """Write the rows, and say how long it took."""
    from pipeline.sample import generate_observations

    started = time.perf_counter()
    print(f"generating {rows:,} post rows ...", flush=True)
    generate_observations(folder, rows, seed=11, files=files)
    size = sum(path.stat().st_size for path in (folder / "incoming").rglob("*.csv"))
    print(f"  {size / 1e9:.2f} GB in {time.perf_counter() - started:.1f} s")


def compare(folder: Path, repeat: int) -> None:
    """Measure both sides in turn and print medians."""
    results: dict[str, list[dict[str, float]]] = {"duckdb": [], "pipeline": []}
    for turn in range(repeat):
        for side, measurements in results.items():
            command = [sys.executable, "-m", "benchmarks.load", "--side", side, "--folder", str(folder)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            measured = json.loads(done.stdout.splitlines()[-1])
            measurements.append(measured)
            shown = ", ".join(f"{name} {value:,.2f}" for name, value in measured.items())
            print(f"  turn {turn + 1}, {side}: {shown}", flush=True)
    read = statistics.median(result["seconds"] for result in results["duckdb"])
    load = statistics.median(result["seconds"] for result in results["pipeline"])
    models = statistics.median(result["models_seconds"] for result in results["pipeline"])
    memory = max(result["peak_gib"] for result in results["pipeline"])
    print(f"\nDuckDB reads the files into tables, unchecked: {read:.1f} s (median)")
    print(f"The pipeline loads, validates and stages them:  {load:.1f} s (median), {load / read:.2f} times as long")
    print(f"Models and publish on top: {models:.1f} s; peak memory of the pipeline {memory:.2f} GiB")
    holds = load <= 2 * read and memory < 4
    print(f"At most twice as long and under 4 GiB: {'yes' if holds else 'NO'}")
    sys.exit(0 if holds else 1)


def read_with_duckdb(folder: Path) -> dict[str, float]:
    """Read each layout's files into a table with DuckDB's own detection, skipping what it cannot read."""
    import duckdb

    by_header: dict[str, list[str]] = {}
    for path in sorted((folder / "incoming").rglob("*.csv")):
        with path.open(encoding="utf-8-sig") as file:
            by_header.setdefault(file.readline(), []).append(str(path))
    with TemporaryDirectory(dir=folder) as scratch:
        started = time.perf_counter()
        with duckdb.connect(f"{scratch}/base.duckdb", config={"memory_limit": "2GB"}) as connection:
            for number, paths in enumerate(by_header.values()):
                connection.execute(
                    f"create table base_{number} as from read_csv({paths!r}, ignore_errors = true, store_rejects = false)"
                )
            connection.execute("checkpoint")
        return {"seconds": time.perf_counter() - started, "peak_gib": _peak()}


def load_with_pipeline(folder: Path) -> dict[str, float]:
    """Load, validate and stage the same files; then build the models and publish."""
    from pipeline.exports.mapping_files import read_mappings
    from pipeline.load.inbox import new_files
    from pipeline.load.loader import Loader
    from pipeline.models import building, reference
    from pipeline.settings import Settings
    from pipeline.warehouse.warehouse import Warehouse

    settings = Settings(home=folder / "home", incoming=folder / "incoming")
    shutil.rmtree(settings.home, ignore_errors=True)
    warehouse = Warehouse(settings.home, settings.memory_limit)
    started = time.perf_counter()
    with warehouse.connect() as connection:
        loader = Loader(connection, settings.incoming_folder, read_mappings(), "bench")
        loads = list(loader.load_files((path, None) for path in new_files(connection, settings.incoming_folder)))
        connection.execute("checkpoint")
    staged = time.perf_counter()
    with warehouse.connect() as connection:
        reference.load_reference(connection)
        reference.write_settings(connection, settings.for_models())
        building.build_all(connection)
        warehouse.publish(connection)
    done = time.perf_counter()
    shutil.rmtree(settings.home)
    return {
        "seconds": staged - started,
        "models_seconds": done - staged,
        "peak_gib": _peak(),
        "rows_read": sum(load.rows_read for load in loads),
        "rows_accepted": sum(load.rows_accepted for load in loads),
        "rows_rejected": sum(load.rows_rejected for load in loads),
        "rows_duplicate": sum(load.rows_duplicate for load in loads),
    }


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    main()
