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
        'rate_below_peers' as signal,
        account_key, platform, tier, niche_key,
        engagement_rate_by_followers_posts as posts,
        ln(nullif(engagement_rate_by_followers_median, 0)) as figure
    from habits

    union all

    select
        'comment_ratio_off_peers' as signal,
        account_key, platform, tier, niche_key,
        comment_like_posts as posts,
        ln(nullif(comment_like_ratio, 0)) as figure
    from habits
),

known as (
    select
        figures.*,
        count(*) over (partition by figures.signal, figures.platform, figures.tier, figures.niche_key) - 1
            as peers_of_niche,
        count(*) over (partition by figures.signal, figures.platform, figures.tier) - 1 as peers_of_tier,
        rules.min_peers
    from figures
    inner join rules using (signal)
    where figures.figure is not null and figures.posts >= rules.min_posts
),

medians_of_niche as (
    select
        signal, platform, tier, niche_key,
        median(figure) as figure
    from known
    group by signal, platform, tier, niche_key
),

spreads_of_niche as (
    select
        known.signal, known.platform, known.tier, known.niche_key,
        max(medians.figure) as figure,
        1.4826 * median(abs(known.figure - medians.figure)) as spread
    from known
    inner join medians_of_niche as medians using (signal, platform, tier, niche_key)
    group by known.signal, known.platform, known.tier, known.niche_key
),

medians_of_tier as (
    select
        signal, platform, tier,
        median(figure) as figure
    from known
    group by signal, platform, tier
),

spreads_of_tier as (
    select
        known.signal, known.platform, known.tier,
        max(medians.figure) as figure,
        1.4826 * median(abs(known.figure - medians.figure)) as spread
    from known
    inner join medians_of_tier as medians using (signal, platform, tier)
    group by known.signal, known.platform, known.tier
),

chosen as (
    select
        *,
        niche_key <> '' and peers_of_niche >= min_peers as is_niche
    from known
)

select
    chosen.account_key, chosen.signal, chosen.posts,
    exp(chosen.figure) as review_value,
    exp(case when chosen.is_niche then niches.figure else tiers.figure end) as review_expected,
    chosen.figure - case when chosen.is_niche then niches.figure else tiers.figure end as log_distance,
    case when chosen.is_niche then niches.spread else tiers.spread end as log_spread,
    case when chosen.is_niche then chosen.peers_of_niche else chosen.peers_of_tier end as review_peers,
    chosen.platform || ', ' || chosen.tier || case when chosen.is_niche then ', ' || chosen.niche_key else '' end
        as peer_group
from chosen
inner join spreads_of_niche as niches using (signal, platform, tier, niche_key)
inner join spreads_of_tier as tiers using (signal, platform, tier)
order by chosen.account_key, chosen.signal
