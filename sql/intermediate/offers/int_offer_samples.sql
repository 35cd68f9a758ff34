-- One row per measure and creator in a cell: the mean of its logs, and the variance of that mean's error.
--
-- What is pooled in the same way: prices (a post per thousand followers; fees only, gifts say nothing of a fee), exposures
-- (a post per follower) and headline rates. A creator with several deals in a cell is one creator; one with a single post lends nothing. Prices share one
-- pool over all platforms; exposures and rates stay on their platform.

with
prices as (
    select
        influencer_id, platform, tier,
        count(*) as sample_size,
        sum(cast(ln(cast(price_per_post as double) * 1000 / followers_at_deal) as decimal(18, 9))) as log_sum
    from intermediate.int_deal_prices
    where price_source = 'agreed' and fee > 0 and followers_at_deal > 0 and tier is not null
    group by influencer_id, platform, tier
),

rates as (
    select * from intermediate.int_rate_samples
    where tier is not null and degrees_of_freedom > 0 and is_other_definition is not true
),


rate_scatter as (
    select
        platform,
        cast(sum(cast(degrees_of_freedom * log_rate_variance as decimal(38, 12))) as double)
        / nullif(sum(degrees_of_freedom), 0) as log_variance
    from rates
    group by platform
)

select
    'price' as measure,
    'all' as pool,
    platform, tier,
    influencer_id as sample_key,
    cast(sample_size as bigint) as sample_size,
    cast(log_sum as double) / sample_size as log_mean,
    cast(0 as double) as log_mean_error
from prices

union all

select
    posts.measure,
    posts.platform as pool,
    posts.platform, accounts.tier,
    posts.account_key as sample_key,
    posts.posts as sample_size,
    posts.log_mean,
    posts.log_variance_within / posts.posts as log_mean_error
from intermediate.int_offer_post_samples as posts
inner join intermediate.int_offer_accounts as accounts using (account_key)
where posts.measure = 'exposures' and posts.posts > 1 and accounts.tier is not null

union all

select
    'headline_rate' as measure,
    rates.platform as pool,
    rates.platform, rates.tier,
    rates.influencer_id as sample_key,
    rates.posts_with_rate as sample_size,
    rates.log_rate_mean as log_mean,
    rate_scatter.log_variance / rates.posts_worth as log_mean_error
from rates
inner join rate_scatter using (platform)
order by measure, pool, platform, tier, sample_key
