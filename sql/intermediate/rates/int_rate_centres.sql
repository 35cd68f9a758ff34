-- One row per influencer and platform with a known headline rate: the log of its median rate as estimated, and the error of that.
--
-- The mean of the logs of a creator's posts is drawn towards its cell's (int_rate_nearest) by as much as its own posts leave
-- open (own_weight is what stays its own), but by no more than if it lay one deviation of the cell away. From that mean (log_centre) the median
-- is as far as int_rate_middles says. The error counts what its own posts scatter and how they resemble their neighbours,
-- what its peers differ, that the cell's mean, shape and share of posts without engagements are estimated
-- (docs/decisions/0020-uncertainty-of-a-rate.md, 0130, 0131, 0134).

with
varied as (
    -- how far to draw is decided by the variance with all that the cell knows of it; the error is
    -- reckoned with the creator's own, up to the degrees of freedom that its posts lack of four
    select
        *,
        coalesce(
            (cell_degrees_of_freedom * within_creators + degrees_of_freedom * coalesce(log_rate_variance, 0))
            / (cell_degrees_of_freedom + degrees_of_freedom),
            log_rate_variance
        ) as usual_variance,
        greatest(least(cell_degrees_of_freedom, 4 - degrees_of_freedom), 0) as lent_df,
        greatest(posts_worth, 1) as worth
    from intermediate.int_rate_nearest
),

drawn as (
    select
        *,
        usual_variance / worth as usual_error,
        (lent_df * coalesce(within_creators, 0) + degrees_of_freedom * coalesce(log_rate_variance, 0))
        / nullif(lent_df + degrees_of_freedom, 0) / worth as own_error,
        coalesce(log_rate_mean - cell_mean, 0) as apart,
        case
            when creators is null then 0
            when log_rate_mean is null then 1
            else
                (creators - 3) / cast(creators - 1 as double)
                * usual_variance / (usual_variance + between_creators * worth)
                * least(1, sqrt(usual_variance / worth + between_creators) / nullif(abs(log_rate_mean - cell_mean), 0))
        end as drawn_share
    from varied
),

centred as (
    select
        drawn.*, middles.* exclude (influencer_id, platform),
        coalesce(cell_mean, log_rate_mean) + (1 - drawn_share) * apart as log_centre,
        sqrt(usual_variance / neighbour_widening) as deviation,
        power(1 - drawn_share, 2) * own_error as error_of_own_posts,
        power(1 - drawn_share, 2) * coalesce(own_error, 0)
        + coalesce(
            power(drawn_share, 2)
            * (between_creators + cell_mean_variance + 2 * power(apart, 2) / (creators - 3)),
            0
        ) as error_of_centre
    from drawn
    inner join intermediate.int_rate_middles as middles using (influencer_id, platform)
)

select
    influencer_id, platform,
    1 - drawn_share as own_weight,
    deviation as posts_deviation,
    usual_error, error_of_own_posts,
    lent_df as lent_degrees_of_freedom,
    log_centre + coalesce(deviation * middle_place, 0) as log_estimate,
    error_of_centre + power(deviation, 2) * (
        middle_place_variance
        + power(middle_place - even_place, 2) / (2 * nullif(cell_degrees_of_freedom + degrees_of_freedom, 0))
    ) as log_estimate_error
from centred
order by influencer_id, platform
