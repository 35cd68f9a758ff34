-- One row per platform, campaign, measure and tier: the probability that the tier is the best of those compared.
--
-- In each replicate of the bootstrap the tier with the most result for its cost wins; equals share. Only tiers with at
-- least five deals take part, and only where there are two of them.

with
replicates as (
    select *
    from intermediate.int_return_replicates
    where tier not in ('all', 'unknown')
),

fields as (
    select
        grouping_level, campaign_id, platform, measure,
        count(distinct tier) as tiers
    from replicates
    group by grouping_level, campaign_id, platform, measure
),

races as (
    -- a replicate that drew no cost of one of the tiers decides nothing
    select
        replicates.grouping_level, replicates.campaign_id, replicates.platform, replicates.measure,
        replicates.replicate,
        max(replicates.drawn_value) as best_value,
        count(*) over (
            partition by replicates.grouping_level, replicates.campaign_id, replicates.platform, replicates.measure
        ) as races
    from replicates
    inner join fields
        on
            replicates.grouping_level = fields.grouping_level
            and replicates.campaign_id = fields.campaign_id
            and replicates.platform = fields.platform
            and replicates.measure = fields.measure
    where fields.tiers > 1
    group by
        replicates.grouping_level, replicates.campaign_id, replicates.platform, replicates.measure,
        replicates.replicate
    having count(*) = max(fields.tiers)
),

finishes as (
    select
        replicates.grouping_level, replicates.campaign_id, replicates.platform, replicates.measure,
        replicates.tier, races.races,
        case
            when replicates.drawn_value < races.best_value then 0.0
            else 1.0 / count(*) over (
                partition by
                    replicates.grouping_level, replicates.campaign_id, replicates.platform, replicates.measure,
                    replicates.replicate, replicates.drawn_value
            )
        end as win
    from replicates
    inner join races
        on
            replicates.grouping_level = races.grouping_level
            and replicates.campaign_id = races.campaign_id
            and replicates.platform = races.platform
            and replicates.measure = races.measure
            and replicates.replicate = races.replicate
)

select
    grouping_level, campaign_id, platform, measure, tier,
    cast(sum(win) / max(races) as double) as best_probability
from finishes
group by grouping_level, campaign_id, platform, measure, tier
order by grouping_level, campaign_id, platform, measure, tier
