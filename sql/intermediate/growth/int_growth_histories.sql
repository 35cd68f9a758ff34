-- One row per deal, creator and window with a count at its beginning: how the account grew before, and how evenly.
--
-- Of the days before the window's first count, as far back as reference.review_signals says (growth_before_deal). Growth is
-- the logarithm of a ratio of counts. Its variance in a day is taken from weeks, so that followers who come in runs
-- of days count as they do. Sums are over decimals: equal in any order.

with
windows as (
    select deal_id, influencer_id, growth_window_days, account_key, cast(from_observed_at as date) as until_day
    from intermediate.int_growth_windows
    where from_observed_at is not null
),

rules as (select * from reference.review_signals where signal = 'growth_before_deal'),
changes as (select * from intermediate.int_follower_changes where growth is not null),

weeks as (
    select
        windows.deal_id, windows.influencer_id, windows.growth_window_days,
        (windows.until_day - changes.day) // 7 as week,
        min(changes.previous_day) as previous_day,
        sum(cast(changes.growth as decimal(18, 12))) as growth,
        sum(changes.days_since_previous) as days,
        max(changes.growth_by_rounding) as rounding
    from windows
    cross join rules
    inner join changes
        on
            windows.account_key = changes.account_key
            and windows.until_day >= changes.day
            and windows.until_day - cast(rules.window_days as integer) <= changes.previous_day
    group by
        windows.deal_id, windows.influencer_id, windows.growth_window_days, (windows.until_day - changes.day) // 7
),

totals as (
    select
        deal_id, influencer_id, growth_window_days,
        count(*) as history_weeks,
        cast(sum(days) as double) as history_days,
        cast(sum(growth) as double) as history_growth,
        max(rounding) as history_rounding
    from weeks
    group by deal_id, influencer_id, growth_window_days
),

spreads as (
    select
        weeks.deal_id, weeks.influencer_id, weeks.growth_window_days,
        cast(
            sum(cast(
                power(
                    cast(weeks.growth as double)
                    - totals.history_growth / totals.history_days * cast(weeks.days as double), 2
                )
                / cast(weeks.days as double) as decimal(38, 18)
            )) as double
        ) as squares
    from weeks
    inner join totals using (deal_id, influencer_id, growth_window_days)
    group by weeks.deal_id, weeks.influencer_id, weeks.growth_window_days
)

select
    totals.*,
    totals.history_growth / totals.history_days as growth_per_day_before,
    spreads.squares / nullif(totals.history_weeks - 1, 0) as growth_variance_per_day
from totals
inner join spreads using (deal_id, influencer_id, growth_window_days)
order by totals.deal_id, totals.influencer_id, totals.growth_window_days
