-- One row per creator, platform and format, or tier, platform and format ('all' over formats, tiers): sponsored against organic.
--
-- sponsored_lift_ratio is how many times the rate of an organic post a sponsored one gets, with a 95 %
-- interval on the log of rates. Of a creator the post is the unit (Welch). Of a tier the creator is: each
-- creator's sponsored posts against the same creator's organic ones, and the mean of these differences, so
-- that better creators who get more deals do not pass for a lift. Medians and pooled rates of a tier are over
-- the creators that have both; they mix creators and are shown for size only. 'all' formats mixes formats.
--
-- Boosted posts are left out on both sides, posts of unknown sponsorship too. The t quantile is a
-- Cornish-Fisher expansion (0.002 % off at most); below 3 degrees of freedom the exact value of 1 or 2.

with
creators as (select * from intermediate.int_lift_creators),

tiers as (
    select
        account_tiers.influencer_id, account_tiers.platform, account_tiers.scheme,
        account_tiers.tier
    from intermediate.int_account_tiers as account_tiers
    inner join intermediate.int_account_standing as standing using (account_key)
    qualify
        row_number() over (
            partition by account_tiers.influencer_id, account_tiers.platform, account_tiers.scheme
            order by standing.followers desc, account_tiers.account_key asc
        ) = 1
),

of_tiers as (
    select creators.*, tiers.scheme, tiers.tier
    from creators
    inner join tiers using (influencer_id, platform)
    where creators.log_lift is not null

    union all

    select
        creators.*,
        'all' as scheme,
        'all' as tier
    from creators
    where creators.log_lift is not null
),

both_levels as (
    select
        'influencer' as lift_level,
        creators.influencer_id,
        settings.tier_scheme as scheme,
        coalesce(tiers.tier, 'unknown') as tier,
        creators.platform, creators.format, creators.headline_denominator,
        creators.first_posted_at, creators.last_posted_at,
        1 as creators,
        creators.posts, creators.unknown_posts, creators.boosted_posts, creators.sponsored_posts,
        creators.organic_posts, creators.organic_undeclared_posts,
        creators.sponsored_headline_rate_median, creators.organic_headline_rate_median,
        creators.sponsored_engagements, creators.sponsored_base, creators.organic_engagements,
        creators.organic_base, creators.log_lift,
        creators.sponsored_log_variance + creators.organic_log_variance as log_variance,
        least(creators.sponsored_posts, creators.organic_posts) as units,
        case
            when creators.sponsored_log_variance + creators.organic_log_variance > 0
                then
                    power(creators.sponsored_log_variance + creators.organic_log_variance, 2)
                    / (
                        power(creators.sponsored_log_variance, 2) / (creators.sponsored_posts - 1)
                        + power(creators.organic_log_variance, 2) / (creators.organic_posts - 1)
                    )
        end as degrees_of_freedom
    from creators
    cross join meta.settings as settings
    left join tiers
        on
            creators.influencer_id = tiers.influencer_id
            and creators.platform = tiers.platform
            and settings.tier_scheme = tiers.scheme

    union all

    select
        'tier' as lift_level,
        'all' as influencer_id,
        scheme, tier, platform, format,
        min(headline_denominator) as headline_denominator,
        min(first_posted_at) as first_posted_at,
        max(last_posted_at) as last_posted_at,
        count(*) as creators,
        sum(posts) as posts,
        sum(unknown_posts) as unknown_posts,
        sum(boosted_posts) as boosted_posts,
        sum(sponsored_posts) as sponsored_posts,
        sum(organic_posts) as organic_posts,
        sum(organic_undeclared_posts) as organic_undeclared_posts,
        median(sponsored_headline_rate_median) as sponsored_headline_rate_median,
        median(organic_headline_rate_median) as organic_headline_rate_median,
        sum(sponsored_engagements) as sponsored_engagements,
        sum(sponsored_base) as sponsored_base,
        sum(organic_engagements) as organic_engagements,
        sum(organic_base) as organic_base,
        cast(sum(cast(log_lift as decimal(18, 6))) as double) / count(*) as log_lift,
        greatest(
            cast(sum(cast(log_lift as decimal(18, 6)) * cast(log_lift as decimal(18, 6))) as double)
            - power(cast(sum(cast(log_lift as decimal(18, 6))) as double), 2) / count(*),
            0
        ) / nullif(count(*) - 1, 0) / count(*) as log_variance,
        count(*) as units,
        cast(nullif(count(*) - 1, 0) as double) as degrees_of_freedom
    from of_tiers
    group by scheme, tier, platform, format
),

widths as (
    select
        *,
        sqrt(log_variance) * case
            when degrees_of_freedom < 2 then 12.706204736
            when degrees_of_freedom < 3 then 4.302652730
            else
                1.959963985 + 2.372271230 / degrees_of_freedom + 2.822498616 / power(degrees_of_freedom, 2)
                + 2.555849680 / power(degrees_of_freedom, 3) + 1.589534053 / power(degrees_of_freedom, 4)
                + 0.930522385 / power(degrees_of_freedom, 5)
        end as half_width
    from both_levels
)

select
    widths.lift_level, widths.influencer_id, influencers.name, widths.scheme, widths.tier,
    widths.platform, widths.format, widths.headline_denominator, widths.first_posted_at,
    widths.last_posted_at,
    cast(widths.creators as bigint) as creators,
    cast(widths.posts as bigint) as posts,
    cast(widths.unknown_posts as bigint) as unknown_posts,
    cast(widths.boosted_posts as bigint) as boosted_posts,
    cast(widths.sponsored_posts as bigint) as sponsored_posts,
    cast(widths.organic_posts as bigint) as organic_posts,
    cast(widths.organic_undeclared_posts as bigint) as organic_undeclared_posts,
    widths.sponsored_headline_rate_median, widths.organic_headline_rate_median,
    cast(widths.sponsored_engagements as bigint) as sponsored_engagements,
    cast(widths.sponsored_base as bigint) as sponsored_base,
    cast(widths.sponsored_engagements as double) / nullif(cast(widths.sponsored_base as double), 0)
        as sponsored_headline_rate_pooled,
    cast(widths.organic_engagements as bigint) as organic_engagements,
    cast(widths.organic_base as bigint) as organic_base,
    cast(widths.organic_engagements as double) / nullif(cast(widths.organic_base as double), 0)
        as organic_headline_rate_pooled,
    exp(widths.log_lift) as sponsored_lift_ratio,
    exp(widths.log_lift - widths.half_width) as sponsored_lift_ratio_low,
    case when widths.log_lift + widths.half_width < 700 then exp(widths.log_lift + widths.half_width) end
        as sponsored_lift_ratio_high,
    widths.degrees_of_freedom as lift_degrees_of_freedom,
    case
        when widths.log_lift is null or widths.half_width is null then 'insufficient'
        when widths.units >= case widths.lift_level when 'tier' then 20 else 10 end then 'high'
        when widths.units >= case widths.lift_level when 'tier' then 10 else 5 end then 'medium'
        else 'low'
    end as lift_evidence
from widths
left join intermediate.int_influencers as influencers using (influencer_id)
order by widths.lift_level, widths.influencer_id, widths.scheme, widths.tier, widths.platform, widths.format
