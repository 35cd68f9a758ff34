-- One row per creator and cell that it is in: its sample.
--
-- A cell is a platform, tier and niche, or a platform and tier ('all' niches), with 20 creators of at
-- least two posts with engagements (lenders); or a platform ('all' tiers), from which rates are pooled with 8 of them.
-- A rate under another definition than the platform's has no peers: it stands in a cell without lenders.

with
creators as (
    select *, coalesce(is_other_definition, false) as is_other from intermediate.int_rate_samples
),

members as (
    select
        platform,
        'all' as tier,
        case when is_other then 'other definition' else 'all' end as niche,
        influencer_id,
        degrees_of_freedom > 0 and not is_other as is_lender,
        0 as fewest
    from creators
    union all
    select
        platform, tier,
        'all' as niche,
        influencer_id,
        degrees_of_freedom > 0 as is_lender,
        20 as fewest
    from creators
    where tier is not null and not is_other
    union all
    select platform, tier, niche, influencer_id, degrees_of_freedom > 0 as is_lender, 20 as fewest
    from creators
    where tier is not null and niche is not null and not is_other
),

cells as (
    select
        platform, tier, niche,
        count(*) filter (where is_lender) as lenders
    from members
    group by platform, tier, niche
    having count(*) filter (where is_lender) >= max(fewest)
)

select
    members.platform, members.tier, members.niche, members.influencer_id, cells.lenders,
    creators.posts_with_rate, creators.zero_rate_posts, creators.engaged_posts, creators.posts_worth,
    creators.degrees_of_freedom, creators.log_rate_mean, creators.log_rate_variance,
    creators.neighbour_products, creators.neighbour_squares
from members
inner join cells using (platform, tier, niche)
inner join creators using (influencer_id, platform)
order by members.platform, members.tier, members.niche, members.influencer_id
