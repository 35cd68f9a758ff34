"""From a file of any kind to a frame under our names. No database, no Dagster."""
