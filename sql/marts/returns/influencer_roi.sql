-- One row per influencer and campaign, and one over all campaigns ('all'): what was spent and what came back.
--
-- 'unassigned' holds what names no campaign; the rows without 'all' add up to it. Where costs name
-- no campaign but orders do, a campaign's row has revenue and no cost, and its returns are null.
-- Revenue counts an order once over all methods of attribution; the columns by method do not add up.

with
totals as (
    select * from intermediate.int_return_totals
    where grouping_level in ('influencer_campaign', 'influencer')
),

influencers as (select * from intermediate.int_influencers)

select
    totals.influencer_id, totals.campaign_id, influencers.name, influencers.tier, influencers.niche, influencers.country,
    totals.* exclude (grouping_level, influencer_id, campaign_id, tier, platform, deal_id, creators)
from totals
left join influencers using (influencer_id)
order by totals.influencer_id, totals.campaign_id
