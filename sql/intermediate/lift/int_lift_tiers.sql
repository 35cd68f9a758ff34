-- One row per tier scheme, tier ('all'), platform and format: sponsored posts of its creators against organic ones.
--
-- The creator is the unit: each creator's sponsored posts against the same creator's organic ones, and the mean
-- of these differences, so that better creators who get more deals do not pass for a lift. Medians and pooled
-- rates are over the creators that have both; they mix creators and are for size only.

with
creators as (select * from intermediate.int_lift_creators where log_lift is not null),
tiers as (select influencer_id, platform, scheme, tier from intermediate.int_creator_tiers),

members as (
    select tiers.scheme, tiers.tier, creators.*
    from creators
    inner join tiers using (influencer_id, platform)
    union all
    select 'all', 'all', * from creators
),

summed as (
    select
        scheme, tier, platform, format,
        min(headline_numerator) as headline_numerator,
        min(headline_denominator) as headline_denominator,
        string_agg(distinct headline_definition, ' / ' order by headline_definition) as headline_definition,
        min(first_posted_at) as first_posted_at,
        max(last_posted_at) as last_posted_at,
        cast(sum(posts) as bigint) as posts,
        cast(sum(unknown_posts) as bigint) as unknown_posts,
        cast(sum(boosted_posts) as bigint) as boosted_posts,
        cast(sum(posts_other_definition) as bigint) as posts_other_definition,
        cast(sum(sponsored_posts) as bigint) as sponsored_posts,
        cast(sum(organic_posts) as bigint) as organic_posts,
        cast(sum(organic_undeclared_posts) as bigint) as organic_undeclared_posts,
        median(sponsored_headline_rate_median) as sponsored_headline_rate_median,
        median(organic_headline_rate_median) as organic_headline_rate_median,
        cast(sum(sponsored_engagements) as bigint) as sponsored_engagements,
        cast(sum(sponsored_base) as bigint) as sponsored_base,
        cast(sum(organic_engagements) as bigint) as organic_engagements,
        cast(sum(organic_base) as bigint) as organic_base,
        cast(sum(lift_months) as bigint) as lift_months,
        cast(sum(lift_sponsored_posts) as bigint) as lift_sponsored_posts,
        cast(sum(lift_organic_posts) as bigint) as lift_organic_posts,
        cast(sum(cast(log_lift as decimal(18, 6))) as double) as log_lifts,
        cast(sum(cast(log_lift as decimal(18, 6)) * cast(log_lift as decimal(18, 6))) as double) as log_squares,
        count(*) as lift_units
    from members
    group by scheme, tier, platform, format
)

select
    * exclude (log_lifts, log_squares, lift_units),
    log_lifts / lift_units as log_lift,
    greatest(log_squares - power(log_lifts, 2) / lift_units, 0) / nullif(lift_units - 1, 0) / lift_units
        as lift_log_variance,
    lift_units,
    cast(nullif(lift_units - 1, 0) as double) as lift_degrees_of_freedom
from summed
order by scheme, tier, platform, format
