"""The partitions of the export assets: one a day on which something that is held was captured."""

import dagster as dg

BY_CAPTURE = dg.DynamicPartitionsDefinition(name="captured_date")
