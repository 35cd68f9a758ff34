-- One row per influencer, platform and tier scheme: the tier of the largest account there, and the creator's niche.

with
accounts as (
    select tiers.influencer_id, tiers.platform, tiers.scheme, tiers.tier, tiers.account_key, standing.followers
    from intermediate.int_account_tiers as tiers
    inner join intermediate.int_account_standing as standing using (account_key)
),

influencers as (select * from intermediate.int_influencers)

select
    accounts.influencer_id, accounts.platform, accounts.scheme, accounts.tier, accounts.followers,
    influencers.niche
from accounts
left join influencers using (influencer_id)
qualify
    row_number() over (
        partition by accounts.influencer_id, accounts.platform, accounts.scheme
        order by accounts.followers desc, accounts.account_key asc
    ) = 1
order by accounts.influencer_id, accounts.platform, accounts.scheme
