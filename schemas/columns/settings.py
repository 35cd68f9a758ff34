"""The settings as columns: type, rule and words as ``schemas/model_settings.py`` declares them."""

from typing import Any

from schemas.model_settings import ModelSettings
from schemas.types import Count, Rate
from schemas.vocabulary import Column

TYPES = {"integer": Count, "number": Rate, "string": str}
RULES = {"minimum": "ge", "exclusiveMinimum": "gt", "maximum": "le", "exclusiveMaximum": "lt", "pattern": "str_matches"}


def _column(said: dict[str, Any]) -> Column:
    rules = {rule: said[bound] for bound, rule in RULES.items() if bound in said}
    return Column(said["description"], said["unit"], False, TYPES[said["type"]], True, rules)


SETTINGS = {name: _column(said) for name, said in ModelSettings.model_json_schema()["properties"].items()}
