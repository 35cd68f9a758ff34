-- One row per way in which the files name an account: its id, its handle, a sheet's own creator id.
--
-- Handles are compared without case. A sheet's creator id means something in its folder only, so
-- the folder is part of the row where a creator id is, and null elsewhere.

with
posts as (select * from known.posts),
profiles as (select * from known.profiles),
account_days as (select * from known.account_days),
audience_shares as (select * from known.audience_shares),
creators as (select * from known.creators),
deals as (select * from known.deals),

named as (
    select
        platform, account_id, handle, account_name, dataset, creator_ref, precedence,
        min(captured_at) as first_captured_at,
        max(captured_at) as last_captured_at
    from posts
    group by all

    union all

    select
        platform, account_id, handle, account_name, dataset, creator_ref, precedence,
        min(captured_at),
        max(captured_at)
    from profiles
    group by all

    union all

    select
        platform, account_id, handle, account_name, dataset, creator_ref, precedence,
        min(captured_at),
        max(captured_at)
    from account_days
    group by all

    union all

    select
        platform, account_id, handle, account_name, dataset, creator_ref, precedence,
        min(captured_at),
        max(captured_at)
    from audience_shares
    group by all

    union all

    select
        platform, account_id, handle,
        cast(null as varchar),
        dataset, creator_ref, precedence,
        min(captured_at),
        max(captured_at)
    from creators
    where platform is not null
    group by all

    union all

    select
        platform, account_id, handle,
        cast(null as varchar),
        dataset, creator_ref, precedence,
        min(captured_at),
        max(captured_at)
    from deals
    where platform is not null
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
