-- One row per influencer and platform with a known tier: the largest account's tier (settings: which scheme), and the niche.

with
accounts as (
    select
        account_tiers.influencer_id, account_tiers.platform, account_tiers.scheme,
        account_tiers.tier, account_tiers.account_key, standing.followers
    from intermediate.int_account_tiers as account_tiers
    inner join intermediate.int_account_standing as standing using (account_key)
    inner join meta.settings as settings on account_tiers.scheme = settings.tier_scheme
),

influencers as (select * from intermediate.int_influencers)

select
    accounts.influencer_id, accounts.platform, accounts.scheme, accounts.tier, accounts.followers,
    influencers.niche
from accounts
left join influencers using (influencer_id)
qualify
    row_number() over (
        partition by accounts.influencer_id, accounts.platform
        order by accounts.followers desc, accounts.account_key asc
    ) = 1
order by accounts.influencer_id, accounts.platform
