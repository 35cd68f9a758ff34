"""Everything that a run can be told: what only it reads stands here, what the SQL models read in ``schemas/model_settings.py``.

An option of the command line goes first, then the environment variable (``INFLUENCERS_`` and the name in capitals), then
``influencers.toml`` in the current folder, then the default.
"""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipeline.exports.limits import DEFAULTS, Limits
from pipeline.webhook import checked
from schemas.model_settings import ModelSettings

PREFIX = "INFLUENCERS_"


class Settings(ModelSettings, BaseSettings):
    """What a run can be told."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, toml_file="influencers.toml", extra="forbid", hide_input_in_errors=True
    )

    home: Path = Field(
        Path("data"), description="Folder that holds warehouse/, mappings/, reference/, dagster/, report/ and reports/."
    )
    incoming: Path | None = Field(None, description="Folder with the exports; <home>/incoming if not set.")
    as_of: date | None = Field(None, description="A back-dated warehouse: from what was captured up to this day.")
    known_on: date | datetime | None = Field(
        None, description="A back-dated warehouse: from what was loaded up to this day, or moment (UTC)."
    )
    strict: bool = Field(False, description="End with status 3 when anything was rejected.")
    wait_seconds: float = Field(
        60, ge=0, description="How long a run waits for another one that writes the warehouse, in seconds."
    )
    memory_limit: str = Field("2GB", description="Most memory that DuckDB takes.")
    threads: int | None = Field(None, ge=1, description="Threads of DuckDB; all cores if not set.")
    max_archive_members: int = Field(
        DEFAULTS.archive_members, ge=1, description="Most members of an archive, with those of archives in it."
    )
    max_archive_bytes: int = Field(DEFAULTS.archive_bytes, ge=1, description="Most bytes that an archive unpacks to.")
    max_document_bytes: int = Field(
        DEFAULTS.document_bytes, ge=1, description="Most bytes of JSON or of a workbook unpacked, which are read whole."
    )
    max_json_depth: int = Field(DEFAULTS.json_depth, ge=1, le=200, description="Deepest nesting of JSON.")
    max_columns: int = Field(DEFAULTS.columns, ge=1, description="Most columns of a table.")
    max_workbook_cells: int = Field(
        DEFAULTS.workbook_cells, ge=1, description="Most cells of a sheet, from the first to the last filled one."
    )
    max_record_bytes: int = Field(
        DEFAULTS.record_bytes, ge=2**16, le=2**30, description="Longest record of delimited text, in bytes."
    )
    schedule: str = Field("0 3 * * *", description="When the nightly run starts (cron).")
    schedule_zone: str = Field("UTC", description="Zone of the schedule.")
    webhook: str | None = Field(
        None, description="Address that is told of a failed run as JSON: https, or http on this machine."
    )

    @property
    def incoming_folder(self) -> Path:
        """Return the folder with the exports."""
        return self.incoming or self.home / "incoming"

    @property
    def limits(self) -> Limits:
        """Return what one file may ask for."""
        return Limits(**{name: getattr(self, f"max_{name}") for name in Limits.__dataclass_fields__})

    @property
    def as_of_at(self) -> datetime | None:
        """Return the last moment of the day up to which captures count."""
        return datetime.combine(self.as_of, time.max) if self.as_of else None

    @property
    def known_on_at(self) -> datetime | None:
        """Return the last moment up to which loads count."""
        if isinstance(self.known_on, datetime):
            return self.known_on.astimezone(UTC).replace(tzinfo=None) if self.known_on.tzinfo else self.known_on
        return datetime.combine(self.known_on, time.max) if self.known_on else None

    @property
    def back_date(self) -> str:
        """Return what a back-dated build is called: as_of_2026-09-11, known_on_2026-09-12; '' for today's."""
        known_on = self.known_on_at if isinstance(self.known_on, datetime) else self.known_on
        given = {"as_of": self.as_of, "known_on": known_on}
        named = [f"{name}_{moment.isoformat()}" for name, moment in given.items() if moment]
        return "_".join(named).replace(":", "-").replace(".", "-")

    @field_validator("known_on", mode="before")
    @classmethod
    def _day_or_moment(cls, value: Any) -> Any:
        """Read a text of ten characters as a day, a longer one as a moment."""
        if not isinstance(value, str):
            return value
        try:
            return date.fromisoformat(value) if len(value) == len("2026-09-11") else datetime.fromisoformat(value)
        except ValueError as error:
            raise ValueError(
                f"{value!r} is no day (2026-09-11) and no moment (2026-09-11T18:30:00, UTC). Write it so."
            ) from error

    @field_validator("webhook")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        """Refuse an address that would carry the message in the open."""
        return checked(value.strip()) if value and value.strip() else None

    def for_models(self) -> dict[str, Any]:
        """Return the row of ``meta.settings``, which the SQL models read."""
        chosen = {name: getattr(self, name) for name in ModelSettings.model_fields}
        return {"as_of_at": self.as_of_at, "known_on_at": self.known_on_at, **chosen}

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
        """Read options, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
