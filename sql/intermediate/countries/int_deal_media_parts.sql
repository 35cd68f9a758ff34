-- One row per creator, campaign, deal and country: the part of its cost and reach, by the audience of the creator.
--
-- Neither cost nor reach has a country of its own: they are divided by the newest audience shares of the creator on the
-- deal's platform, else they are 'unknown'. The parts of a deal add up to its cost and reach exactly: each is
-- the rounded sum up to it minus the one before. Advertising that names no creator is 'unassigned'.

with
keyed as (
    select influencer_id, campaign_id, deal_id, platform, cost, reach from intermediate.int_returns
    union all
    select
        'unassigned' as influencer_id,
        campaign_id,
        'unassigned' as deal_id,
        'unknown' as platform,
        cast(sum(cost) as decimal(38, 4)) as cost,
        cast(null as bigint) as reach
    from intermediate.int_costs
    where influencer_id is null
    group by campaign_id
),

divided as (
    select
        keyed.influencer_id, keyed.campaign_id, keyed.deal_id, keyed.cost, keyed.reach,
        coalesce(audience.country, 'unknown') as country,
        least(
            sum(coalesce(audience.audience_share, 1)) over (
                partition by keyed.influencer_id, keyed.campaign_id, keyed.deal_id
                order by audience.country rows between unbounded preceding and current row
            ),
            1
        ) as share_so_far,
        lead(audience.country) over (
            partition by keyed.influencer_id, keyed.campaign_id, keyed.deal_id order by audience.country
        ) is null as is_last
    from keyed
    left join intermediate.int_audience_countries as audience using (influencer_id, platform)
    where keyed.cost is not null or keyed.reach is not null
),

so_far as (
    select
        *,
        case when is_last then cost else cast(round(cast(cost as double) * share_so_far, 4) as decimal(38, 4)) end
            as cost_so_far,
        case when is_last then reach else cast(round(reach * share_so_far) as bigint) end as reach_so_far
    from divided
)

select
    influencer_id, campaign_id, deal_id, country,
    cast(cost_so_far - coalesce(lag(cost_so_far) over piece, 0) as decimal(38, 4)) as cost_allocated,
    cast(reach_so_far - coalesce(lag(reach_so_far) over piece, 0) as bigint) as reach_estimated
from so_far
window piece as (partition by influencer_id, campaign_id, deal_id order by country)
order by influencer_id, campaign_id, deal_id, country
