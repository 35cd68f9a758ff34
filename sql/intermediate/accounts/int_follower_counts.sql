-- One row per account and moment: its followers, as the most trusted and then newest source states them.
--
-- followers_rounding is the step of an abbreviated count ("48.5K"), or of a platform that shows only so
-- many figures of a large one (reference.platforms). A count with more figures than that is exact.

with
snapshots as (select * from staging.stg_profile_snapshots where followers is not null),
platforms as (select * from reference.platforms),

stepped as (
    select
        snapshots.*,
        cast(
            power(
                10,
                greatest(
                    length(cast(snapshots.followers as varchar)) - platforms.follower_significant_figures, 0
                )
            ) as bigint
        ) as shown_step
    from snapshots
    left join platforms using (platform)
)

select
    account_key, observed_at, followers,
    greatest(
        coalesce(followers_rounding, 1),
        case when followers % shown_step = 0 then shown_step else 1 end
    ) as followers_rounding,
    creator_ref is not null as is_roster,
    captured_at, load_id, source_record
from stepped
qualify
    row_number() over (
        partition by account_key, observed_at
        order by precedence desc, captured_at desc, load_id asc, source_record asc, followers asc
    ) = 1
order by account_key, observed_at
