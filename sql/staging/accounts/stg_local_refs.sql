-- One row per kind (creator, campaign, deal), folder and id that a brand's files use in it: whether a sheet there lists it.
--
-- Sheets that list: those of creators, campaigns and deals. Other files only mention an id.

with
used as (
    select 'creator' as kind, dataset, creator_ref as local_ref, false as in_sheet from known.posts
    union all
    select 'creator', dataset, creator_ref, false from known.profiles
    union all
    select 'creator', dataset, creator_ref, false from known.account_days
    union all
    select 'creator', dataset, creator_ref, false from known.audience_shares
    union all
    select 'creator', dataset, creator_ref, true from known.creators
    union all
    select 'creator', dataset, creator_ref, false from known.deals
    union all
    select 'creator', dataset, creator_ref, false from known.deal_posts
    union all
    select 'creator', dataset, creator_ref, false from known.deal_allocations
    union all
    select 'creator', dataset, creator_ref, false from known.clicks
    union all
    select 'creator', dataset, creator_ref, false from known.orders
    union all
    select 'creator', dataset, creator_ref, false from known.ad_spend
    union all
    select 'campaign', dataset, campaign_ref, true from known.campaigns
    union all
    select 'campaign', dataset, campaign_ref, false from known.deals
    union all
    select 'campaign', dataset, campaign_ref, false from known.clicks
    union all
    select 'campaign', dataset, campaign_ref, false from known.orders
    union all
    select 'campaign', dataset, campaign_ref, false from known.ad_spend
    union all
    select 'deal', dataset, deal_ref, true from known.deals
    union all
    select 'deal', dataset, deal_ref, false from known.deal_posts
    union all
    select 'deal', dataset, deal_ref, false from known.deal_allocations
    union all
    select 'deal', dataset, deal_ref, false from known.ad_spend
    union all
    select 'deal', dataset, deal_ref, false from known.posts
)

select
    kind, dataset, local_ref,
    bool_or(in_sheet) as in_sheet
from used
where local_ref is not null
group by kind, dataset, local_ref
order by kind, dataset, local_ref
