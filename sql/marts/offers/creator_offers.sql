-- One row per account and package that a planner may buy: its price, and what it is expected to bring.
--
-- Amounts are in the reporting currency and for the whole package. price_source says whether a deal (agreed, gifted) or the price
-- model (modelled) is behind the price; null is no price at all. Each <measure>_expected is a mean; <measure>_log_sd is how far
-- the creator itself may be off it (standard deviation of the log), <measure>_cell_log_sd what all offers of the same
-- results_cell share (of clicks, orders and net revenue: of the same tier), <measure>_campaign_log_sd how far one booking of the
-- package scatters about what the creator usually brings, the noise of counts apart. Null is unknown, never 0.
--
-- Several posts of an account reach the same people again: reach of n posts = A x (1 - (1 - r / A) ^ n), r that of one and
-- A the followers, or r where it is more (random duplication, Sainsbury). Engagements are n times one post; clicks and orders
-- grow with the package's exposures as with those of a post: n to the power of <measure>_exponent times one post.

with
accounts as (select * from intermediate.int_offer_accounts),

packages as (
    -- a package of the platform comes before one of the same name for any
    select accounts.account_key, packages.package, packages.posts
    from accounts
    inner join reference.plan_packages as packages on coalesce(packages.platform, accounts.platform) = accounts.platform
    qualify
        row_number() over (partition by accounts.account_key, packages.package order by packages.platform is null) = 1
),

prices as (select * from intermediate.int_offer_prices),

results as (
    -- the mean of n posts scatters less than one: by the variance of a log-normal mean
    select
        results.*,
        packages.package,
        coalesce(ln(1 + (exp(power(results.exposures_post_log_sd, 2)) - 1) / packages.posts), 0) as exposures_variance,
        coalesce(ln(1 + (exp(power(results.engagements_post_log_sd, 2)) - 1) / packages.posts), 0) as engagements_variance
    from intermediate.int_offer_results as results
    inner join packages using (account_key)
),

definitions as (
    -- under which definition exposures are counted (int_offer_post_samples)
    select platforms.platform, split_part(common.side, ';', 1) as exposures_definition
    from reference.platforms as platforms
    inner join intermediate.int_common_definitions as common
        on
            platforms.platform = common.platform
            and common.side_measure = case
                when platforms.exposure_measure = platforms.headline_denominator then 'headline'
                else platforms.exposure_measure
            end
),

audiences as (
    select account_key, min(audience_basis) as audience_basis
    from intermediate.int_offer_countries
    group by account_key
)

select
    accounts.*,
    packages.package,
    packages.posts as package_posts,
    cast(prices.price_per_post * packages.posts as decimal(38, 4)) as price,
    cast(prices.price_per_post_low * packages.posts as decimal(38, 4)) as price_low,
    cast(prices.price_per_post_high * packages.posts as decimal(38, 4)) as price_high,
    prices.price_log_sd, prices.price_source, prices.priced_on, prices.price_deal_id, prices.price_cell,
    prices.price_cell_deals,
    settings.reporting_currency as currency,
    greatest(accounts.followers, results.reach_per_post)
    * (1 - power(1 - results.reach_per_post / greatest(accounts.followers, results.reach_per_post), packages.posts))
        as reach_expected,
    results.reach_log_sd, results.reach_cell_log_sd,
    case when results.reach_per_post is not null then sqrt(results.exposures_variance) end as reach_campaign_log_sd,
    results.reach_basis,
    results.engagements_per_post * packages.posts as engagements_expected,
    results.engagements_log_sd, results.engagements_cell_log_sd,
    case when results.engagements_per_post is not null then sqrt(results.engagements_variance) end as engagements_campaign_log_sd,
    results.engagements_basis,
    results.clicks_exponent,
    results.clicks_per_post * power(packages.posts, results.clicks_exponent) as clicks_expected,
    results.clicks_log_sd, results.clicks_cell_log_sd,
    case
        when results.clicks_per_post is not null
            then sqrt(power(results.clicks_exponent, 2) * results.exposures_variance + power(results.clicks_deal_log_sd, 2))
    end as clicks_campaign_log_sd,
    results.clicks_basis,
    results.orders_exponent,
    results.orders_per_post * power(packages.posts, results.orders_exponent) as orders_expected,
    results.orders_log_sd, results.orders_cell_log_sd,
    case
        when results.orders_per_post is not null
            then sqrt(power(results.orders_exponent, 2) * results.exposures_variance + power(results.orders_deal_log_sd, 2))
    end as orders_campaign_log_sd,
    results.orders_basis,
    results.net_revenue_per_post * power(packages.posts, results.orders_exponent) as net_revenue_expected,
    results.net_revenue_log_sd, results.net_revenue_cell_log_sd,
    case
        when results.net_revenue_per_post is not null
            then sqrt(power(results.orders_exponent, 2) * results.exposures_variance + power(results.net_revenue_deal_log_sd, 2))
    end as net_revenue_campaign_log_sd,
    results.net_revenue_basis,
    coalesce(definitions.exposures_definition, 'original') as exposures_definition,
    accounts.platform || ', ' || coalesce(accounts.tier, 'unknown') as results_cell,
    coalesce(accounts.tier, 'unknown') as returns_cell,
    audiences.audience_basis
from accounts
cross join meta.settings as settings
inner join packages using (account_key)
left join prices using (account_key)
left join results using (account_key, package)
left join definitions on accounts.platform = definitions.platform
left join audiences using (account_key)
order by accounts.account_key, packages.posts, packages.package
