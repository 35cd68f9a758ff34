-- One row per deal, creator and window (30 and 90 days before its first post): how the account grew, against its own past.
--
-- followers and previous_followers are the counts at the end and at the beginning of the window, with their age beside
-- them. growth_beyond_before is the logarithm of their ratio less what as many days brought before (half a year at most);
-- its 95 % bounds hold the account's own unevenness, week by week, and the rounding of the counts. needs review is a
-- reason to look and no verdict: a campaign of the creator's own, a viral post or a press report look the same.
-- unmatched_jumps, which engagements did not follow, are the stronger sign. cannot assess says why in
-- growth_unseen. growth_beyond_peers is the median of the deals on the platform: a season shows there.

with
windows as (select * from intermediate.int_growth_windows),
histories as (select * from intermediate.int_growth_histories),
rules as (select * from reference.review_signals where signal = 'growth_before_deal'),
accounts as (select account_key, handle from intermediate.int_account_standing),
influencers as (select influencer_id, name from intermediate.int_influencers),
deals as (select deal_id, coalesce(campaign_id, 'unassigned') as campaign_id from staging.stg_deals),

jumps as (
    select
        windows.deal_id, windows.influencer_id, windows.growth_window_days,
        count(*) as follower_jumps,
        count(*) filter (where jumps.is_jump_unmatched) as unmatched_jumps
    from windows
    inner join intermediate.int_follower_jumps as jumps
        on
            windows.account_key = jumps.account_key
            and jumps.day > cast(windows.from_observed_at as date)
            and jumps.previous_day < cast(windows.until_observed_at as date)
    group by windows.deal_id, windows.influencer_id, windows.growth_window_days
),

seen as (
    select
        windows.*,
        histories.history_days, histories.history_weeks, histories.growth_per_day_before,
        histories.growth_variance_per_day, histories.history_rounding, rules.threshold, rules.min_effect,
        case
            when windows.growth_until_at is null then 'the deal has no day'
            when windows.account_key is null or windows.followers is null then 'no count before the deal'
            when rules.signal is null then 'the signal is off'
            when windows.followers_gap_days > rules.max_gap_days then 'the last count is too old'
            when windows.previous_followers is null then 'no count before the window'
            when windows.previous_followers_gap_days > rules.max_gap_days then 'the count before the window is too old'
            when windows.followers = 0 or windows.previous_followers = 0 then 'a count is 0'
            when coalesce(histories.history_weeks, 0) < rules.min_observations then 'the history before is too short'
        end as growth_unseen
    from windows
    left join histories using (deal_id, influencer_id, growth_window_days)
    left join rules on true
),

measured as (
    select
        *,
        case
            when growth_unseen is null
                then ln(cast(followers as double) / previous_followers) - growth_per_day_before * growth_days
        end as growth_beyond_before,
        ln(
            1 + cast(greatest(followers_rounding, previous_rounding) as double)
            / nullif(least(followers, previous_followers), 0)
        )
        + history_rounding * growth_days / history_days as growth_rounding,
        sqrt(growth_variance_per_day * (growth_days + growth_days * growth_days / history_days)) as growth_error
    from seen
),

bounded as (
    select
        measured.*,
        measured.growth_rounding
        + measured.growth_error
        * (t.t_quantile + t.t_quantile_step * (1000.0 / (measured.history_weeks - 1) - t.thousandth)) as reach
    from measured
    left join meta.t_quantiles as t
        on t.comparisons = 1 and t.thousandth = cast(floor(1000.0 / nullif(measured.history_weeks - 1, 0)) as bigint)
)

select
    bounded.deal_id, bounded.influencer_id, bounded.growth_window_days, influencers.name, deals.campaign_id,
    bounded.platform, bounded.account_key, accounts.handle, bounded.growth_until_at, bounded.growth_until_source,
    bounded.followers, bounded.followers_rounding, bounded.followers_gap_days, bounded.previous_followers,
    bounded.previous_followers_gap_days, bounded.growth_days,
    bounded.followers - bounded.previous_followers as followers_change,
    cast(bounded.followers - bounded.previous_followers as double) / nullif(bounded.previous_followers, 0)
        as followers_change_rate,
    bounded.history_days,
    coalesce(bounded.history_weeks, 0) as history_weeks,
    bounded.growth_per_day_before, bounded.growth_beyond_before,
    bounded.growth_beyond_before - bounded.reach as growth_beyond_before_low,
    bounded.growth_beyond_before + bounded.reach as growth_beyond_before_high,
    median(bounded.growth_beyond_before) over peers as growth_beyond_peers,
    count(bounded.growth_beyond_before) over peers as peer_deals,
    coalesce(jumps.follower_jumps, 0) as follower_jumps,
    coalesce(jumps.unmatched_jumps, 0) as unmatched_jumps,
    case
        when bounded.growth_beyond_before is null then 'cannot assess'
        when
            bounded.growth_beyond_before - bounded.growth_rounding >= ln(1 + bounded.min_effect)
            and bounded.growth_beyond_before - bounded.growth_rounding >= bounded.threshold * bounded.growth_error
            then 'needs review'
        else 'as before'
    end as growth_finding,
    bounded.growth_unseen
from bounded
left join jumps using (deal_id, influencer_id, growth_window_days)
left join accounts on bounded.account_key = accounts.account_key
left join influencers on bounded.influencer_id = influencers.influencer_id
left join deals on bounded.deal_id = deals.deal_id
window peers as (partition by bounded.platform, bounded.growth_window_days)
order by bounded.deal_id, bounded.influencer_id, bounded.growth_window_days
