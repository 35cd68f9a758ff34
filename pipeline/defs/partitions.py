"""The partitions of the export assets: one a day of capture."""

import dagster as dg

BY_CAPTURE = dg.DailyPartitionsDefinition(start_date="2015-01-01", end_offset=1)
