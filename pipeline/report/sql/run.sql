-- The run that built this warehouse, and the settings it had.
select
    runs.run_id,
    runs.started_at,
    runs.ended_at,
    runs.pipeline_version,
    version() as duckdb_version,
    settings.*
from meta.settings
left join (
    select * from meta.runs
    where run_status = 'finished'
    qualify row_number() over (order by ended_at desc, run_id) = 1
) as runs on true
