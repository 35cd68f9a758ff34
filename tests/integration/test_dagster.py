"""The graph as Dagster shows it: pages, checks, partitions, schedule, sensor, and the record of a run."""

import dagster as dg
import duckdb
import pytest
from home_folder import POSTS, post
from sample_runs import rows

from pipeline import places
from pipeline.defs.resources import Pipeline
from pipeline.models import reference, sql_models
from pipeline.models.checks import find_checks
from pipeline.models.reference import WrongReference
from pipeline.warehouse.warehouse import Warehouse


@pytest.fixture(scope="module")
def specs(graph):
    return {spec.key: spec for spec in graph.resolve_all_asset_specs()}


def test_the_definitions_are_loadable(graph):
    dg.Definitions.validate_loadable(graph)


def test_every_asset_has_a_page_an_owner_a_group_and_a_kind(specs):
    for key, spec in specs.items():
        assert (spec.description or "").strip(), key
        assert spec.owners, key
        assert spec.group_name and spec.group_name != "default", key
        assert spec.kinds, key


def test_every_model_is_an_asset_with_its_columns_and_their_words(specs):
    models = sql_models.load_models()
    for table in models:
        schema = specs[dg.AssetKey(table.split("."))].metadata["dagster/column_schema"]
        assert [c.name for c in schema.columns] == list(models[table].contract.to_schema().columns)
        assert [c.name for c in schema.columns if not c.description or not c.type] == [], table


def test_every_model_depends_on_what_its_query_reads(specs):
    models = sql_models.load_models()
    for table, model in models.items():
        upstream = {dep.asset_key for dep in specs[dg.AssetKey(table.split("."))].deps}
        assert {dg.AssetKey(t.split(".")) for t in model.depends_on if t in models} <= upstream


def test_every_model_and_every_export_has_a_blocking_check(graph, specs):
    checks = graph.resolve_asset_graph()
    for key in specs:
        if key.path[0] in ("staging", "intermediate", "marts") or (key.path[0] == "exports" and key.path[1] != "inbox"):
            found = checks.get_check_keys_for_assets({key})
            assert any(checks.get_check_spec(check).blocking for check in found), key


def test_export_assets_are_partitioned_by_day_of_capture(specs):
    exports = [s for k, s in specs.items() if k.path[0] == "exports" and k.path[1] != "inbox"]
    assert len(exports) > 5
    for spec in exports:
        assert isinstance(spec.partitions_def, dg.DailyPartitionsDefinition)
        assert spec.partitions_def.has_partition_key("2026-03-01")


def test_everything_runs_in_one_process(graph):
    assert graph.executor is dg.in_process_executor


def test_the_schedule_asks_for_the_nightly_run(graph):
    schedule = graph.resolve_schedule_def("nightly")
    assert (schedule.cron_schedule, schedule.execution_timezone, schedule.job_name) == (
        "0 3 * * *",
        "UTC",
        "nightly_run",
    )
    with dg.DagsterInstance.ephemeral() as instance:
        tick = schedule.evaluate_tick(dg.build_schedule_context(instance))
    assert len(tick.run_requests) == 1


def test_the_sensor_waits_until_copying_ends_and_asks_once(graph, tmp_path):
    sensor = graph.resolve_sensor_def("new_exports")
    incoming = tmp_path / "incoming"
    cursor = None

    def tick():
        nonlocal cursor
        resources = {"pipeline": Pipeline(home=str(tmp_path), incoming=str(incoming))}
        with dg.build_sensor_context(cursor=cursor, resources=resources, definitions=graph) as context:
            data = sensor.evaluate_tick(context)
        cursor = data.cursor
        return [request.run_key for request in data.run_requests], data.skip_message

    assert tick() == ([], f"{incoming} holds no files")
    incoming.mkdir()
    (incoming / "a.csv").write_text("a,b\n")
    assert "waiting a minute" in tick()[1]
    (incoming / "a.csv").write_text("a,b\n1,2\n")
    assert "waiting a minute" in tick()[1]
    (first,) = tick()[0]
    assert tick() == ([], "No new files")
    (incoming / "b.csv").write_text("a,b\n")
    tick()
    (second,) = tick()[0]
    assert first != second
    (incoming / "c.csv.part").touch()
    assert tick() == ([], "No new files")


def test_a_run_of_the_daemon_holds_the_working_file_from_its_first_step_to_its_end(graph, home, monkeypatch):
    """No other run comes between two steps; when it has ended the file is free, and its books say how."""
    home.put("2026-02-07/one.csv", POSTS + post(1))
    working = Warehouse(home.path).working
    run_id, held_after = "11111111-2222-3333-4444-555555555555", []

    def fail(*_: object) -> None:
        raise WrongReference("on purpose")

    def listen(record: dg.EventLogEntry) -> None:
        event = record.dagster_event
        if event and event.event_type_value == "STEP_SUCCESS" and event.step_key:
            with pytest.raises(duckdb.ConnectionException):  # open in this process, with other settings
                duckdb.connect(str(working), read_only=True)
            held_after.append(event.step_key)

    monkeypatch.setattr(reference, "load_reference", fail)
    config = {"home": str(home.path), "incoming": str(home.incoming)}
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_event_listener(run_id, listen)
        result = graph.resolve_job_def("nightly_run").execute_in_process(
            instance=instance, run_id=run_id, raise_on_error=False,
            run_config={"resources": {"pipeline": {"config": config}}},
        )  # fmt: skip
    assert not result.success
    assert {"exports__inbox", "exports__x_analytics"} <= set(held_after)
    assert home.rows("select run_id, run_status from meta.runs") == [(run_id, "failed")]
    assert rows(Warehouse(home.path).books, "select run_status from meta.runs") == [("failed",)]
    assert home.rows("select impressions from raw.posts") == [(100,)]


@pytest.fixture(scope="module")
def instance(sample_run):
    with dg.DagsterInstance.from_config(str(sample_run.home / "dagster")) as found:
        yield found


def test_the_run_of_the_command_line_is_in_dagsters_records(sample_run, instance):
    run = instance.get_run_by_id(sample_run.summary["run_id"])
    assert (run.job_name, run.status) == ("nightly_run", dg.DagsterRunStatus.SUCCESS)


def test_exports_are_materialised_for_each_day_that_was_captured(sample_run, instance):
    days = instance.get_materialized_partitions(dg.AssetKey(["exports", "x_analytics"]))
    assert {"2026-10-29", "2026-11-22"} <= days


def test_every_table_reports_its_rows_and_a_green_check(sample_run, instance, specs):
    for key in specs:
        event = instance.get_latest_materialization_event(key)
        assert event is not None, key
        if key.path[0] in ("staging", "intermediate", "marts"):
            assert event.asset_materialization.metadata["dagster/row_count"].value >= 0
    records = instance.get_event_records(dg.EventRecordsFilter(dg.DagsterEventType.ASSET_CHECK_EVALUATION))
    evaluations = [r.event_log_entry.dagster_event.asset_check_evaluation_data for r in records]
    assert len(evaluations) >= len(sql_models.load_models())
    assert [e.asset_check_key for e in evaluations if not e.passed and e.severity == dg.AssetCheckSeverity.ERROR] == []
    warned = {e.asset_check_key.name for e in evaluations if e.severity == dg.AssetCheckSeverity.WARN}
    assert {check.rule for check in find_checks(places.SQL) if not check.stops} <= warned
