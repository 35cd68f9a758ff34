-- One row per account and country: the part of the account's audience there; the parts of an account add up to 1.
--
-- What the creator's newest export on the platform states (int_audience_countries). A creator who states none is taken
-- to have in the home country what the middle creator who states an audience has at home, on the same platform, else on
-- any; the rest is 'unknown'. Without a country everything is. audience_basis says which it is.

with
accounts as (select * from intermediate.int_offer_accounts),
stated as (select * from intermediate.int_audience_countries),

creators as (
    select influencer_id, platform, min(country) as country
    from accounts
    where country is not null
    group by influencer_id, platform
),

homes as (
    select
        creators.platform,
        coalesce(max(stated.audience_share) filter (where stated.country = creators.country), 0) as home_share
    from creators
    inner join stated using (influencer_id, platform)
    group by creators.influencer_id, creators.platform
),

platform_homes as (select platform, median(home_share) as home_share from homes group by platform),
any_home as (select median(home_share) as home_share from homes),

unstated as (
    select
        accounts.account_key, accounts.country,
        case
            when accounts.country is null then 0
            else least(coalesce(platform_homes.home_share, any_home.home_share, 0), 1)
        end as home_share
    from accounts
    cross join any_home
    left join platform_homes using (platform)
    anti join stated on accounts.influencer_id = stated.influencer_id and accounts.platform = stated.platform
),

parts as (
    select accounts.account_key, stated.country, stated.audience_share, 'stated' as audience_basis
    from accounts
    inner join stated using (influencer_id, platform)
    union all
    select account_key, country, home_share as audience_share, 'home country' as audience_basis from unstated
    union all
    select
        account_key, 'unknown' as country, 1 - home_share as audience_share,
        case when home_share > 0 then 'home country' else 'unknown' end as audience_basis
    from unstated
)

select account_key, country, audience_share, audience_basis
from parts
where audience_share > 0
order by account_key, country
