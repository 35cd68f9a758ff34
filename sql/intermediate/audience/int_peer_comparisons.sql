-- One row per account and review signal that looks at peers: its figure beside that of its peers.
--
-- Peers are the other accounts of the same platform, tier and niche; where they are too few
-- (reference.review_signals), of the same platform and tier. Figures are compared by their logarithms, with
-- the median of the peers and their spread (median deviation). The account itself is in that median.

with
habits as (select * from intermediate.int_account_habits where tier is not null),
rules as (select * from reference.review_signals),

figures as (
    select
        'rate_below_peers' as signal, account_key, platform, tier, niche_key,
        public_engagement_rate_by_followers_posts as posts,
        ln(nullif(public_engagement_rate_by_followers_median, 0)) as figure
    from habits

    union all

    select
        'comment_ratio_off_peers', account_key, platform, tier, niche_key, comment_like_posts,
        ln(nullif(comment_like_ratio, 0))
    from habits
),

known as (
    select figures.*, rules.min_peers
    from figures
    inner join rules using (signal)
    where figures.figure is not null and figures.posts >= rules.min_posts
),

members as (
    select *, niche_key as pool from known where niche_key <> ''
    union all
    select *, '' as pool from known
),

medians as (
    select
        signal, platform, tier, pool,
        count(*) - 1 as review_peers,
        median(figure) as pool_figure
    from members
    group by signal, platform, tier, pool
),

spreads as (
    select
        members.signal, members.platform, members.tier, members.pool,
        1.4826 * median(abs(members.figure - medians.pool_figure)) as log_spread
    from members
    inner join medians using (signal, platform, tier, pool)
    group by members.signal, members.platform, members.tier, members.pool
)

select
    members.account_key, members.signal, members.posts,
    exp(members.figure) as review_value,
    exp(medians.pool_figure) as review_expected,
    members.figure - medians.pool_figure as log_distance,
    spreads.log_spread, medians.review_peers,
    members.platform || ', ' || members.tier || case when members.pool <> '' then ', ' || members.pool else '' end
        as peer_group
from members
inner join medians using (signal, platform, tier, pool)
inner join spreads using (signal, platform, tier, pool)
where members.pool = '' or medians.review_peers >= members.min_peers
qualify
    row_number() over (
        partition by members.account_key, members.signal order by members.pool desc
    ) = 1
order by members.account_key, members.signal
