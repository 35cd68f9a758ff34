"""Contract of the settings that the models read."""

from schemas.columns.settings import SETTINGS
from schemas.contract import Contract


class Settings(Contract):
    """meta.settings: the one row of choices that the models read."""

    columns = "as_of_at known_on_at", SETTINGS
