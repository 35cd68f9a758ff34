-- One row per creator id of a folder and account that it means: by a sheet that lists both, or by the id being a handle.
--
-- A shop's or platform's file may write the handle where a sheet has its id: an id that no sheet lists but that is
-- somebody's handle means this person, if it is only one's.

with
local_ids as (select * from staging.stg_local_ids where kind = 'creator'),
aliases as (select * from staging.stg_account_aliases),

by_ref as (
    select distinct local_ids.home_dataset, local_ids.local_ref, aliases.account_key
    from staging.stg_account_sightings as sightings
    inner join local_ids on sightings.dataset = local_ids.dataset and sightings.creator_ref = local_ids.local_ref
    inner join aliases
        on
            sightings.platform = aliases.platform
            and aliases.alias = coalesce('id:' || sightings.account_id, 'handle:' || sightings.handle_key)
),

persons_of as (select account_key, min((home_dataset, local_ref)) as person from by_ref group by account_key),

known_ids as (
    select home_dataset, local_ref from local_ids where in_sheet
    union
    select home_dataset, local_ref from by_ref
),

by_handle as (
    select local_ids.home_dataset, local_ids.local_ref, min(aliases.account_key) as account_key
    from local_ids
    inner join aliases on aliases.alias = 'handle:' || lower(ltrim(local_ids.local_ref, '@'))
    left join persons_of on aliases.account_key = persons_of.account_key
    where
        not exists (
            select 1 from known_ids
            where known_ids.home_dataset = local_ids.home_dataset and known_ids.local_ref = local_ids.local_ref
        )
    group by local_ids.home_dataset, local_ids.local_ref
    having
        count(distinct aliases.account_key) = 1
        or (count(distinct persons_of.person) = 1 and count(persons_of.person) = count(*))
)

select home_dataset, local_ref, account_key, true as in_sheet from by_ref
union all
select home_dataset, local_ref, account_key, false as in_sheet from by_handle
order by home_dataset, local_ref, account_key
