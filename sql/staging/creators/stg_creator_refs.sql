-- One row per folder and creator id that a sheet uses in it: which influencer it is.
--
-- Two sheets that name the same account (stg_ref_accounts) speak of one person, whose id is that of the sheet seen first.

with recursive
local_ids as (select * from staging.stg_local_ids where kind = 'creator'),

sheets as (
    select dataset, creator_ref, min(captured_at) as first_captured_at
    from known.creators
    group by dataset, creator_ref
),

persons as (
    select
        local_ids.home_dataset,
        local_ids.local_ref,
        min(coalesce(sheets.first_captured_at, timestamp '9999-12-31 00:00:00')) as first_captured_at
    from local_ids
    left join sheets on local_ids.home_dataset = sheets.dataset and local_ids.local_ref = sheets.creator_ref
    group by local_ids.home_dataset, local_ids.local_ref
),

owned as (select * from staging.stg_ref_accounts),

same as (
    select distinct a.home_dataset, a.local_ref, b.home_dataset as other_dataset, b.local_ref as other_ref
    from owned as a
    inner join owned as b on a.account_key = b.account_key
),

reached (home_dataset, local_ref, other_dataset, other_ref) as (
    select home_dataset, local_ref, home_dataset, local_ref from persons
    union
    select reached.home_dataset, reached.local_ref, same.other_dataset, same.other_ref
    from reached
    inner join same on reached.other_dataset = same.home_dataset and reached.other_ref = same.local_ref
),

merged as (
    select
        reached.home_dataset,
        reached.local_ref,
        min_by(reached.other_dataset, (persons.first_captured_at, persons.home_dataset, persons.local_ref))
            as first_dataset,
        min_by(reached.other_ref, (persons.first_captured_at, persons.home_dataset, persons.local_ref))
            as first_ref
    from reached
    inner join persons on reached.other_dataset = persons.home_dataset and reached.other_ref = persons.local_ref
    group by reached.home_dataset, reached.local_ref
),

firsts as (select distinct first_dataset, first_ref, regexp_extract(first_dataset, '[^/]*$') as folder from merged),

named as (
    select
        first_dataset,
        first_ref,
        case
            when count(*) over (partition by first_ref) = 1 or first_dataset = '' then first_ref
            when count(*) over (partition by first_ref, folder) = 1 then folder || '/' || first_ref
            else first_dataset || '/' || first_ref
        end as influencer_id
    from firsts
),

unlisted as (
    -- the handle of somebody whom no sheet lists
    select * from owned
    where not in_sheet and account_key not in (select listed.account_key from owned as listed where listed.in_sheet)
)

select
    local_ids.dataset,
    local_ids.local_ref as creator_ref,
    local_ids.home_dataset,
    coalesce(unlisted.account_key, named.influencer_id) as influencer_id
from local_ids
inner join merged using (home_dataset, local_ref)
left join unlisted using (home_dataset, local_ref)
inner join named using (first_dataset, first_ref)
order by local_ids.dataset, local_ids.local_ref
