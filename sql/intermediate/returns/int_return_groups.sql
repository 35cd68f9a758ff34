-- One row per group of deals and measure: its return, and how far the draws of it are moved away from it.
--
-- Few creators vary less in a draw than between two programmes, and those who cost most decide: draws are widened by
-- Student's t of as many creators as would spread the same cost equally, over the normal quantile, and upwards by 1.75 /
-- sqrt(of them) more, because returns are skewed. Creators can be more alike than counts of orders, clicks or views let
-- them be by chance: noise_deviation is what a draw must vary by on its own to vary at least as those counts do.
-- A group without any result where another tier has one returns 0, but not for certain: zero_value is what one order,
-- click, ... would make of its return, and zero_dispersion how such a count varies beyond chance.

with
slots as (
    -- decimals, whose sums are equal in any order
    select
        * exclude (result, cost, result_variance),
        cast(result as decimal(24, 4)) as result,
        cast(cost as decimal(24, 4)) as cost,
        cast(result_variance as decimal(38, 4)) as result_variance
    from intermediate.int_return_slots
),

sums as (
    select
        group_number, grouping_level, campaign_id, tier, platform, measure, units,
        max(dispersion) as dispersion,
        cast(sum(cost) as double) as cost,
        cast(sum(result) as double) as result,
        cast(sum(result_variance) as double) as result_variance
    from slots
    group by group_number, grouping_level, campaign_id, tier, platform, measure, units
    having sum(cost) > 0
),

parts as (
    select
        slots.group_number,
        cast(slots.cost as double) / sums.cost as cost_part,
        cast(slots.result as double) / nullif(sums.result, 0) - cast(slots.cost as double) / sums.cost as influence
    from slots
    inner join sums using (group_number)
),

spreads as (
    select
        group_number,
        cast(sum(cast(influence * influence as decimal(38, 15))) as double) as log_variance,
        1 / cast(sum(cast(cost_part * cost_part as decimal(38, 15))) as double) as equal_units
    from parts
    group by group_number
),

values_of_one as (
    -- what an order brings over the whole programme
    select
        cast(sum(net_revenue) as double) / nullif(sum(orders), 0) as net_revenue,
        cast(sum(margin_revenue) as double) / nullif(sum(orders) filter (where margin_revenue is not null), 0)
            as margin_revenue
    from intermediate.int_returns
),

compared as (
    select
        sums.*, spreads.log_variance, spreads.equal_units,
        1000 / greatest(spreads.equal_units - 1, 1) as place,
        max(sums.result) over (
            partition by sums.grouping_level, sums.campaign_id, sums.platform, sums.measure
        ) as largest_result
    from sums
    inner join spreads using (group_number)
),

widened as (
    select
        compared.*,
        (t.t_quantile + t.t_quantile_step * (compared.place - t.thousandth)) / 1.959963984540054 as widening
    from compared
    left join meta.t_quantiles as t
        on t.comparisons = 1 and t.thousandth = cast(floor(compared.place) as bigint)
)

select
    widened.group_number, widened.grouping_level, widened.campaign_id, widened.tier, widened.platform, widened.measure,
    widened.units,
    dense_rank() over (order by widened.tier) as tier_number,
    widened.cost as group_cost,
    widened.result as group_result,
    widened.result / widened.cost as estimate,
    widened.widening,
    widened.widening * (1 + 1.75 / sqrt(widened.equal_units)) as upward_widening,
    sqrt(
        greatest(
            widened.result_variance / nullif(power(widened.result, 2), 0)
            - widened.log_variance * power(widened.widening, 2), 0
        )
    ) as noise_deviation,
    case widened.measure
        when 'return_on_ad_spend' then values_of_one.net_revenue
        when 'margin_roi' then values_of_one.margin_revenue
        else 1
    end / widened.cost as zero_value,
    coalesce(widened.dispersion, 0) / widened.equal_units as zero_dispersion
from widened
cross join values_of_one
where widened.largest_result > 0 and (widened.result > 0 or zero_value is not null)
order by widened.group_number
