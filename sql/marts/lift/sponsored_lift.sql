-- One row per creator, platform and format, or tier, platform and format ('all' over formats, tiers): sponsored against organic.
--
-- sponsored_lift_ratio is how many times the rate of an organic post a sponsored one gets, with a 95 %
-- interval on the log of rates. Posts are compared with those of the same calendar month, because rates have seasons
-- and deals do too (0133); a creator without a month of both kinds has no lift. Of a creator the post is the unit. Of a tier the creator is: each
-- creator's sponsored posts against the same creator's organic ones, and the mean of these differences, so
-- that better creators who get more deals do not pass for a lift. Medians and pooled rates of a tier are over
-- the creators that have both; they mix creators and are shown for size only. 'all' formats mixes formats.
--
-- Boosted posts are left out on both sides, posts of unknown sponsorship too, and those counted under another definition than
-- headline_definition; of a tier, several are named where its creators differ, each against itself.

with
tiers as (
    select tiers.influencer_id, tiers.platform, tiers.tier
    from intermediate.int_creator_tiers as tiers
    inner join meta.settings as settings on tiers.scheme = settings.tier_scheme
),

influencers as (select influencer_id, name from intermediate.int_influencers),

levels as (
    select
        'influencer' as lift_level,
        creators.influencer_id,
        settings.tier_scheme as scheme,
        coalesce(tiers.tier, 'unknown') as tier,
        creators.* exclude (influencer_id),
        1 as creators
    from intermediate.int_lift_creators as creators
    cross join meta.settings as settings
    left join tiers using (influencer_id, platform)
    union all
    select 'tier', 'all', *, lift_units as creators
    from intermediate.int_lift_tiers
),

freed as (
    -- below 3 degrees of freedom, where it is steep, the quantile is that of the whole number below
    select
        *,
        1000 / case
            when lift_degrees_of_freedom < 3 then greatest(floor(lift_degrees_of_freedom), 1)
            else lift_degrees_of_freedom
        end as thousandths
    from levels
),

widths as (
    select
        freed.*,
        sqrt(freed.lift_log_variance)
        * (t.t_quantile + t.t_quantile_step * (freed.thousandths - t.thousandth)) as half_width,
        case freed.lift_level when 'tier' then 20 else 10 end as many
    from freed
    left join meta.t_quantiles as t
        on t.comparisons = 1 and t.thousandth = cast(floor(freed.thousandths) as bigint)
)

select
    widths.lift_level, widths.influencer_id, influencers.name, widths.scheme, widths.tier,
    widths.platform, widths.format, widths.headline_numerator, widths.headline_denominator,
    widths.headline_definition, widths.first_posted_at, widths.last_posted_at,
    cast(widths.creators as bigint) as creators,
    widths.posts, widths.unknown_posts, widths.boosted_posts, widths.posts_other_definition,
    widths.sponsored_posts,
    widths.organic_posts, widths.organic_undeclared_posts, widths.sponsored_headline_rate_median,
    widths.organic_headline_rate_median, widths.sponsored_engagements, widths.sponsored_base,
    cast(widths.sponsored_engagements as double) / nullif(widths.sponsored_base, 0) as sponsored_headline_rate_pooled,
    widths.organic_engagements, widths.organic_base,
    cast(widths.organic_engagements as double) / nullif(widths.organic_base, 0) as organic_headline_rate_pooled,
    widths.lift_months, widths.lift_sponsored_posts, widths.lift_organic_posts,
    exp(widths.log_lift) as sponsored_lift_ratio,
    exp(widths.log_lift - widths.half_width) as sponsored_lift_ratio_low,
    case when widths.log_lift + widths.half_width < 700 then exp(widths.log_lift + widths.half_width) end
        as sponsored_lift_ratio_high,
    widths.lift_degrees_of_freedom,
    case
        when widths.log_lift is null or widths.half_width is null then 'insufficient'
        when widths.lift_units >= widths.many then 'high'
        when widths.lift_units >= widths.many / 2 then 'medium'
        else 'low'
    end as lift_evidence
from widths
left join influencers using (influencer_id)
order by widths.lift_level, widths.influencer_id, widths.scheme, widths.tier, widths.platform, widths.format
