"""A headless Chromium that opens the report from disk and writes down all that it asks for and complains about."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from home_folder import Home
from report_page import HOSTILE, Opened
from sample_fixtures import copied_run, graph, sample_run
from sample_runs import Ran

from pipeline.models import building, reference
from pipeline.models import metric_registry as metrics
from pipeline.plan import make
from pipeline.report import page
from pipeline.settings import Settings
from pipeline.warehouse.warehouse import Warehouse

__all__ = ["copied_run", "graph", "sample_run"]
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return the system's Chromium; without it the test is skipped."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("Chromium is not installed: install it, or name it in CHROMIUM")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Opened]]:
    """Return what opens a report at a width, in a scheme of colours."""
    contexts = []

    def open_at(report: Path, width: int = 1440, scheme: str = "light", script: str = "", **options: Any) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        return Opened(context, report)

    yield open_at
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def sample_report(sample_run: Ran) -> Path:
    """Return the report that the run of the sample drew."""
    report = Path(json.loads(sample_run.result.stdout)["report"])
    assert report.is_file()
    return report


@pytest.fixture(scope="session")
def empty_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of a warehouse with reference data and nothing else."""
    home = Home(tmp_path_factory.mktemp("empty") / "home")
    warehouse = Warehouse(home.path)
    with warehouse.connect() as connection:
        reference.load_reference(connection, [])
        metrics.write_definitions(connection)
        reference.write_settings(connection, home.settings.for_models())
        building.build_all(connection)
        make.write(connection, make.make_all(connection))
        warehouse.publish(connection)
    return page.write(home.settings)


@pytest.fixture(scope="session")
def hostile_report(sample_run: Ran, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of the sample in which every text that people write is a page's worth of HTML and script."""
    folder = tmp_path_factory.mktemp("hostile")
    published = folder / "warehouse" / "influencers.duckdb"
    published.parent.mkdir()
    shutil.copyfile(sample_run.published, published)
    texts = {"name", "handle", "niche", "promo_code", "campaign_name", "evidence_sentence", "file_name", "value", "reason",
             "remedy", "plan_title", "plan_reason", "advice", "verdict_sentence", "status_sentence", "rule", "deal_id",
             "benchmark_publisher", "benchmark_population", "column_name", "format"}  # fmt: skip
    with duckdb.connect(str(published)) as connection:
        columns = connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns() where data_type = 'VARCHAR'"
            " and schema_name in ('marts', 'meta') and table_name in (select table_name from duckdb_tables())"
        ).fetchall()
        changed = 0
        for schema, table, column in columns:
            if column in texts and (schema, table, column) != ("meta", "loads", "file_name"):
                end = " || rowid" if column == "deal_id" else ""
                connection.execute(
                    f'update {schema}.{table} set "{column}" = ?{end} where "{column}" is not null', [HOSTILE]
                )
                changed += 1
        connection.execute("update marts.benchmark_comparison set benchmark_url = 'javascript:window.hacked=1'")
    assert changed > 20
    return page.write(Settings(home=folder))
