-- Files that could not be used and have not been mended since.
select
    file_name,
    reason,
    remedy,
    max(ended_at) as last_tried_at
from meta.loads as tried
where
    status = 'rejected' and not exists (
        select 1 from meta.loads as later
        where later.file_name = tried.file_name and later.status <> 'rejected' and later.ended_at > tried.ended_at
    )
group by file_name, reason, remedy
order by last_tried_at desc, file_name
