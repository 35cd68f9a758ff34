-- One row per deal, creator and account whose price is known: what a post of it cost, boosting apart.
--
-- A price is known where the payment is: a fee (0 is a gift) or a commission. A blank fee is unknown and not 0, and a deal
-- that cost nothing at all is no price. What a package cost is the creator's part of it (int_deal_costs); a commission is
-- the one agreed or earned (int_costs). The account is the one that delivered, else the one that the deal names, else
-- the creator's largest on the platform. Posts are those agreed; of a package or where none are stated, those delivered,
-- else an equal part of those agreed, else one.

with
costs as (select * from intermediate.int_costs where cost_source = 'deal'),
deals as (select * from staging.stg_deals),
packages as (select deal_id, count(*) as creators from intermediate.int_deal_shares group by deal_id),
placements as (select * from intermediate.int_return_placements),
accounts as (select * from intermediate.int_offer_accounts),

delivered as (
    select
        deal_id, influencer_id, platform,
        count(*) as posts,
        min_by(account_key, (posted_at, post_key)) as account_key,
        min_by(followers_at_post, (posted_at, post_key)) filter (where followers_at_post > 0) as followers_at_post
    from intermediate.int_delivered_posts
    group by deal_id, influencer_id, platform
),

delivered_platforms as (
    select deal_id, influencer_id, min(platform) as platform
    from delivered
    group by deal_id, influencer_id
    having count(*) = 1
),

only_platforms as (
    select influencer_id, min(platform) as platform
    from accounts
    group by influencer_id
    having count(distinct platform) = 1
),

paid as (
    select
        costs.deal_id, costs.influencer_id, costs.campaign_id,
        coalesce(costs.platform, delivered_platforms.platform, only_platforms.platform) as platform,
        lower(deals.handle) as handle_key,
        deals.posts_agreed,
        packages.creators,
        coalesce(deals.agreed_on, deals.starts_on, cast(deals.captured_at as date)) as priced_on,
        costs.fee,
        cast(
            coalesce(costs.fee, 0) + coalesce(costs.product_cost, 0) + coalesce(costs.shipping_cost, 0)
            + coalesce(costs.agency_cost, 0) + coalesce(costs.commission, 0) as decimal(38, 4)
        ) as cost_without_boosting,
        coalesce(costs.fee, 0) + coalesce(costs.agency_cost, 0) + coalesce(costs.commission, 0) = 0 as is_gifted
    from costs
    left join packages using (deal_id)
    left join delivered_platforms using (deal_id, influencer_id)
    left join only_platforms using (influencer_id)
    inner join deals on costs.deal_id = deals.deal_id
    where coalesce(costs.fee, costs.commission) is not null
),

placed as (
    select
        paid.*,
        accounts.account_key,
        accounts.followers,
        accounts.tier as current_tier,
        delivered.posts as posts_delivered,
        delivered.followers_at_post
    from paid
    inner join accounts using (influencer_id, platform)
    left join delivered using (deal_id, influencer_id, platform)
    where paid.cost_without_boosting > 0
    qualify
        row_number() over (
            partition by paid.deal_id, paid.influencer_id
            order by
                accounts.account_key = coalesce(delivered.account_key, '') desc,
                coalesce(lower(accounts.handle) = paid.handle_key, false) desc,
                coalesce(accounts.followers, -1) desc,
                accounts.account_key asc
        ) = 1
),

counted as (
    select
        *,
        cast(
            case
                when coalesce(creators, 1) = 1 then coalesce(nullif(posts_agreed, 0), posts_delivered, 1)
                else coalesce(posts_delivered, greatest(cast(floor(cast(posts_agreed as double) / creators) as bigint), 1), 1)
            end as bigint
        ) as posts_priced
    from placed
)

select
    counted.deal_id, counted.influencer_id, counted.account_key, counted.platform,
    coalesce(case when placements.platform = counted.platform then nullif(placements.tier, 'unknown') end, counted.current_tier)
        as tier,
    coalesce(counted.followers_at_post, counted.followers) as followers_at_deal,
    counted.priced_on, counted.posts_priced, counted.fee, counted.cost_without_boosting,
    cast(round(cast(counted.cost_without_boosting as double) / counted.posts_priced, 4) as decimal(38, 4)) as price_per_post,
    case when counted.is_gifted then 'gifted' else 'agreed' end as price_source
from counted
left join placements using (deal_id, influencer_id, campaign_id)
order by counted.deal_id, counted.influencer_id
