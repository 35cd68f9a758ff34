"""Tables of a loaded home, built with what they need and nothing else."""

from home_folder import Home

from pipeline.models import building, reference, sql_models
from pipeline.warehouse.warehouse import Warehouse


def build(home: Home, *tables: str) -> None:
    """Build tables and those that they are made of."""
    models = sql_models.load_models()
    wanted = list(tables)
    for table in wanted:
        wanted += [t for t in models[table].depends_on if t in models and t not in wanted]
    with Warehouse.of(home.settings).connect() as connection:
        reference.load_reference(connection, [])
        reference.write_settings(connection, home.settings.for_models())
        for table in models:
            if table in wanted:
                building.build(connection, models[table])
