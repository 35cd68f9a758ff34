-- Records that were rejected, by cause, the most frequent first.
select
    loads.format,
    rejected_rows.rule,
    rejected_rows.column_name,
    count(*) as records,
    count(distinct rejected_rows.file_name) as files,
    min(rejected_rows.value) as example
from meta.rejected_rows
inner join meta.loads on rejected_rows.load_id = loads.load_id
group by loads.format, rejected_rows.rule, rejected_rows.column_name
order by records desc, loads.format, rejected_rows.rule, rejected_rows.column_name
