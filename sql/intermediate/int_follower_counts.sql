-- One row per account and moment: its followers, as the most trusted and then newest source states them.

with

snapshots as (

    select * from staging.stg_profile_snapshots
    where followers is not null

)

select
    account_key,
    observed_at,
    followers,
    coalesce(followers_rounding, 1) as followers_rounding,
    creator_ref is not null as is_roster,
    captured_at,
    load_id,
    source_record
from snapshots
qualify
    row_number() over (
        partition by account_key, observed_at
        order by precedence desc, captured_at desc, load_id asc, source_record asc, followers asc
    ) = 1
order by account_key, observed_at
