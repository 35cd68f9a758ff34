"""What Dagster loads: assets, checks, jobs, schedule, sensor. Thin; the work is done in ``pipeline``."""
