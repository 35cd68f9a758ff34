-- One row per account of which engagements of a post can be expected: how many, and how sure.
--
-- The platform's base (followers, or the exposures of a post where these are its headline's denominator) times the creator's
-- pooled headline rate; without an own estimate, or where its evidence is insufficient, the rate of its peers (one shared post
-- that went far would else make a small account the best buy). Both are middles of posts: engagements_per_post is
-- the mean, higher by the mean_factor of engagements, in which base and rate move together as they do.

with
accounts as (
    select accounts.*, platforms.headline_denominator, platforms.exposure_measure
    from intermediate.int_offer_accounts as accounts
    inner join reference.platforms as platforms on accounts.platform = platforms.platform
),

estimates as (
    select * from intermediate.int_rate_estimates
    where is_other_definition is not true and evidence <> 'insufficient' and headline_rate_low > 0 and headline_rate_high is not null
),

cells as (select * from intermediate.int_offer_cells where measure = 'headline_rate'),
exposures as (select * from intermediate.int_offer_exposures),

within_posts as (
    select platform, max(mean_factor) as mean_factor, max(log_variance_within) as log_variance_within
    from intermediate.int_offer_post_samples
    where measure = 'engagements'
    group by platform
),

rated as (
    select
        accounts.account_key,
        accounts.platform,
        coalesce(ln(estimates.headline_rate_pooled_estimate), cells.log_mean) as rate_log,
        case
            when estimates.influencer_id is not null
                then power((ln(estimates.headline_rate_high) - ln(estimates.headline_rate_low)) / 3.919927969080108, 2)
            else cells.creators_variance
        end as rate_variance,
        coalesce(1 - estimates.own_weight, 1) * sqrt(coalesce(cells.log_mean_variance, 0)) as rate_cell_sd,
        estimates.influencer_id is not null as is_own,
        case when accounts.headline_denominator = 'followers' then ln(nullif(accounts.followers, 0)) else exposures.exposures_log end
            as base_log,
        case when accounts.headline_denominator = 'followers' then 0 else exposures.exposures_log_sd end as base_sd,
        case when accounts.headline_denominator = 'followers' then 0 else exposures.exposures_cell_log_sd end as base_cell_sd,
        case when accounts.headline_denominator = 'followers' then 'own' else exposures.exposures_basis end as base_basis
    from accounts
    left join estimates using (influencer_id, platform)
    left join cells using (platform, tier)
    left join exposures on accounts.account_key = exposures.account_key
    where
        accounts.headline_denominator in ('followers', accounts.exposure_measure)
        and (estimates.influencer_id is not null or cells.measure is not null)
),

combined as (
    -- the interval of an own estimate holds its part of the cell's error, which is kept apart here
    select
        rated.*,
        case
            when rated.is_own then greatest(rated.rate_variance - power(rated.rate_cell_sd, 2), 0.0001)
            else rated.rate_variance
        end
        + power(rated.base_sd, 2) as own_variance,
        within_posts.mean_factor,
        sqrt(coalesce(within_posts.log_variance_within, 0)) as engagements_post_log_sd
    from rated
    left join within_posts on rated.platform = within_posts.platform
    where rated.base_log is not null
)

select
    account_key,
    coalesce(mean_factor, 1) * exp(base_log + rate_log + own_variance / 2) as engagements_per_post,
    sqrt(own_variance) as engagements_log_sd,
    sqrt(power(rate_cell_sd, 2) + power(base_cell_sd, 2)) as engagements_cell_log_sd,
    engagements_post_log_sd,
    case
        when is_own and base_basis = 'own' then 'own'
        when not is_own and (base_basis = 'peers' or base_cell_sd = 0) then 'peers'
        else 'own and peers'
    end as engagements_basis
from combined
order by account_key
