-- One row per influencer and platform with a known headline rate: where the middle of all its posts lies in those with engagements.
--
-- Posts without engagements are the lowest. If they are a share z, the middle of all posts is the quantile
-- (0.5 - z) / (1 - z) of the others; where they are half or more, the median is 0. A creator's share is drawn
-- towards its cell's (int_rate_zeros), with bounds on the scale of its logit; alone it is (zeros + 0.5) / (posts + 1),
-- and 0 where there are none. The place of the quantile is the cell's (int_rate_shapes), else the normal
-- distribution's (Tukey's lambda, right to 0.01). Places are in standard deviations of the creator's posts.

with
nearest as (select * from intermediate.int_rate_nearest),

shared as (
    select
        *,
        case
            when zero_likeness_posts is null and zero_rate_posts > 0
                then (zero_rate_posts + 0.5) / (posts_with_rate + 1)
            when zero_share_of_cell > 0
                then
                    (zero_rate_posts + zero_likeness_posts * zero_share_of_cell)
                    / (posts_with_rate + zero_likeness_posts)
            else 0
        end as share,
        posts_with_rate + coalesce(zero_likeness_posts, 1) + 1 as share_worth,
        coalesce(
            zero_share_of_cell_variance * power(zero_likeness_posts / (posts_with_rate + zero_likeness_posts), 2), 0
        ) as borrowed_variance
    from nearest
),

bounded as (
    select
        influencer_id, platform, tier, niche, creators, share,
        exp(1.96 * sqrt(share * (1 - share) / share_worth + borrowed_variance) / nullif(share * (1 - share), 0)) as odds
    from shared
),

aimed as (
    select
        *,
        case when share > 0 then share / (share + (1 - share) * odds) else 0 end as share_low,
        case when share > 0 then share / (share + (1 - share) / odds) else 0 end as share_high
    from bounded
),

wanted as (
    select *, 'middle' as what, share as zero_share from aimed
    union all
    select *, 'low', share_high from aimed
    union all
    select *, 'high', share_low from aimed
    union all
    select *, 'even', 0 from aimed
),

quantiles as (
    select
        *,
        greatest((0.5 - zero_share) / (1 - zero_share), 0.0002) as quantile,
        cast(floor(least(40 * greatest((0.5 - zero_share) / (1 - zero_share), 0.0002), 19)) as bigint) as fortieth
    from wanted
),

placed as (
    select
        quantiles.*, shapes.shape_posts, shapes.place_in_shape_step,
        coalesce(
            shapes.place_in_shape + shapes.place_in_shape_step * (40 * quantiles.quantile - quantiles.fortieth),
            4.91 * (power(quantiles.quantile, 0.14) - power(1 - quantiles.quantile, 0.14))
        ) as place
    from quantiles
    left join intermediate.int_rate_shapes as shapes using (platform, tier, niche, fortieth)
)

select
    influencer_id, platform,
    max(share) as zero_share,
    max(share_low) as zero_share_low,
    max(share_high) as zero_share_high,
    max(place) filter (where what = 'middle') as middle_place,
    max(place) filter (where what = 'low') as middle_place_low,
    max(place) filter (where what = 'high') as middle_place_high,
    max(place) filter (where what = 'even') as even_place,
    coalesce(
        max(quantile * (1 - quantile) / greatest(shape_posts, 5) * power(40 * place_in_shape_step, 2))
        filter (where what = 'middle'),
        0
    ) as middle_place_variance
from placed
group by influencer_id, platform
order by influencer_id, platform
