-- One row per way in which the files name an account: its id, its handle, a sheet's own creator id.
--
-- Handles are compared without case. A sheet's creator id means something in its folder only, so
-- the folder is part of the row where a creator id is, and null elsewhere.

with
records as (
    select platform, account_id, handle, account_name, dataset, creator_ref, precedence, captured_at
    from known.posts
    union all
    select platform, account_id, handle, account_name, dataset, creator_ref, precedence, captured_at
    from known.profiles
    union all
    select platform, account_id, handle, account_name, dataset, creator_ref, precedence, captured_at
    from known.account_days
    union all
    select platform, account_id, handle, account_name, dataset, creator_ref, precedence, captured_at
    from known.audience_shares
    union all
    select platform, account_id, handle, null, dataset, creator_ref, precedence, captured_at
    from known.creators where platform is not null
    union all
    select platform, account_id, handle, null, dataset, creator_ref, precedence, captured_at
    from known.deals where platform is not null
),

named as (
    -- most records of an account say the same: what is said once is compared once below
    select
        * exclude (captured_at),
        min(captured_at) as first_captured_at,
        max(captured_at) as last_captured_at
    from records
    group by all
)

select
    platform, account_id,
    lower(handle) as handle_key,
    case when creator_ref is not null then dataset end as dataset,
    creator_ref,
    max_by(handle, (last_captured_at, precedence, handle)) as handle,
    max_by(account_name, (last_captured_at, precedence, account_name))
    filter (where account_name is not null) as account_name,
    max(precedence) as precedence,
    min(first_captured_at) as first_captured_at,
    max(last_captured_at) as last_captured_at
from named
group by platform, account_id, handle_key, case when creator_ref is not null then dataset end, creator_ref
order by platform, account_id, handle_key, dataset, creator_ref
