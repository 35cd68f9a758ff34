-- One row per folder and creator id that a sheet uses in it: which influencer it is.
--
-- Two sheets that name the same account speak of one person, whose id is that of the sheet seen first.
-- An id that no sheet lists but that is somebody's handle means this person, if it is only one's.

with recursive
sightings as (select * from staging.stg_account_sightings where creator_ref is not null),
aliases as (select * from staging.stg_account_aliases),
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

by_ref as (
    select distinct local_ids.home_dataset, local_ids.local_ref, aliases.account_key
    from sightings
    inner join local_ids
        on sightings.dataset = local_ids.dataset and sightings.creator_ref = local_ids.local_ref
    inner join aliases
        on
            sightings.platform = aliases.platform
            and aliases.alias = coalesce('id:' || sightings.account_id, 'handle:' || sightings.handle_key)
),

unlisted as (
    -- a shop's or platform's file may write the handle where a sheet has its id
    select local_ids.home_dataset, local_ids.local_ref, min(aliases.account_key) as account_key
    from local_ids
    inner join aliases on aliases.alias = 'handle:' || lower(ltrim(local_ids.local_ref, '@'))
    left join (
        select account_key, min((home_dataset, local_ref)) as person
        from by_ref
        group by account_key
    ) as persons_of on aliases.account_key = persons_of.account_key
    where
        not exists (
            select 1
            from local_ids as listed
            where
                listed.in_sheet
                and listed.home_dataset = local_ids.home_dataset
                and listed.local_ref = local_ids.local_ref
        )
        and not exists (
            select 1
            from by_ref
            where by_ref.home_dataset = local_ids.home_dataset and by_ref.local_ref = local_ids.local_ref
        )
    group by local_ids.home_dataset, local_ids.local_ref
    having
        count(distinct aliases.account_key) = 1
        or (count(distinct persons_of.person) = 1 and count(persons_of.person) = count(*))
),

owned as (
    select * from by_ref
    union
    select * from unlisted
),

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

firsts as (
    select distinct first_dataset, first_ref, regexp_extract(first_dataset, '[^/]*$') as folder from merged
),

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
)

select
    local_ids.dataset,
    local_ids.local_ref as creator_ref,
    local_ids.home_dataset,
    coalesce(unowned.account_key, named.influencer_id) as influencer_id
from local_ids
inner join merged using (home_dataset, local_ref)
left join unlisted as unowned
    on
        local_ids.home_dataset = unowned.home_dataset
        and local_ids.local_ref = unowned.local_ref
        and unowned.account_key not in (select by_ref.account_key from by_ref)
inner join named using (first_dataset, first_ref)
order by local_ids.dataset, local_ids.local_ref
