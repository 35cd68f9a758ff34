-- One row per rate card, deal and creator: what the delivered posts would have cost at the user's own prices. Modelled, not earned.
--
-- Empty unless <home>/reference/rate_cards.csv holds a card. Each post is valued by the version that was valid when it
-- was posted, converted at the rate of that day. The value enters no cost, revenue or return.

with
prices as (select * from reference.rate_cards),

versions as (
    select
        rate_card, platform, valid_from,
        lead(valid_from) over (partition by rate_card, platform order by valid_from) as valid_until
    from (select distinct rate_card, platform, valid_from from prices) as dated
),

posts as (
    select
        posts.* exclude (influencer_id),
        coalesce(shares.influencer_id, deals.influencer_id) as influencer_id,
        coalesce(deals.campaign_id, 'unassigned') as campaign_id,
        cast(posts.posted_at as date) as posted_date
    from intermediate.int_delivered_posts as posts
    left join intermediate.int_deal_shares as shares using (deal_id, influencer_id)
    inner join staging.stg_deals as deals on posts.deal_id = deals.deal_id
),

valued as (
    select
        posts.deal_id, posts.influencer_id, posts.campaign_id, posts.platform, posts.post_key,
        posts.posted_date, prices.rate_card, prices.rate_card_version, prices.currency,
        cast(
            case prices.metric
                when 'views' then posts.views
                when 'impressions' then posts.impressions
                when 'reach' then posts.reach
                when 'likes' then posts.likes
                when 'comments' then posts.comments
                when 'shares' then posts.shares
                when 'saves' then posts.saves
                when 'clicks' then posts.clicks
                when 'engagements' then posts.engagements
            end as double
        ) * prices.price / prices.per_units as value_in_currency
    from posts
    inner join versions
        on
            posts.platform = versions.platform
            and posts.posted_date >= versions.valid_from
            and (versions.valid_until is null or posts.posted_date < versions.valid_until)
    inner join prices
        on
            versions.rate_card = prices.rate_card
            and versions.platform = prices.platform
            and versions.valid_from = prices.valid_from
),

rated as (
    select
        valued.*,
        settings.reporting_currency,
        case
            when valued.currency = settings.reporting_currency then valued.value_in_currency
            when valued.posted_date - rates.exchange_rate_date <= settings.exchange_rate_max_age_days
                then valued.value_in_currency * rates.exchange_rate
        end as value_reporting
    from valued
    cross join meta.settings as settings
    asof left join staging.stg_exchange_rates as rates
        on valued.currency = rates.currency and valued.posted_date >= rates.exchange_rate_date
)

select
    rate_card, deal_id, influencer_id, campaign_id,
    string_agg(distinct rate_card_version, ',' order by rate_card_version) as rate_card_versions,
    count(distinct platform || ' ' || post_key) as posts,
    count(distinct case when value_reporting is not null then platform || ' ' || post_key end) as posts_valued,
    cast(round(sum(value_reporting), 4) as decimal(38, 4)) as earned_media_value,
    reporting_currency as currency,
    true as is_modelled
from rated
group by rate_card, deal_id, influencer_id, campaign_id, reporting_currency
order by rate_card, deal_id, influencer_id
