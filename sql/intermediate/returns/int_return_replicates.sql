-- One row per group of deals, measure and replicate of the bootstrap: the result for each unit of cost, drawn anew.
--
-- A replicate draws each slot as often as meta.bootstrap_weights says. So few deals vary less in a draw than
-- between two programmes: replicates are moved away from the estimate, on the scale of logarithms, by
-- Student's t over the normal quantile, and upwards by 1 + 1 / sqrt(slots) more, because returns are skewed.
-- Tiers read the weights from different places, so that their replicates are independent.

with
slots as (
    -- decimals, whose sums are equal in any order
    select
        * exclude (result, cost), cast(result as decimal(24, 4)) as result, cast(cost as decimal(24, 4)) as cost
    from intermediate.int_return_slots
),

weights as (
    select replicate, slot, cast(weight as decimal(9, 0)) as weight
    from meta.bootstrap_weights
    where weight > 0
),

estimates as (
    select
        group_number, grouping_level, campaign_id, tier, platform, measure, units,
        cast(count(*) as double) as slots,
        cast(sum(result) as double) / nullif(cast(sum(cost) as double), 0) as estimate
    from slots
    group by group_number, grouping_level, campaign_id, tier, platform, measure, units
),

widened as (
    -- Student's t at 97.5 % over the normal quantile, by the expansion of Cornish and Fisher
    select
        *,
        sqrt(slots / (slots - 1)) * (
            1 + 1.2103647 / (slots - 1) + 1.4400768 / power(slots - 1, 2) + 1.3040289 / power(slots - 1, 3)
        ) as widening,
        dense_rank() over (order by tier) as tier_number
    from estimates
    where estimate > 0
),

drawn as (
    select
        slots.group_number, weights.replicate,
        cast(sum(slots.result * weights.weight) as double)
        / nullif(cast(sum(slots.cost * weights.weight) as double), 0) as ratio
    from slots
    inner join weights using (slot)
    group by slots.group_number, weights.replicate
)

select
    widened.grouping_level, widened.campaign_id, widened.tier, widened.platform, widened.measure, widened.units,
    (drawn.replicate + 37 * widened.tier_number) % settings.bootstrap_replicates as replicate,
    widened.estimate,
    widened.estimate * power(
        drawn.ratio / widened.estimate,
        widened.widening * case when drawn.ratio > widened.estimate then 1 + 1 / sqrt(widened.slots) else 1 end
    ) as drawn_value
from drawn
cross join meta.settings as settings
inner join widened using (group_number)
where drawn.ratio is not null
order by widened.grouping_level, widened.campaign_id, widened.tier, widened.platform, widened.measure, replicate
