-- One row per account: its key, its id and its latest handle.
--
-- `account_id` is the platform's id where any file tells it (the one of the most trusted source),
-- else the handle in lower case, else the sheet's own creator id.

with
sightings as (select * from staging.stg_account_sightings),
aliases as (select * from staging.stg_account_aliases),

seen as (
    select aliases.account_key, sightings.*
    from sightings
    inner join aliases
        on
            sightings.platform = aliases.platform
            and aliases.alias = coalesce(
                'id:' || sightings.account_id,
                'handle:' || sightings.handle_key,
                'ref:' || sightings.dataset || '/' || sightings.creator_ref
            )
)

select
    account_key, platform,
    coalesce(
        max_by(account_id, (precedence, last_captured_at, account_id)) filter (where account_id is not null),
        max_by(handle_key, (last_captured_at, handle_key)) filter (where handle_key is not null),
        max_by(creator_ref, (last_captured_at, creator_ref)) filter (where creator_ref is not null)
    ) as account_id,
    max_by(handle, (account_key = platform || ':' || handle_key, last_captured_at, handle))
    filter (where handle is not null) as handle,
    max_by(account_name, (last_captured_at, precedence, account_name))
    filter (where account_name is not null) as account_name,
    min(first_captured_at) as first_captured_at,
    max(last_captured_at) as captured_at
from seen
group by account_key, platform
order by account_key
