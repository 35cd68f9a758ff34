-- One row per platform, campaign, measure and tier: the probability that the tier is the best of those compared.
--
-- In each replicate of the bootstrap the tier with the most result for its cost wins; equals share. Only tiers with at
-- least five creators take part, and only where there are two of them.

with
replicates as (select * from intermediate.int_return_replicates where tier not in ('all', 'unknown')),

fields as (
    select grouping_level, campaign_id, platform, measure, count(distinct tier) as tiers
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
    inner join fields using (grouping_level, campaign_id, platform, measure)
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
    inner join races using (grouping_level, campaign_id, platform, measure, replicate)
)

select
    grouping_level, campaign_id, platform, measure, tier,
    cast(sum(win) / max(races) as double) as best_probability
from finishes
group by grouping_level, campaign_id, platform, measure, tier
order by grouping_level, campaign_id, platform, measure, tier
