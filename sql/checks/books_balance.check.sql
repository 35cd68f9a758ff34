-- Of each file, every record that was read was accepted, rejected or a duplicate.

select
    file_name,
    rows_read,
    rows_accepted,
    rows_rejected,
    rows_duplicate
from meta.loads
where rows_read <> rows_accepted + rows_rejected + rows_duplicate
