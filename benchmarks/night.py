"""What a night costs, in CPU seconds as multiples of ``python -c "import dagster"``: nothing new, one new file, the whole sample.

Ratios hold on any machine; every process has its bytecode cached. ``python -m benchmarks.night``
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample" / "incoming"
TARGETS = {"nothing new": 3, "one new file of 1,000 rows": 8, "the whole sample from nothing": 16}
POSTS = "Post id,Date,Post text,Link,Impressions,Likes,Engagements\n"
POST = '"{0}","Sat, Feb 7, 2026","A post","https://x.com/ana_b/status/{0}","100","5","9"\n'
FIRST_ID = 2020000000000000000


def main() -> None:
    """Measure, print the table, and end with 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3)
    repeat = parser.parse_args().repeat
    with TemporaryDirectory(prefix="influencers-night-") as scratch:
        found = [measure(Path(scratch) / str(turn)) for turn in range(repeat)]
    unit = statistics.median(turn.pop("unit") for turn in found)
    print(f"import dagster: {unit:.2f} CPU s; medians of {repeat}, {os.cpu_count()} cores")
    missed = False
    for name, target in TARGETS.items():
        ratio = statistics.median(turn[name] for turn in found) / unit
        missed |= ratio > target
        print(f"{name:32} {ratio:5.1f} x   target {target:2} x   {'ok' if ratio <= target else 'NO'}")
    sys.exit(missed)


def measure(folder: Path) -> dict[str, float]:
    """Return the CPU seconds of each night, and those of importing Dagster."""
    incoming, home = folder / "incoming", folder / "home"
    shutil.copytree(SAMPLE, incoming)
    run = [sys.executable, "-m", "pipeline.cli.main", "run", "--incoming", str(incoming), "--home", str(home), "--json"]
    unit = [sys.executable, "-c", "import dagster"]
    cpu_seconds(unit)
    found = {"unit": cpu_seconds(unit), "the whole sample from nothing": cpu_seconds(run)}
    found["nothing new"] = cpu_seconds(run)
    new = incoming / "x" / "2026-11-21" / "more.csv"
    new.parent.mkdir(parents=True, exist_ok=True)
    new.write_text(POSTS + "".join(POST.format(FIRST_ID + number) for number in range(1000)), encoding="utf-8")
    found["one new file of 1,000 rows"] = cpu_seconds(run)
    return found


def cpu_seconds(command: list[str]) -> float:
    """Return the CPU seconds of a command that succeeds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
