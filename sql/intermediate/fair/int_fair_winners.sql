-- One row per platform, campaign (and 'all') and tier that could be judged: how sure it is that it returns most for its cost.
--
-- Judged are tiers with five creators in campaigns that can be compared. They are judged in profit where every margin is
-- known, else in revenue. The probability that a tier is the best is at least what is left of 1 once the probabilities
-- that it is not better than each of the others are taken off; a tier is named from 0.95 on.

with
cells as (select * from intermediate.int_fair_cells),

creators as (
    select
        measure, tier, influencer_id,
        coalesce(platform, 'all') as platform,
        coalesce(campaign_id, 'all') as campaign_id
    from cells
    group by
        grouping sets (
            (measure, tier, influencer_id, platform, campaign_id), (measure, tier, influencer_id, platform),
            (measure, tier, influencer_id, campaign_id), (measure, tier, influencer_id)
        )
),

margins as (
    -- where a part of what came back has no margin, the whole is told in revenue
    select
        coalesce(platform, 'all') as platform,
        coalesce(campaign_id, 'all') as campaign_id,
        case when count(net_revenue) = count(margin_revenue) then 'margin_roi' else 'return_on_ad_spend' end as fair_measure
    from intermediate.int_returns
    group by grouping sets ((platform, campaign_id), (platform), (campaign_id), ())
    having count(net_revenue) > 0
),

judged as (
    select
        margins.fair_measure, creators.platform, creators.campaign_id, creators.tier
    from creators
    inner join margins
        on
            creators.platform = margins.platform
            and creators.campaign_id = margins.campaign_id
            and creators.measure = margins.fair_measure
    group by margins.fair_measure, creators.platform, creators.campaign_id, creators.tier
    having count(*) >= 5
),

doubts as (
    -- that the tier is not better than another, which is certain where they cannot be compared
    select
        judged.fair_measure, judged.platform, judged.campaign_id, judged.tier,
        cast(sum(cast(1 - coalesce(ratios.fair_probability_beats, 0) as decimal(18, 12))) as double) as doubt
    from judged
    inner join judged as others
        on judged.platform = others.platform and judged.campaign_id = others.campaign_id and judged.tier <> others.tier
    left join intermediate.int_fair_ratios as ratios
        on
            judged.fair_measure = ratios.measure
            and judged.platform = ratios.platform
            and judged.campaign_id = ratios.campaign_id
            and judged.tier = ratios.tier
            and others.tier = ratios.other_tier
    group by judged.fair_measure, judged.platform, judged.campaign_id, judged.tier
)

select
    platform, campaign_id, tier, fair_measure,
    greatest(1 - doubt, 0) as fair_best_probability,
    doubt <= 0.05 as is_named_best
from doubts
order by platform, campaign_id, tier
