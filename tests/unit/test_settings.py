from datetime import date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.settings import Settings


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


def test_models_read_the_settings_under_the_names_of_their_table():
    from schemas.settings import Settings as Contract

    assert set(Settings(reporting_currency="eur").for_models()) == set(Contract.to_schema().columns)
    assert Settings(reporting_currency="eur").for_models()["reporting_currency"] == "EUR"


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
