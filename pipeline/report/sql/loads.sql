-- What was read, by layout: files and records.
select
    coalesce(format, 'no known layout') as format,
    count(*) as files,
    count(*) filter (where status = 'loaded') as files_loaded,
    count(*) filter (where status = 'duplicate') as files_duplicate,
    count(*) filter (where status in ('ignored', 'empty')) as files_without_rows,
    count(*) filter (where status = 'rejected') as files_rejected,
    coalesce(sum(rows_read), 0)::bigint as rows_read,
    coalesce(sum(rows_accepted), 0)::bigint as rows_accepted,
    coalesce(sum(rows_rejected), 0)::bigint as rows_rejected,
    coalesce(sum(rows_duplicate), 0)::bigint as rows_duplicate,
    max(captured_at) as last_captured_at
from meta.loads
group by coalesce(format, 'no known layout')
order by format
