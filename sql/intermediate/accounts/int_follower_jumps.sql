-- One row per account and follower jump: whether the engagements of its posts rose with it.
--
-- A jump is a run of changes beyond the usual, one after the other, that together exceed the smallest effect
-- after rounding. The typical post (geometric mean) of the window before it is held against that of the
-- window after it by its public engagements, of posts old enough to have most of their engagements, at their latest observation.
-- Unmatched is a jump after which engagements rose by no more than a part of it; null with too few posts.

with
changes as (
    select
        *,
        row_number() over (partition by account_key order by day)
        - row_number() over (partition by account_key, is_beyond_usual order by day) as run
    from intermediate.int_follower_changes
),

rules as (select * from reference.review_signals where signal = 'follower_jump'),
metrics as (select * from intermediate.int_latest_post_metrics where public_engagements is not null),

runs as (
    select
        account_key,
        min(previous_day) as previous_day,
        max(day) as day,
        min_by(previous_followers, day) as previous_followers,
        max_by(followers, day) as followers,
        max(changes_known) as changes_known,
        max(growth_per_day_usual) as growth_per_day_usual,
        max(growth_by_rounding) as growth_by_rounding,
        max(jump_score) as jump_score
    from changes
    where is_beyond_usual
    group by account_key, run
),

jumps as (
    select
        runs.*,
        ln(cast(runs.followers as double) / runs.previous_followers)
        - runs.growth_per_day_usual * (runs.day - runs.previous_day) as growth_beyond_usual
    from runs
    cross join rules
    where
        ln(cast(runs.followers as double) / runs.previous_followers)
        - runs.growth_per_day_usual * (runs.day - runs.previous_day) - runs.growth_by_rounding
        >= ln(1 + rules.min_effect)
),

posts as (
    select
        posts.account_key,
        cast(posts.posted_at as date) as posted_date,
        cast(ln(metrics.public_engagements + 1) as decimal(18, 12)) as engagements_log
    from staging.stg_posts as posts
    inner join metrics using (platform, post_key)
    cross join rules
    where
        posts.account_key in (select account_key from jumps)
        and metrics.captured_at >= posts.posted_at + to_days(cast(rules.min_age_days as integer))
),

around as (
    select
        jumps.account_key, jumps.day,
        count(*) filter (where posts.posted_date <= jumps.previous_day) as jump_posts_before,
        count(*) filter (where posts.posted_date >= jumps.day) as jump_posts_after,
        sum(posts.engagements_log) filter (where posts.posted_date <= jumps.previous_day) as log_before,
        sum(posts.engagements_log) filter (where posts.posted_date >= jumps.day) as log_after
    from jumps
    cross join rules
    inner join posts
        on
            jumps.account_key = posts.account_key
            and posts.posted_date > jumps.previous_day - cast(rules.window_days as integer)
            and posts.posted_date < jumps.day + cast(rules.window_days as integer)
    group by jumps.account_key, jumps.day
),

typical as (
    -- summed as decimals, which add up to the same in any order
    select
        account_key, day, jump_posts_before, jump_posts_after,
        exp(cast(log_before as double) / nullif(jump_posts_before, 0)) - 1 as engagements_typical_before,
        exp(cast(log_after as double) / nullif(jump_posts_after, 0)) - 1 as engagements_typical_after
    from around
)

select
    jumps.account_key, jumps.previous_day, jumps.day, jumps.previous_followers, jumps.followers,
    jumps.changes_known, jumps.growth_per_day_usual, jumps.growth_beyond_usual, jumps.jump_score,
    coalesce(typical.jump_posts_before, 0) as jump_posts_before,
    coalesce(typical.jump_posts_after, 0) as jump_posts_after,
    typical.engagements_typical_before, typical.engagements_typical_after,
    case
        when typical.jump_posts_before >= rules.min_posts and typical.jump_posts_after >= rules.min_posts
            then
                typical.engagements_typical_after + 1
                <= (typical.engagements_typical_before + 1) * exp(rules.max_response * jumps.growth_beyond_usual)
    end as is_jump_unmatched
from jumps
cross join rules
left join typical using (account_key, day)
order by jumps.account_key, jumps.day
