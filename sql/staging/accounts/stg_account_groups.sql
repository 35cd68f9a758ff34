-- One row per id or handle that a record holds beside another: the group of names that are one account.
--
-- An id and a handle that one record holds together are one account; so a changed handle keeps
-- its account, and the two ids that Instagram has for an account (the business id begins with
-- 1784) meet in the handle. A handle taken over by another account belongs to the id it was seen with last.

with recursive
pairs as (
    select
        platform, handle_key, account_id,
        case when platform = 'instagram' and starts_with(account_id, '1784') then 'business' else 'platform' end
            as id_space,
        max(last_captured_at) as last_captured_at
    from staging.stg_account_sightings
    where account_id is not null and handle_key is not null
    group by platform, handle_key, account_id
),

links as (
    select
        platform,
        'handle:' || handle_key as handle_alias,
        'id:' || account_id as id_alias
    from pairs
    qualify
        row_number() over (
            partition by platform, handle_key, id_space
            order by last_captured_at desc, account_id desc
        ) = 1
),

neighbours as (
    select platform, handle_alias as alias, id_alias as neighbour from links
    union all
    select platform, id_alias, handle_alias from links
),

reached (platform, alias, member) as (
    select distinct platform, alias, alias from neighbours
    union
    select reached.platform, reached.alias, neighbours.neighbour
    from reached
    inner join neighbours on reached.platform = neighbours.platform and reached.member = neighbours.alias
)

select
    platform, alias,
    min(member) as group_alias
from reached
group by platform, alias
order by platform, alias
