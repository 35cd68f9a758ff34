-- One row per deal, creator and window (30 and 90 days): the account, the window's last moment, the counts at its ends.
--
-- A window ends with the creator's first post for the deal, else on the day of the agreement, else on the deal's first
-- day. The account is that of the post, else the creator's largest one on the deal's platform. A count is the latest at
-- or before a moment, whatever its age, which stands beside it; counts of creators' sheets, which state no moment of
-- their own, are left out.

with
shares as (select deal_id, influencer_id, platform from intermediate.int_deal_shares),
deals as (select deal_id, platform, agreed_on, starts_on from staging.stg_deals),
influencers as (select influencer_id, main_platform from intermediate.int_influencers),
counts as (select * from intermediate.int_follower_counts where not is_roster),

first_posts as (
    select
        deal_id, influencer_id,
        min(posted_at) as posted_at,
        min_by(platform, (posted_at, post_key)) as platform,
        min_by(account_key, (posted_at, post_key)) as account_key
    from intermediate.int_delivered_posts
    where posted_at is not null
    group by deal_id, influencer_id
),

largest as (
    select influencer_id, platform, account_key
    from intermediate.int_account_standing
    qualify
        row_number() over (
            partition by influencer_id, platform order by coalesce(followers, -1) desc, account_key asc
        ) = 1
),

placed as (
    select
        shares.deal_id, shares.influencer_id,
        coalesce(first_posts.platform, shares.platform, deals.platform, influencers.main_platform) as platform,
        first_posts.account_key,
        coalesce(first_posts.posted_at, cast(deals.agreed_on as timestamp), cast(deals.starts_on as timestamp))
            as growth_until_at,
        case
            when first_posts.posted_at is not null then 'first post'
            when deals.agreed_on is not null then 'agreement'
            when deals.starts_on is not null then 'first day'
        end as growth_until_source
    from shares
    inner join deals on shares.deal_id = deals.deal_id
    left join first_posts
        on shares.deal_id = first_posts.deal_id and shares.influencer_id = first_posts.influencer_id
    left join influencers on shares.influencer_id = influencers.influencer_id
),

windows as (
    select
        placed.deal_id, placed.influencer_id, placed.platform, placed.growth_until_source, placed.growth_until_at,
        coalesce(placed.account_key, largest.account_key) as account_key,
        lengths.growth_window_days,
        placed.growth_until_at - to_days(cast(lengths.growth_window_days as integer)) as growth_from_at
    from placed
    left join largest on placed.influencer_id = largest.influencer_id and placed.platform = largest.platform
    cross join (
        select cast(30 as bigint) as growth_window_days
        union all
        select cast(90 as bigint) as growth_window_days
    ) as lengths
),

ended as (
    select
        windows.*,
        counts.observed_at as until_observed_at,
        counts.followers,
        counts.followers_rounding
    from windows
    asof left join counts
        on windows.account_key = counts.account_key and windows.growth_until_at >= counts.observed_at
),

bounded as (
    select
        ended.*,
        counts.observed_at as from_observed_at,
        counts.followers as previous_followers,
        counts.followers_rounding as previous_rounding
    from ended
    asof left join counts
        on ended.account_key = counts.account_key and ended.growth_from_at >= counts.observed_at
)

select
    *,
    cast(epoch_us(growth_until_at) - epoch_us(until_observed_at) as double) / 86400000000 as followers_gap_days,
    cast(epoch_us(growth_from_at) - epoch_us(from_observed_at) as double) / 86400000000 as previous_followers_gap_days,
    cast(epoch_us(until_observed_at) - epoch_us(from_observed_at) as double) / 86400000000 as growth_days
from bounded
order by deal_id, influencer_id, growth_window_days
