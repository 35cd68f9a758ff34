from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from pydantic import ValidationError

from pipeline import settings_page
from pipeline.models import reference
from pipeline.settings import Settings
from pipeline.warehouse.rows import as_dicts
from schemas.model_settings import ModelSettings
from schemas.settings import Settings as Contract


@pytest.fixture(autouse=True)
def _no_thread_of_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INFLUENCERS_THREADS", raising=False)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_defaults_keep_everything_below_data():
    settings = Settings()
    assert (settings.home, settings.incoming_folder) == (Path("data"), Path("data/incoming"))
    assert settings.as_of_at is None


def test_options_go_before_the_environment_and_that_before_the_file(monkeypatch):
    Path("influencers.toml").write_text('home = "file"\nincoming = "in file"\nreporting_currency = "EUR"\n')
    monkeypatch.setenv("INFLUENCERS_HOME", "environment")
    monkeypatch.setenv("INFLUENCERS_INCOMING", "in environment")
    settings = Settings(home=Path("option"))
    assert (settings.home, settings.incoming, settings.reporting_currency) == (
        Path("option"),
        Path("in environment"),
        "EUR",
    )


def test_as_of_means_the_end_of_that_day():
    assert Settings(as_of=date(2026, 3, 4)).as_of_at == datetime(2026, 3, 4, 23, 59, 59, 999999)


@pytest.mark.parametrize(
    ("known_on", "moment"),
    [
        ("2026-03-04", datetime(2026, 3, 4, 23, 59, 59, 999999)),
        (date(2026, 3, 4), datetime(2026, 3, 4, 23, 59, 59, 999999)),
        ("2026-03-04T00:00:00", datetime(2026, 3, 4)),
        ("2026-03-04 05:30", datetime(2026, 3, 4, 5, 30)),
        ("2026-03-04T05:30:00+02:00", datetime(2026, 3, 4, 3, 30)),
    ],
)
def test_known_on_is_a_day_or_a_moment(known_on, moment):
    assert Settings(known_on=known_on).known_on_at == moment


def test_a_back_dated_build_has_a_name_of_its_own():
    assert Settings().back_date == ""
    assert Settings(as_of="2026-03-04").back_date == "as_of_2026-03-04"
    both = Settings(as_of="2026-03-04", known_on="2026-03-09T05:30:00+02:00")
    assert both.back_date == "as_of_2026-03-04_known_on_2026-03-09T03-30-00"


def test_the_row_that_models_read_is_that_of_its_contract():
    assert list(Settings(reporting_currency="eur").for_models()) == list(Contract.to_schema().columns)
    assert Settings(reporting_currency="eur").for_models()["reporting_currency"] == "EUR"


def test_a_warehouse_whose_settings_nobody_gave_has_those_of_a_run_without_options():
    with duckdb.connect() as con:
        reference.write_settings(con, {})
        row = as_dicts(con, "select * from meta.settings")[0]
    assert row == Settings().for_models()


def test_the_contract_of_the_row_has_the_words_and_bounds_of_the_settings():
    for name, column in Contract.to_schema().columns.items():
        if name not in ModelSettings.model_fields:
            continue
        assert column.description == Settings.model_fields[name].description
        assert not column.nullable
        low = ModelSettings.model_json_schema()["properties"][name].get("minimum")
        assert [
            check.statistics["min_value"] for check in column.checks if check.name.startswith("greater_than_or")
        ] == ([] if low is None else [low])


def test_the_page_of_all_settings_is_up_to_date():
    page = Path(__file__).parents[2] / "docs" / "settings.md"
    assert page.read_text(encoding="utf-8") == settings_page.page(), "run: make settings"


@pytest.mark.parametrize(
    "wrong", ["hoem = 'x'", "threads = 0", "engagement_window_posts = 0", "as_of = 'soon'", "known_on = 'soon'"]
)
def test_a_wrong_line_in_the_file_is_refused(wrong):
    Path("influencers.toml").write_text(wrong)
    with pytest.raises(ValidationError):
        Settings()


def test_every_setting_has_words():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_a_day_that_is_none_is_told_how_to_write_it() -> None:
    with pytest.raises(ValidationError, match=r"'yesterday' is no day \(2026-09-11\)"):
        Settings(known_on="yesterday")
