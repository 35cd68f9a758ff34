-- One row per account of which exposures of a post can be expected: how many, and how sure.
--
-- The account's own mean of logs is drawn towards its cell's by as much as its posts leave open; without own posts it is the
-- cell's. exposures_expected is a mean: that of posts lies above the middle post by mean_factor, that over what the account
-- may be by half of its variance. log_sd is the account's own, cell_log_sd what it shares with its cell, post_log_sd
-- how far one of its posts scatters about it.

with
accounts as (select * from intermediate.int_offer_accounts where followers > 0),

own as (
    select * from intermediate.int_offer_post_samples
    where measure = 'exposures' and log_variance_within is not null
),

within_posts as (
    select platform, max(mean_factor) as mean_factor, max(log_variance_within) as log_variance_within from own group by platform
),
cells as (select * from intermediate.int_offer_cells where measure = 'exposures'),

drawn as (
    select
        accounts.account_key, accounts.platform, accounts.followers, own.posts,
        cells.log_mean as cell_mean,
        cells.log_mean_variance as cell_error,
        cells.creators_variance,
        own.log_mean,
        own.log_variance_within / own.posts as own_error,
        within_posts.mean_factor,
        sqrt(coalesce(within_posts.log_variance_within, 0)) as exposures_post_log_sd,
        case
            when own.posts is null then 1
            when cells.measure is null then 0
            else
                own.log_variance_within / own.posts
                / (own.log_variance_within / own.posts + cells.creators_variance)
        end as drawn_share
    from accounts
    left join cells using (platform, tier)
    left join within_posts using (platform)
    left join own on accounts.account_key = own.account_key
    where own.posts is not null or cells.measure is not null
),

estimated as (
    select
        *,
        ln(followers) + (1 - drawn_share) * coalesce(log_mean, 0) + drawn_share * coalesce(cell_mean, 0) as exposures_log,
        (1 - drawn_share) * coalesce(own_error, 0) + case when posts is null then creators_variance else 0 end as own_variance
    from drawn
)

select
    account_key,
    coalesce(posts, 0) as exposure_posts,
    exposures_log,
    sqrt(own_variance) as exposures_log_sd,
    drawn_share * sqrt(coalesce(cell_error, 0)) as exposures_cell_log_sd,
    mean_factor * exp(exposures_log + own_variance / 2) as exposures_expected,
    exposures_post_log_sd,
    case when posts is null then 'peers' else 'own' end as exposures_basis
from estimated
order by account_key
