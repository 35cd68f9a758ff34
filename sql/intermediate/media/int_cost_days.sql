-- One row per cost and day: the part of the cost that falls on the day, by its parts there (int_cost_dates).
--
-- Parts add up to the cost exactly: each is the rounded sum up to it minus the one before.

with
running as (
    select
        *,
        sum(cost_parts) over (cost_dates rows between unbounded preceding and current row)
        / nullif(sum(cost_parts) over (partition by media_key), 0) as share_so_far,
        lead(falls_on) over cost_dates is null as is_last
    from intermediate.int_cost_dates
    window cost_dates as (partition by media_key order by falls_on)
),

cost_so_far as (
    select
        *,
        case
            when is_last then cost
            else cast(round(cast(cost as double) * coalesce(share_so_far, 0), 4) as decimal(38, 4))
        end as so_far
    from running
)

select
    media_key, influencer_id, campaign_id, deal_id, platform, falls_on, is_dated,
    cast(so_far - coalesce(lag(so_far) over (partition by media_key order by falls_on), 0) as decimal(38, 4))
        as media_spend
from cost_so_far
order by media_key, falls_on, is_dated
