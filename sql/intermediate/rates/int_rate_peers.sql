-- One row per creator and cell in which it can be pooled: the sample that it lends to the cell.
--
-- A cell is a platform, tier and niche, or a platform and tier ('all' niches), with 20 creators of at
-- least two posts; or a platform ('all' tiers) with 8.

with
creators as (select * from intermediate.int_rate_samples where degrees_of_freedom > 0),

members as (
    select
        platform,
        'all' as tier,
        'all' as niche,
        influencer_id,
        8 as fewest
    from creators
    union all
    select
        platform, tier,
        'all' as niche,
        influencer_id,
        20 as fewest
    from creators
    where tier is not null
    union all
    select platform, tier, niche, influencer_id, 20 as fewest
    from creators
    where tier is not null and niche is not null
),

cells as (
    select platform, tier, niche
    from members
    group by platform, tier, niche
    having count(*) >= max(fewest)
)

select
    members.platform, members.tier, members.niche, members.influencer_id, creators.posts_kept,
    creators.degrees_of_freedom, creators.log_rate_mean, creators.log_rate_variance
from members
inner join cells using (platform, tier, niche)
inner join creators using (influencer_id, platform)
order by members.platform, members.tier, members.niche, members.influencer_id
