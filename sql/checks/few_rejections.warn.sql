-- A file of the last run had more than a tenth of its records rejected.
--
-- meta.rejected_rows says which, and by which rule.

with
last_run as (
    select run_id
    from meta.runs
    order by started_at desc
    limit 1
)

select
    loads.file_name,
    loads.rows_read,
    loads.rows_rejected
from meta.loads as loads
inner join last_run on loads.run_id = last_run.run_id
where loads.rows_rejected > 0.1 * loads.rows_read
order by loads.file_name
