-- One row per account and tier scheme: the account's current tier, that of its latest count.
--
-- By the current rows of the scheme, also where the account was last seen before they began. Near a
-- boundary: within a share of a bound (settings), or no further from one than the rounding step of the count.

with
accounts as (
    select
        *,
        coalesce(lower(niche), '') as niche_key
    from intermediate.int_account_standing
    where followers is not null
),

bounds as (select * from intermediate.int_tier_bounds where is_current)

select
    accounts.account_key, accounts.influencer_id, accounts.platform, bounds.scheme, bounds.tier,
    coalesce(accounts.followers <= bounds.near_lower_until, false)
    or coalesce(accounts.followers >= bounds.near_upper_from, false)
    or (
        coalesce(accounts.followers_rounding, 1) > 1
        and (
            (bounds.lower_bound > 0 and accounts.followers - bounds.lower_bound <= accounts.followers_rounding)
            or coalesce(bounds.upper_bound - accounts.followers <= accounts.followers_rounding, false)
        )
    ) as is_near_boundary
from accounts
inner join bounds
    on
        accounts.platform = bounds.platform
        and accounts.niche_key = bounds.niche_key
        and accounts.followers >= bounds.lower_bound
        and accounts.followers < coalesce(bounds.upper_bound, 9223372036854775807)
order by accounts.account_key, bounds.scheme
