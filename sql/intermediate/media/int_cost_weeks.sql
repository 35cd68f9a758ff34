-- One row per cost and week: the part of the cost that falls on the week, by its parts there (int_cost_dates).
--
-- Parts add up to the cost exactly: each is the rounded sum up to it minus the one before.

with
running as (
    select
        *,
        sum(cost_parts) over (cost_weeks rows between unbounded preceding and current row)
        / nullif(sum(cost_parts) over (partition by media_key), 0) as share_so_far,
        lead(week_starts_on) over cost_weeks is null as is_last
    from intermediate.int_cost_dates
    window cost_weeks as (partition by media_key order by week_starts_on)
),

cost_so_far as (
    select
        *,
        case
            when is_last then cost
            else cast(round(cast(cost as double) * coalesce(share_so_far, 0), 4) as decimal(18, 4))
        end as so_far
    from running
)

select
    media_key, influencer_id, campaign_id, deal_id, platform, week_starts_on, is_dated,
    cast(so_far - coalesce(lag(so_far) over (partition by media_key order by week_starts_on), 0) as decimal(18, 4))
        as media_spend
from cost_so_far
order by media_key, week_starts_on, is_dated
