-- One row per account that a planner may book: whose it is, how large, and what is known of it.
--
-- Every account of every creator is a candidate; the tier is the account's current one. Country and niche are what
-- the sheet says of the person, else what the account's snapshot says, else those of the main account.

with
standing as (select * from intermediate.int_account_standing),

tiers as (
    select account_tiers.*
    from intermediate.int_account_tiers as account_tiers
    inner join meta.settings as settings on account_tiers.scheme = settings.tier_scheme
),

estimates as (select * from intermediate.int_rate_estimates),
influencers as (select * from intermediate.int_influencers),

country_names as (
    select lower(country_name) as country_name, min(country_code) as country_code
    from reference.country_names
    group by lower(country_name)
)

select
    standing.account_key, standing.influencer_id, influencers.name, standing.platform,
    standing.handle, standing.followers, tiers.tier,
    settings.tier_scheme as scheme,
    coalesce(standing.niche, influencers.niche) as niche,
    coalesce(country_names.country_code, standing.country, influencers.country) as country,
    coalesce(estimates.evidence, 'insufficient') as evidence,
    coalesce(influencers.review_signals_strong, 0) as review_signals_strong,
    influencers.review_signal_names
from standing
cross join meta.settings as settings
left join estimates using (influencer_id, platform)
left join influencers using (influencer_id)
left join tiers on standing.account_key = tiers.account_key
left join country_names on lower(trim(coalesce(standing.country, influencers.country))) = country_names.country_name
order by standing.account_key
