-- One row per name of an account (id:…, handle:…, ref:folder/…) on its platform: which account it is.
--
-- An id and a handle that one record holds together are one account; so a changed handle keeps
-- its account, and the two ids that Instagram has for an account (the business id begins with
-- 1784) meet in the handle. A handle taken over by another account belongs to the id it was seen
-- with last. A row that has only a sheet's creator id is the account that the sheet names for this
-- creator on the platform, if that is exactly one.

with recursive
sightings as (select * from staging.stg_account_sightings),
local_ids as (select * from staging.stg_local_ids where kind = 'creator'),

pairs as (
    select
        platform, handle_key, account_id,
        case when platform = 'instagram' and starts_with(account_id, '1784') then 'business' else 'platform' end
            as id_space,
        max(last_captured_at) as last_captured_at
    from sightings
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
),

groups as (
    select
        platform, alias,
        min(member) as group_alias
    from reached
    group by platform, alias
),

names as (
    select distinct
        platform,
        'id:' || account_id as alias
    from sightings
    where account_id is not null
    union
    select distinct
        platform,
        'handle:' || handle_key
    from sightings
    where handle_key is not null
),

members as (
    select
        names.platform, names.alias,
        coalesce(groups.group_alias, names.alias) as group_alias
    from names
    left join groups using (platform, alias)
),

handles as (
    select
        members.platform, members.group_alias,
        max_by(
            sightings.handle_key,
            (sightings.account_id is not null, sightings.last_captured_at, sightings.handle_key)
        ) as latest_handle
    from members
    inner join sightings
        on members.platform = sightings.platform and members.alias = 'handle:' || sightings.handle_key
    group by members.platform, members.group_alias
),

ids as (
    select
        members.platform, members.group_alias,
        max_by(sightings.account_id, (sightings.last_captured_at, sightings.account_id)) as latest_id
    from members
    inner join sightings
        on members.platform = sightings.platform and members.alias = 'id:' || sightings.account_id
    group by members.platform, members.group_alias
),

named_accounts as (
    select
        members.platform, members.alias,
        members.platform || ':' || coalesce(handles.latest_handle, 'id:' || ids.latest_id) as account_key
    from members
    left join handles using (platform, group_alias)
    left join ids using (platform, group_alias)
),

told as (
    select
        sightings.platform, local_ids.home_dataset, sightings.creator_ref,
        named_accounts.account_key
    from sightings
    inner join local_ids
        on sightings.dataset = local_ids.dataset and sightings.creator_ref = local_ids.local_ref
    inner join named_accounts
        on
            sightings.platform = named_accounts.platform
            and named_accounts.alias
            = coalesce('id:' || sightings.account_id, 'handle:' || sightings.handle_key)
),

only_accounts as (
    select
        platform, home_dataset, creator_ref,
        min(account_key) as account_key
    from told
    group by platform, home_dataset, creator_ref
    having count(distinct account_key) = 1
)

select platform, alias, account_key from named_accounts

union all

select distinct
    sightings.platform,
    'ref:' || sightings.dataset || '/' || sightings.creator_ref as alias,
    coalesce(
        only_accounts.account_key,
        sightings.platform || ':ref:' || local_ids.home_dataset || '/' || sightings.creator_ref
    ) as account_key
from sightings
inner join local_ids on sightings.dataset = local_ids.dataset and sightings.creator_ref = local_ids.local_ref
left join only_accounts
    on
        sightings.platform = only_accounts.platform
        and local_ids.home_dataset = only_accounts.home_dataset
        and sightings.creator_ref = only_accounts.creator_ref

order by platform, alias
