-- One row per account and day with a known count: the change since the known day before, against what is usual.
--
-- Growth is the logarithm of the ratio of two counts. It is beyond the usual where it exceeds the account's
-- own median growth by more than so many times the account's own spread (median deviation), after what the
-- rounding of the two counts can explain is taken off: two counts that are each rounded to a step may lie
-- one step nearer than they look (reference.review_signals).

with
counts as (select * from intermediate.int_follower_counts),
rules as (select * from reference.review_signals where signal = 'follower_jump'),

days as (
    select
        *,
        cast(observed_at as date) as day
    from counts
    qualify row_number() over (partition by account_key, cast(observed_at as date) order by observed_at desc) = 1
),

changes as (
    select
        *,
        lag(day) over (partition by account_key order by day) as previous_day,
        lag(followers) over (partition by account_key order by day) as previous_followers,
        lag(followers_rounding) over (partition by account_key order by day) as previous_rounding
    from days
),

grown as (
    select
        *,
        cast(day - previous_day as bigint) as days_since_previous,
        ln(cast(nullif(followers, 0) as double) / nullif(previous_followers, 0)) as growth,
        ln(
            1 + cast(greatest(followers_rounding, previous_rounding) as double)
            / nullif(least(followers, previous_followers), 0)
        ) as growth_by_rounding
    from changes
),

usual as (
    select
        account_key,
        count(growth) as changes_known,
        median(growth / days_since_previous) as growth_per_day_usual
    from grown
    group by account_key
),

spreads as (
    select
        grown.account_key,
        1.4826 * median(abs(grown.growth / grown.days_since_previous - usual.growth_per_day_usual)) as growth_per_day_spread
    from grown
    inner join usual using (account_key)
    where grown.growth is not null
    group by grown.account_key
),

compared as (
    select
        grown.*,
        usual.changes_known, usual.growth_per_day_usual,
        greatest(
            spreads.growth_per_day_spread * grown.days_since_previous, grown.growth_by_rounding
        ) as growth_spread,
        grown.growth - usual.growth_per_day_usual * grown.days_since_previous as growth_beyond_usual
    from grown
    inner join usual using (account_key)
    left join spreads using (account_key)
)

select
    compared.account_key, compared.day, compared.observed_at, compared.followers,
    compared.followers_rounding, compared.previous_day, compared.previous_followers,
    compared.days_since_previous, compared.growth, compared.growth_by_rounding,
    compared.growth_per_day_usual, compared.growth_beyond_usual, compared.changes_known,
    (compared.growth_beyond_usual - compared.growth_by_rounding) / nullif(compared.growth_spread, 0) as jump_score,
    coalesce(
        compared.changes_known >= rules.min_observations
        and compared.days_since_previous <= rules.max_gap_days
        and compared.growth_beyond_usual > compared.growth_by_rounding
        and compared.growth_beyond_usual - compared.growth_by_rounding >= rules.threshold * compared.growth_spread,
        false
    ) as is_beyond_usual,
    compared.captured_at, compared.load_id, compared.source_record
from compared
left join rules on true
order by compared.account_key, compared.day
