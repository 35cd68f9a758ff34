-- One row per account and tier scheme: the account's current tier.
--
-- Near a boundary: within 5 % of a bound, or within the rounding step of a rounded count.

with

accounts as (

    select * from intermediate.int_account_standing
    where followers is not null

),

tiers as (

    select * from reference.tier_schemes

)

select
    accounts.account_key,
    accounts.influencer_id,
    accounts.platform,
    tiers.scheme,
    tiers.tier,
    coalesce(
        (tiers.lower_bound > 0 and accounts.followers < tiers.lower_bound * 1.05)
        or accounts.followers > tiers.upper_bound * 0.95
        or (
            accounts.followers_rounding > 1
            and (
                (tiers.lower_bound > 0 and accounts.followers - tiers.lower_bound < accounts.followers_rounding)
                or tiers.upper_bound - accounts.followers <= accounts.followers_rounding
            )
        ),
        false
    ) as is_near_boundary
from accounts
inner join tiers
    on
        accounts.followers >= tiers.lower_bound
        and (tiers.upper_bound is null or accounts.followers < tiers.upper_bound)
        and (tiers.platform is null or accounts.platform = tiers.platform)
        and (tiers.niche is null or lower(tiers.niche) = lower(accounts.niche))
        and (tiers.valid_from is null or tiers.valid_from <= cast(accounts.followers_observed_at as date))
qualify
    row_number() over (
        partition by accounts.account_key, tiers.scheme
        order by
            tiers.platform is not null desc, tiers.niche is not null desc,
            coalesce(tiers.valid_from, date '1900-01-01') desc
    ) = 1
order by accounts.account_key, tiers.scheme
