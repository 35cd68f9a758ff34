-- One row per tier scheme, platform, niche, period and tier: the follower counts that the tier holds there.
--
-- The only place where a scheme becomes bounds; posts and accounts are both placed by it. A quantile becomes
-- the count of the account at that place among the accounts of platform and niche, or of the whole platform
-- where the niche has too few or is unknown (settings: tier_quantile_min_accounts). Current are the rows that
-- hold on the last day on which any account was counted, so that rows entered ahead of their day wait for it.

with
schemes as (
    select
        scheme, platform,
        lower(niche) as niche,
        coalesce(valid_from, date '0001-01-01') as starts_on,
        tier, lower_bound, upper_bound, lower_quantile, upper_quantile
    from reference.tier_schemes
),

accounts as (
    select
        account_key, platform,
        coalesce(lower(niche), '') as niche_key,
        followers
    from intermediate.int_account_standing
),

sets as (select * from intermediate.int_tier_sets),
settings as (select * from meta.settings),

newest as (
    select coalesce(max(cast(followers_observed_at as date)), date '9999-12-31') as day
    from intermediate.int_account_standing where followers is not null
),

sized as (
    select
        platform, niche_key,
        count(followers) as of_niche,
        cast(sum(count(followers)) over (partition by platform) as bigint) as of_platform
    from accounts
    group by platform, niche_key
),

cells as (
    -- '' is the whole platform
    select
        sized.platform, sized.niche_key,
        sized.niche_key <> '' and sized.of_niche >= settings.tier_quantile_min_accounts as is_niche,
        case when is_niche then sized.niche_key else '' end as population,
        case when is_niche then sized.of_niche else sized.of_platform end as accounts
    from sized
    cross join settings
),

stated as (
    -- a place is that of the first account which is not below the quantile; 1e-9 for 0.7 * 10
    select
        sets.scheme, sets.platform, sets.niche_key, sets.valid_from, sets.valid_until,
        schemes.tier, cells.population,
        schemes.lower_bound as stated_lower,
        schemes.upper_bound as stated_upper,
        case
            when schemes.lower_quantile is null then 'scheme'
            when cells.population = '' then 'platform'
            else 'niche'
        end as bounds_from,
        case when schemes.lower_quantile is null then 0 else cells.accounts end as bounds_accounts,
        case
            when schemes.lower_quantile > 0
                then cast(floor(schemes.lower_quantile * cells.accounts + 1e-9) as bigint) + 1
        end as lower_place,
        case
            when schemes.upper_quantile < 1
                then cast(floor(schemes.upper_quantile * cells.accounts + 1e-9) as bigint) + 1
        end as upper_place
    from sets
    inner join cells using (platform, niche_key)
    inner join schemes
        on
            sets.scheme = schemes.scheme
            and coalesce(sets.set_platform, '') = coalesce(schemes.platform, '')
            and coalesce(sets.set_niche, '') = coalesce(schemes.niche, '')
            and sets.set_starts_on = schemes.starts_on
    where schemes.lower_quantile is null or cells.accounts > 0
),

ranked as (
    select
        platform, followers,
        niche_key as population,
        row_number() over (partition by platform, niche_key order by followers, account_key) as place
    from accounts
    where followers is not null and niche_key <> ''
    union all
    select
        platform, followers, '',
        row_number() over (partition by platform order by followers, account_key)
    from accounts
    where followers is not null
),

bounded as (
    select
        stated.*,
        coalesce(stated.stated_lower, lowest.followers, 0) as lower_bound,
        coalesce(stated.stated_upper, highest.followers) as upper_bound
    from stated
    left join ranked as lowest
        on
            stated.platform = lowest.platform
            and stated.population = lowest.population
            and stated.lower_place = lowest.place
    left join ranked as highest
        on
            stated.platform = highest.platform
            and stated.population = highest.population
            and stated.upper_place = highest.place
)

select
    bounded.scheme, bounded.platform, bounded.niche_key,
    nullif(bounded.valid_from, date '0001-01-01') as valid_from,
    bounded.valid_until,
    newest.day >= bounded.valid_from
    and (bounded.valid_until is null or newest.day < bounded.valid_until) as is_current,
    bounded.tier, bounded.lower_bound, bounded.upper_bound,
    case
        when bounded.lower_bound > 0
            then cast(floor(bounded.lower_bound * (1 + settings.tier_boundary_share) + 1e-6) as bigint)
    end as near_lower_until,
    cast(ceil(bounded.upper_bound * (1 - settings.tier_boundary_share) - 1e-6) as bigint) as near_upper_from,
    bounded.bounds_from, bounded.bounds_accounts
from bounded
cross join settings
cross join newest
order by bounded.scheme, bounded.platform, bounded.niche_key, bounded.valid_from, bounded.lower_bound
