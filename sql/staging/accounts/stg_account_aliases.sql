-- One row per name of an account (id:…, handle:…, ref:folder/…) on its platform: which account it is.
--
-- Names of one group (stg_account_groups) are one account, called after its latest handle, else after its latest
-- id. A row that has only a sheet's creator id is the account that the sheet names for this
-- creator on the platform, if that is exactly one.

with
sightings as (select * from staging.stg_account_sightings),
groups as (select * from staging.stg_account_groups),
local_ids as (select * from staging.stg_local_ids where kind = 'creator'),

names as (
    select platform, 'id:' || account_id as alias, account_id, null as handle_key, last_captured_at, true as has_id
    from sightings where account_id is not null
    union all
    select platform, 'handle:' || handle_key, null, handle_key, last_captured_at, account_id is not null
    from sightings where handle_key is not null
),

members as (
    select names.*, coalesce(groups.group_alias, names.alias) as group_alias
    from names
    left join groups using (platform, alias)
),

accounts as (
    select
        platform, group_alias,
        platform || ':' || coalesce(
            max_by(handle_key, (has_id, last_captured_at, handle_key)) filter (where handle_key is not null),
            'id:' || max_by(account_id, (last_captured_at, account_id)) filter (where account_id is not null)
        ) as account_key
    from members
    group by platform, group_alias
),

named_accounts as (
    select distinct members.platform, members.alias, accounts.account_key
    from members
    inner join accounts using (platform, group_alias)
),

sheets as (
    select
        sightings.platform, sightings.dataset, sightings.creator_ref, local_ids.home_dataset,
        coalesce('id:' || sightings.account_id, 'handle:' || sightings.handle_key) as alias
    from sightings
    inner join local_ids on sightings.dataset = local_ids.dataset and sightings.creator_ref = local_ids.local_ref
),

only_accounts as (
    select
        sheets.platform, sheets.home_dataset, sheets.creator_ref,
        min(named_accounts.account_key) as account_key
    from sheets
    inner join named_accounts using (platform, alias)
    group by sheets.platform, sheets.home_dataset, sheets.creator_ref
    having count(distinct named_accounts.account_key) = 1
)

select platform, alias, account_key from named_accounts

union all

select distinct
    sheets.platform,
    'ref:' || sheets.dataset || '/' || sheets.creator_ref as alias,
    coalesce(
        only_accounts.account_key, sheets.platform || ':ref:' || sheets.home_dataset || '/' || sheets.creator_ref
    ) as account_key
from sheets
left join only_accounts using (platform, home_dataset, creator_ref)
order by platform, alias
