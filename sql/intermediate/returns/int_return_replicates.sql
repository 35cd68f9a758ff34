-- One row per group of deals, measure and replicate of the bootstrap: the result for each unit of cost, drawn anew.
--
-- A replicate draws each slot as often as meta.bootstrap_weights says. A slot moves the logarithm of the return by its
-- part of the result less its part of the cost (what it moves it by where slots are many), so that no draw is 0 or
-- without cost; draws are widened as int_return_groups says. A return of 0 is drawn as a gamma number of a half, over
-- another one for how deals differ. Tiers read the numbers from different places, so that their draws are independent.

with
groups as (select * from intermediate.int_return_groups),

influences as (
    -- whole numbers of 1e-12, whose sums are equal in any order
    select
        groups.group_number, slots.slot,
        cast(round((slots.result / groups.group_result - slots.cost / groups.group_cost) * 1e12) as bigint) as influence
    from intermediate.int_return_slots as slots
    inner join groups using (group_number)
    where groups.estimate > 0
),

weights as (
    select replicate, slot, weight - 1 as weight
    from meta.bootstrap_weights
    where weight <> 1
),

moved as (
    select
        influences.group_number, weights.replicate,
        cast(sum(influences.influence * weights.weight) as double) / 1e12 as log_ratio
    from influences
    inner join weights using (slot)
    group by influences.group_number, weights.replicate
),

drawn as (
    select
        groups.*, normals.replicate,
        coalesce(moved.log_ratio, 0) as log_ratio,
        normals.normal_number, normals.other_normal_number
    from groups
    cross join meta.bootstrap_normals as normals
    left join moved using (group_number, replicate)
)

select
    drawn.grouping_level, drawn.campaign_id, drawn.tier, drawn.platform, drawn.measure, drawn.units,
    (drawn.replicate + 37 * drawn.tier_number) % settings.bootstrap_replicates as replicate,
    drawn.estimate,
    case
        when drawn.estimate > 0
            then drawn.estimate * exp(
                drawn.log_ratio * case when drawn.log_ratio > 0 then drawn.upward_widening else drawn.widening end
                + drawn.noise_deviation * drawn.normal_number
            )
        -- the cube of a normal number is nearly a gamma number with mean 1
        else drawn.zero_value * power(drawn.normal_number, 2) / 2 / power(
            greatest(
                1 - drawn.zero_dispersion / 9 + drawn.other_normal_number * sqrt(drawn.zero_dispersion / 9), 0.05
            ), 3
        )
    end as drawn_value
from drawn
cross join meta.settings as settings
order by drawn.grouping_level, drawn.campaign_id, drawn.tier, drawn.platform, drawn.measure, replicate
