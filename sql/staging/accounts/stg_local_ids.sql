-- One row per kind (creator, campaign, deal), folder and id that a brand's sheet uses in it: whose id it is.
--
-- Two folders may use the same id for different things. An id means the entry of the nearest sheet
-- up the folders; where none of those has it, the only other sheet that has it; else it stays its
-- own. Its name is the plain id as long as no other sheet uses the same id for something else,
-- then the folder's last part comes before it, and the whole folder where that is not enough.

with
ids as (select * from staging.stg_local_refs),

nearest as (
    select
        ids.kind, ids.dataset, ids.local_ref,
        max_by(sheets.dataset, length(sheets.dataset)) as home_dataset
    from ids
    inner join ids as sheets using (kind, local_ref)
    where
        sheets.in_sheet
        and (sheets.dataset in ('', ids.dataset) or starts_with(ids.dataset, sheets.dataset || '/'))
    group by ids.kind, ids.dataset, ids.local_ref
),

only_ones as (
    select kind, local_ref, min(dataset) as home_dataset
    from ids where in_sheet
    group by kind, local_ref
    having count(*) = 1
),

homes as (
    select
        ids.kind, ids.dataset, ids.local_ref, ids.in_sheet,
        coalesce(nearest.home_dataset, only_ones.home_dataset, ids.dataset) as home_dataset
    from ids
    left join nearest using (kind, dataset, local_ref)
    left join only_ones using (kind, local_ref)
),

folders as (
    select distinct kind, local_ref, home_dataset, regexp_extract(home_dataset, '[^/]*$') as folder
    from homes
),

named as (
    select
        kind, local_ref, home_dataset,
        case
            when count(*) over (partition by kind, local_ref) = 1 or home_dataset = '' then local_ref
            when count(*) over (partition by kind, local_ref, folder) = 1 then folder || '/' || local_ref
            else home_dataset || '/' || local_ref
        end as local_id
    from folders
)

select
    homes.kind, homes.dataset, homes.local_ref, homes.home_dataset, homes.in_sheet, named.local_id
from homes
inner join named using (kind, local_ref, home_dataset)
order by homes.kind, homes.dataset, homes.local_ref
